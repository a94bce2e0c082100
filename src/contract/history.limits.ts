// Plain numbers and enums of history and time entries, shared by browser and server.

/** Kinds of records that carry a history. */
export const RECORD_KINDS = ['ticket', 'document', 'order', 'invoice', 'subscription'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

export const MESSAGE_MAX = 20_000;
/** Minutes within which the author may change a message. */
export const EDIT_WINDOW_MINUTES = 15;

export const TIME_ENTRY_TEXT_MAX = 500;
/** Minutes of one time entry: one minute to one day. */
export const TIME_ENTRY_MINUTES_MAX = 1_440;
