// Plain numbers and enums of documents to sign, shared by browser and server.

/** The states of a document: being prepared, waiting for signers, and four ways to end. An ended document never changes again. */
export const DOCUMENT_STATUSES = ['draft', 'waiting', 'signed', 'declined', 'expired', 'cancelled'] as const;
export type DocumentStatus = (typeof DOCUMENT_STATUSES)[number];

/** Whose signature a document waits for: the reader's, or others'. */
export const DOCUMENT_TURNS = ['mine', 'others'] as const;
export type DocumentTurn = (typeof DOCUMENT_TURNS)[number];

export const SIGNER_STATUSES = ['waiting', 'signed', 'declined'] as const;
export type SignerStatus = (typeof SIGNER_STATUSES)[number];

export const FIELD_TYPES = [
  'text',
  'multiline',
  'number',
  'date',
  // The day of signing, filled in by the server.
  'signing_date',
  'checkbox',
  'radio',
  'select',
  'email',
  'phone',
  'initials',
  'signature',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Hand-like fonts a signature can be typed in; each is shipped with the package, and known to the server by the same name. */
export const SIGNATURE_FONTS = ['dancing-script', 'caveat', 'great-vibes', 'sacramento'] as const;
export type SignatureFont = (typeof SIGNATURE_FONTS)[number];

/** Everything that is written down about a document, in a chain of hashes. */
export const DOCUMENT_EVENTS = [
  'created',
  'sent',
  'reminded',
  'viewed',
  'started',
  'field_filled',
  'code_sent',
  'code_confirmed',
  'signed',
  'declined',
  'sealed',
  'cancelled',
  'expired',
  'downloaded',
] as const;
export type DocumentEventKind = (typeof DOCUMENT_EVENTS)[number];

export const TITLE_MAX = 200;
export const FIELD_NAME_MAX = 200;
export const FIELDS_MAX = 500;
export const SIGNERS_MAX = 20;
export const OPTIONS_MAX = 200;
/** Characters of a value, when the field says nothing else. */
export const VALUE_MAX = 2_000;
/** Pages of a document to sign. */
export const PAGES_MAX = 2_000;
/** Bytes of a signature's picture. */
export const SIGNATURE_IMAGE_MAX = 400_000;
/** Strokes and points of a drawn signature. */
export const STROKES_MAX = 200;
export const POINTS_MAX = 10_000;
/** Bytes of a request with values: the same picture may be the signature of several fields. */
export const VALUES_BODY_MAX = 4 * 1024 * 1024;
/** Numbers, texts and lists in such a request; a point of a drawn signature counts as four. */
export const VALUES_COUNT_MAX = 200_000;
/** Tries per mailed code. */
export const SIGNING_CODE_ATTEMPTS = 5;

/** Parts of a file that one request may ask for; whoever asks for more gets all of it. */
export const FILE_PARTS_MAX = 256;
