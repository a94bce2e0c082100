// Plain numbers and enums of history, attachments and time entries, shared by browser and server.

/** Kinds of records that carry a history. */
export const RECORD_KINDS = ['ticket', 'document', 'order', 'invoice', 'subscription'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const MESSAGE_MAX = 20_000;
/** The author may change a message for so many minutes. */
export const EDIT_WINDOW_MINUTES = 15;

export const TIME_ENTRY_TEXT_MAX = 500;
/** Minutes of one time entry: one minute to one day. */
export const TIME_ENTRY_MINUTES_MAX = 1_440;

export const FILES_MAX = 20;
/** Bytes. */
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
