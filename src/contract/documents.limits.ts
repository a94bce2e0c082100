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
  // Several options of one list.
  'multiselect',
  'email',
  'phone',
  'initials',
  'signature',
] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/** Where the text of a field stands in its area. */
export const ALIGNMENTS = ['left', 'center', 'right'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** What a chosen checkbox or radio button is marked with, as forms know it. */
export const TICK_SHAPES = ['check', 'cross', 'dot', 'diamond', 'square', 'star'] as const;
export type TickShape = (typeof TICK_SHAPES)[number];

/** What could not be kept of an author's PDF. */
export const DOCUMENT_WARNINGS = [
  // Its value cannot be read by its format, or breaks its own rules. The field begins empty.
  'default_unreadable',
  'default_invalid',
  // A date with a month or weekday in words is written in figures.
  'format_changed',
  // Neither how it writes its value nor what it checks is kept: any text may be filled in.
  'format_dropped',
  // Its text is turned; what is filled in stands upright.
  'rotation_dropped',
  // A calculation or another script.
  'script_dropped',
  // A button does nothing any more.
  'button_inactive',
  // What is filled in can be read in the document.
  'password_shown',
  'rich_text_plain',
  // Only the name of a file can be filled in.
  'file_as_text',
  // A list without anything to choose from is a text.
  'options_missing',
  // More options, or more places in the document, than a field may have.
  'options_dropped',
  'areas_dropped',
  // An attached file that is no data.
  'attachment_dropped',
] as const;
export type DocumentWarningCode = (typeof DOCUMENT_WARNINGS)[number];

/** Hand-like fonts a signature can be typed in; each is shipped with the package, and known to the server by the same name. */
export const SIGNATURE_FONTS = ['dancing-script', 'caveat', 'great-vibes', 'sacramento'] as const;
export type SignatureFont = (typeof SIGNATURE_FONTS)[number];

/** What a signature field asks for. */
export type SignatureKind = 'signature' | 'initials';

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
/** A request with the values of all of them has as many members, which is what any object in a request may have. */
export const FIELDS_MAX = 1_000;
export const SIGNERS_MAX = 20;
export const OPTIONS_MAX = 1_000;
/** Places of one field. */
export const AREAS_MAX = 1_000;
/** Points of the letters in a field. */
export const FONT_SIZE_MIN = 2;
export const FONT_SIZE_MAX = 100;
/** Characters of how a field writes its value. */
export const FORMAT_MAX = 30;
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
