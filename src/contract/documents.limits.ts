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

/** How the text of a field is aligned in its area. */
export const ALIGNMENTS = ['left', 'center', 'right'] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

/** Shapes that mark a chosen checkbox or radio button, as PDF forms define them. */
export const TICK_SHAPES = ['check', 'cross', 'dot', 'diamond', 'square', 'star'] as const;
export type TickShape = (typeof TICK_SHAPES)[number];

/** Codes for parts of an author's PDF that could not be kept. */
export const DOCUMENT_WARNINGS = [
  // The value does not fit the field's format or breaks its rules. The field starts empty.
  'default_unreadable',
  'default_invalid',
  // The date format had the month or weekday in words. The date is written in figures.
  'format_changed',
  // The scripts that format and check the value were dropped: any text may be filled in.
  'format_dropped',
  // The field's text was rotated. What is filled in is upright.
  'rotation_dropped',
  // A calculation or another script was dropped.
  'script_dropped',
  // A button has no function any more.
  'button_inactive',
  // A password field was not hidden: its value can be read in the document.
  'password_shown',
  'rich_text_plain',
  // A field for a file takes only the name of a file.
  'file_as_text',
  // A list without options became a text field.
  'options_missing',
  // The field had more options or more areas than allowed.
  'options_dropped',
  'areas_dropped',
  // An attached file was removed, because it contained no data.
  'attachment_dropped',
] as const;
export type DocumentWarningCode = (typeof DOCUMENT_WARNINGS)[number];

/** Handwriting fonts a signature can be typed in; each is shipped with the package, and known to the server by the same name. */
export const SIGNATURE_FONTS = ['dancing-script', 'caveat', 'great-vibes', 'sacramento'] as const;
export type SignatureFont = (typeof SIGNATURE_FONTS)[number];

/** What a signature field asks for. */
export type SignatureKind = 'signature' | 'initials';

/** Kinds of events in a document's audit trail, which is a chain of hashes. */
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
/** Fields of one document. A request with the values of all fields has as many members, so this is also the limit for objects in requests. */
export const FIELDS_MAX = 1_000;
export const SIGNERS_MAX = 20;
export const OPTIONS_MAX = 1_000;
/** Areas of one field. */
export const AREAS_MAX = 1_000;
/** Font size of a field in points. */
export const FONT_SIZE_MIN = 2;
export const FONT_SIZE_MAX = 100;
/** Characters of a field's format. */
export const FORMAT_MAX = 30;
/** Characters of a value, unless the field has a limit of its own. */
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

/** Ranges of a file that one request may ask for. A request for more gets the whole file. */
export const FILE_PARTS_MAX = 256;
