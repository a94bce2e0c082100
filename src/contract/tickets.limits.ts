// Plain numbers and enums of tickets, shared by browser and server.

/** The states of a ticket in their order of progress. */
export const TICKET_STATUSES = ['new', 'backlog', 'in_progress', 'waiting', 'done'] as const;
export type TicketStatus = (typeof TICKET_STATUSES)[number];

/** Where staff may move a ticket from each state. A customer's answer moves `waiting` and `done` to `in_progress`. */
export const TICKET_TRANSITIONS: Record<TicketStatus, readonly TicketStatus[]> = {
  new: ['backlog'],
  backlog: ['in_progress'],
  in_progress: ['waiting', 'done'],
  waiting: ['in_progress', 'done'],
  done: ['in_progress'],
};

export const TICKET_CATEGORIES = ['fault', 'question', 'change', 'billing', 'other'] as const;
export type TicketCategory = (typeof TICKET_CATEGORIES)[number];

/** From least to most urgent. */
export const TICKET_PRIORITIES = ['low', 'normal', 'high', 'critical'] as const;
export type TicketPriority = (typeof TICKET_PRIORITIES)[number];

export const TICKET_SOURCES = ['portal', 'embed', 'onretail', 'staff'] as const;
export type TicketSource = (typeof TICKET_SOURCES)[number];

export const TICKET_SORTS = [
  'changed',
  'created',
  'number',
  'subject',
  'status',
  'priority',
  'company',
  'assignee',
] as const;
export type TicketSort = (typeof TICKET_SORTS)[number];

export const TICKET_GROUPS = ['status', 'category', 'company', 'assignee'] as const;
export type TicketGroup = (typeof TICKET_GROUPS)[number];

/** Who filed a ticket, as the list asks: the reader, or somebody else of the same company; for employees, another employee. */
export const TICKET_FILERS = ['me', 'others'] as const;
export type TicketFilers = (typeof TICKET_FILERS)[number];

/** Seconds in which `undoClosing` is offered. The server grants some more, for slow connections. */
export const UNDO_SECONDS = 10;

/** UTF-16 code units, as in `limits.ts`. */
export const SUBJECT_MAX = 200;
/** Host context: hidden fields a host page may add. */
export const CONTEXT_FIELDS_MAX = 20;
export const CONTEXT_VALUE_MAX = 500;
export const URL_MAX = 2_000;
