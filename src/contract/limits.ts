// Limits that several kinds of records share; those of one kind are in its own `.limits.ts`. Lengths of text are in UTF-16 code units,
// as `maxlength` of an input counts them.

/** Length of the name of a person, company, role, unit or record. */
export const NAME_MAX = 200;
export const EMAIL_MAX = 254;
export const PHONE_MAX = 50;
/** Length of a text of several paragraphs: a ticket's description, an order's note. */
export const DESCRIPTION_MAX = 20_000;
/** Length of the reason for declining or cancelling, or of a message with a request. */
export const REASON_MAX = 2_000;
/** Length of a search text. */
export const SEARCH_MAX = 200;

/** Rows of one page of a list, unless the request says how many. */
export const PAGE_SIZE = 50;
export const PAGE_SIZE_MAX = 200;

/** Lines of an order or a subscription. */
export const LINES_MAX = 1_000;
export const LINE_TEXT_MAX = 2_000;

/** Attachments of one ticket or message. */
export const FILES_MAX = 20;
/** Bytes of one file. */
export const FILE_SIZE_MAX = 25 * 1024 * 1024;
/** Characters of a file name after cleaning. */
export const FILE_NAME_MAX = 150;
/** Pixels of an image; a larger one would exhaust the memory of whoever opens it. */
export const IMAGE_PIXELS_MAX = 100_000_000;
/** What may be attached, by file ending; the server decides again by content. */
export const FILE_ENDINGS = [
  'pdf',
  'png',
  'jpg',
  'jpeg',
  'gif',
  'webp',
  'heic',
  'txt',
  'log',
  'csv',
  'zip',
  'docx',
  'xlsx',
  'odt',
  'ods',
  'eml',
  'mp4',
] as const;
