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
 * Scopes of an API key: writing rows of a kind; writing employees, too, who see everything (`staff`, together with `users`); handing in PDFs; reading what customers did.
 */
export const SCOPES = [...SYNC_KINDS, 'staff', 'files', 'changes'] as const;
export type ApiScope = (typeof SCOPES)[number];

/** Characters of an id of the ERP. */
export const EXTERNAL_ID_MAX = 200;
/** Bytes of one row. */
export const SYNC_ROW_MAX = 1_000_000;
/** Largest number of rows in one transaction; fewer when they are large or an id occurs again. Progress is reported after each transaction. */
export const SYNC_BATCH = 500;
/** Largest number of wrong fields that are reported for one row. */
export const SYNC_ERRORS_MAX = 5;
/** Number of failed rows after which the rest is not read, because the input is probably something else than rows. */
export const SYNC_FAILURES_MAX = 10_000;

/** Number of further names of a catalogue entry, and characters of each. Every search compares with all of them. */
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
  'profile_changed',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const CHANGES_MAX = 1_000;
