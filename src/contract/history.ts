import type { RecordKind } from './history.limits.ts';
import type { Operation } from './operation.ts';
import type { OrderStatus } from './orders.limits.ts';
import type { StaffMember } from './session.ts';
import type { TicketStatus } from './tickets.limits.ts';

/** An uploaded file. Whoever uploaded it may attach it once, within a day. */
export interface Upload {
  id: string;
  /** The file's name without path and control characters. */
  name: string;
  /** Size in bytes. */
  size: number;
  /** Media type, detected from the content. */
  type: string;
}

export type Attachment = Upload;

interface EntryBase {
  id: string;
  /** ISO 8601 with offset. */
  createdAt: string;
  author: {
    name: string;
    side: 'customer' | 'staff' | 'system';
    /** Portrait of an employee, see StaffMember. */
    picture: string | null;
  };
}

/** A message. Notes with `internal` are visible to staff only. */
export interface MessageEntry extends EntryBase {
  kind: 'message';
  body: string;
  internal: boolean;
  editedAt: string | null;
  /** Until when the caller may change it, or null if they may not. */
  editableUntil: string | null;
  attachments: Attachment[];
}

/** The status of a ticket or an offer changed. */
export interface StatusEntry extends EntryBase {
  kind: 'status';
  from: TicketStatus | OrderStatus | null;
  to: TicketStatus | OrderStatus;
  /** The author's reason, for instance for declining an offer. */
  reason: string | null;
  /** For instance the sealed PDF of an accepted offer. */
  attachments: Attachment[];
}

/** Somebody of the company saw the record for the first time. */
export interface ViewEntry extends EntryBase {
  kind: 'view';
}

export interface AssignmentEntry extends EntryBase {
  kind: 'assignment';
  /** The employee's name, or null when nobody is assigned any more. */
  to: string | null;
}

/** Another ticket was merged into this one: an entry by whoever filed that, when it was filed, and one by the employee who merged the two. */
export interface MergeEntry extends EntryBase {
  kind: 'merge';
  /** Number and subject of the ticket that is no more. */
  number: string;
  subject: string;
  /** What was filed; null in the entry about the merging itself. */
  description: string | null;
  /** What was filed with it. */
  attachments: Attachment[];
}

/** Staff had the contact of a ticket sent a link that confirms the address. Visible to staff only. */
export interface ConfirmationEntry extends EntryBase {
  kind: 'confirmation';
  /** The address. */
  to: string;
}

export type HistoryEntry = MessageEntry | StatusEntry | AssignmentEntry | ViewEntry | MergeEntry | ConfirmationEntry;

export interface TimeEntry {
  id: string;
  /** Calendar day, `YYYY-MM-DD`. */
  date: string;
  minutes: number;
  text: string;
  employee: { id: string; name: string };
}

export interface RecordParams extends Record<string, string> {
  kind: RecordKind;
  id: string;
}

export interface NewMessage {
  body: string;
  /** Ids of uploads of the caller. */
  attachments?: string[];
  /** Staff only. */
  internal?: boolean;
}

/** The employee who looks after a record; null while nobody does. */
export interface AssignedEmployee {
  assignee: StaffMember | null;
}

export interface NewTimeEntry {
  date: string;
  minutes: number;
  text: string;
}

/** Whether a record wants somebody's attention. */
export interface Attention {
  /** There is something by somebody else that the caller has not seen yet. */
  unread: boolean;
  /** For staff: the record waits for their answer, because the last public message is the customer's. A ticket also when it was just filed, and not once it is done. */
  unanswered?: boolean;
}

/** What narrows a list to records that want attention. */
export interface AttentionFilter {
  /** Staff: only records that wait for an answer. */
  unanswered?: 'yes';
}

/** Oldest first; `before` is the cursor of the next older page. */
export interface HistoryPage extends Pick<Attention, 'unread'> {
  items: HistoryEntry[];
  before: string | null;
}

export interface TimeSheet {
  items: TimeEntry[];
  totalMinutes: number;
}

/** An event of a record's live stream: something changed and should be read again. */
export interface RecordChange {
  kind: RecordKind;
  id: string;
}

/** The newest entries; with `before` the ones before that cursor. */
export const listHistory: Operation<{ params: RecordParams; query: { before?: string; limit?: number } }, HistoryPage> =
  {
    method: 'GET',
    path: '/records/{kind}/{id}/history',
  };

export const createMessage: Operation<{ params: RecordParams; body: NewMessage }, MessageEntry> = {
  method: 'POST',
  path: '/records/{kind}/{id}/messages',
};

/** Author only, within EDIT_WINDOW_MINUTES. 403 `forbidden`, 409 `edit_window_closed`. */
export const updateMessage: Operation<
  { params: RecordParams & { message: string }; body: { body: string } },
  MessageEntry
> = {
  method: 'PATCH',
  path: '/records/{kind}/{id}/messages/{message}',
};

/**
 * Assigns the record to an employee, or with null to nobody. Staff only; 403 `forbidden` also for orders, invoices and subscriptions, which are assigned in the
 * ERP. 422 unless it is an employee at work.
 */
export const assignRecord: Operation<{ params: RecordParams; body: { employeeId: string | null } }, AssignedEmployee> =
  {
    method: 'PUT',
    path: '/records/{kind}/{id}/assignee',
  };

export const listTimeEntries: Operation<{ params: RecordParams }, TimeSheet> = {
  method: 'GET',
  path: '/records/{kind}/{id}/time-entries',
};

/** Staff only. */
export const createTimeEntry: Operation<{ params: RecordParams; body: NewTimeEntry }, TimeEntry> = {
  method: 'POST',
  path: '/records/{kind}/{id}/time-entries',
};

/** Staff only, own entries. */
export const deleteTimeEntry: Operation<{ params: RecordParams & { entry: string } }, void> = {
  method: 'DELETE',
  path: '/records/{kind}/{id}/time-entries/{entry}',
};

/** Marks a record as read by the caller up to now. */
export const markRead: Operation<{ params: RecordParams }, void> = { method: 'PUT', path: '/records/{kind}/{id}/read' };

/** `text/event-stream` of RecordChange events; closed by the server when the caller loses the right to see the record. */
export const streamChanges: Operation<{ params: RecordParams }, RecordChange> = {
  method: 'GET',
  path: '/records/{kind}/{id}/changes',
};

/** Raw bytes in the body, the file's name in the query. 413, 415 `file_type_forbidden`, 422 `file_empty`. */
export const createUpload: Operation<{ query: { name: string } }, Upload> = { method: 'POST', path: '/uploads' };

/** The bytes, always as a download. */
export const getAttachment: Operation<{ params: { id: string } }, Blob> = { method: 'GET', path: '/attachments/{id}' };
