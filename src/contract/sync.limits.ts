// Plain numbers and enums of the ERP's side.

/** Kinds of rows the ERP writes. */
export const SYNC_KINDS = [
  'companies',
  'users',
  'permissions',
  'orders',
  'invoices',
  'subscriptions',
  'catalogue',
  'time-entries',
] as const;
export type SyncKind = (typeof SYNC_KINDS)[number];

/**
 * What an API key may be allowed: to write rows of a kind; with `users` also those of employees (`staff`), who see everything; to hand in PDFs; to read what customers did.
 */
export const SCOPES = [...SYNC_KINDS, 'staff', 'files', 'changes'] as const;
export type ApiScope = (typeof SCOPES)[number];

/** Characters of an id of the ERP. */
export const EXTERNAL_ID_MAX = 200;
/** Bytes of one row. */
export const SYNC_ROW_MAX = 1_000_000;
/** Rows one transaction takes at most: fewer when they are large, or an id comes again. After each, progress is reported. */
export const SYNC_BATCH = 500;
/** Wrong fields that are named of one row. */
export const SYNC_ERRORS_MAX = 5;
/** Rows that may fail before nothing more is read: whoever sends so many sends something else than rows. */
export const SYNC_FAILURES_MAX = 10_000;

/** Names by which something in the catalogue is found too, and characters of each: every question is compared with all of them. */
export const KEYWORDS_MAX = 20;
export const KEYWORD_MAX = 40;
/** Characters of what is said about something in the catalogue, in each language. */
export const CATALOGUE_DESCRIPTION_MAX = 1_000;

/** What customers do that the ERP wants to know. A ticket of a visitor is claimed when somebody logs in with its address: then it has a company. */
export const CHANGE_KINDS = [
  'ticket_created',
  'ticket_claimed',
  'message_created',
  'document_signed',
  'document_declined',
  'offer_viewed',
  'offer_accepted',
  'offer_declined',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGES_MAX = 1_000;
