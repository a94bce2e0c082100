import type { RecordKind } from './history.limits.ts';
import type { Language } from './language.ts';
import type { Amount, Decimal } from './money.ts';
import type { Operation } from './operation.ts';
import type { OrderLine } from './orders.ts';
import type { FieldError, ProblemCode } from './problem.ts';
import type { Permission, Role } from './session.ts';
import type { CatalogueKind, Period, SubscriptionStatus } from './subscriptions.limits.ts';
import type { ChangeKind, SyncKind } from './sync.limits.ts';

// Rows of the ERP. Each has the record's id in the ERP and is the whole record: members that are left out become empty. Other records are named by their ids in the ERP.

interface SyncRow {
  externalId: string;
}

export interface SyncCompany extends SyncRow {
  kind: 'customer' | 'partner';
  name: string;
  /** The customer's sales partner. A customer that gets one loses the permissions of its users. */
  partner?: string | null;
}

/**
 * People change their name and telephone number in the portal, too. What they wrote stays until the ERP sends another value than it sent before.
 * Employees need the scope `staff` too. Another address, role or company ends all sessions; another address also the password and what hosts know of the
 * user.
 */
export interface SyncUser extends SyncRow {
  name: string;
  email: string;
  phone?: string | null;
  /** Null for staff. */
  company?: string | null;
  role: Role;
  management?: boolean;
  /** Such a user cannot log in any more. */
  disabled?: boolean;
}

/** `externalId` is the user's. Refused (`permission_by_partner`) for users of a customer that has a sales partner. */
export interface SyncPermissions extends SyncRow {
  permissions: Permission[];
}

export interface SyncOrder extends SyncRow {
  number: string;
  title: string;
  /** For good, as of invoices and subscriptions: what was written about it is this company's. One for another is a new record. */
  company: string;
  /** `open` is an offer. An answered one takes no change but to `cancelled`, and another employee (`offer_closed`). */
  status: 'open' | 'ordered' | 'cancelled';
  date: string;
  validUntil?: string | null;
  lines: OrderLine[];
  note?: string | null;
  /** Id of an employee in the ERP. */
  assignee?: string | null;
  /** SHA-256 of a PDF handed in before. An offer needs one: it is what gets signed. */
  pdf?: string | null;
  /** As on the PDF. Refused (`invalid_value`) unless it is the sum of the lines. */
  gross: Amount;
}

export interface SyncInvoice extends SyncRow {
  number: string;
  title: string;
  company: string;
  status: 'open' | 'paid' | 'cancelled';
  date: string;
  dueDate: string;
  paidOn?: string | null;
  net: Amount;
  gross: Amount;
  due: Amount;
  assignee?: string | null;
  pdf?: string | null;
}

export interface SyncSubscription extends SyncRow {
  number: string;
  title: string;
  company: string;
  status: SubscriptionStatus;
  instance: { key: string; name: string };
  period: Period;
  startDate: string;
  endDate?: string | null;
  nextInvoice?: string | null;
  lines: {
    text: string;
    /** Of the catalogue. */
    module?: string | null;
    quantity: Decimal;
    unit?: string | null;
    unitPrice: Amount;
    discount?: Decimal;
  }[];
  assignee?: string | null;
}

export interface SyncCatalogueEntry extends SyncRow {
  kind: CatalogueKind;
  name: Record<Language, string>;
  description: Record<Language, string>;
  /** What people also call it, in any language. */
  keywords?: string[];
  /** Of a function the modules that each bring it, of a configuration those it needs; of a module none. */
  modules?: string[];
}

export interface SyncTimeEntry extends SyncRow {
  /** A ticket or document by its number or id in the portal; all else by its id in the ERP. */
  record: { kind: RecordKind; id: string };
  employee: string;
  date: string;
  minutes: number;
  text: string;
}

/** The rows of each kind. */
export interface SyncRows {
  companies: SyncCompany;
  users: SyncUser;
  permissions: SyncPermissions;
  orders: SyncOrder;
  invoices: SyncInvoice;
  subscriptions: SyncSubscription;
  catalogue: SyncCatalogueEntry;
  'time-entries': SyncTimeEntry;
}

/** A row that was refused. The other rows of its batch are accepted. */
export interface SyncFailure {
  /** Line in the request, from 1. */
  line: number;
  externalId: string | null;
  code: ProblemCode;
  detail?: string;
  /** The first SYNC_ERRORS_MAX. */
  errors?: FieldError[];
}

/** Counts of the rows so far. */
export interface SyncProgress {
  done: number;
  created: number;
  updated: number;
  unchanged: number;
  failed: number;
}

/**
 * A line of the answer: a row that failed, how far it is, and at the end the sum. A stream without an `end` broke off; sending all again is harmless. After
 * SYNC_FAILURES_MAX failures it breaks off too, and the last failure says so.
 */
export type SyncMessage =
  | ({ type: 'failure' } & SyncFailure)
  | ({ type: 'progress' } & SyncProgress)
  | ({ type: 'end' } & SyncProgress);

/** Something a customer did, or that was done in their name. */
export interface Change {
  /** To be passed as `after` to continue after this change. */
  cursor: string;
  kind: ChangeKind;
  /** ISO 8601. */
  at: string;
  /** Records that did not come from the ERP have no id there, and documents have no number. Null for `profile_changed`, which is about the `user`. */
  record: { kind: RecordKind; id: string; externalId: string | null; number: string | null } | null;
  company: { id: string; externalId: string | null; name: string } | null;
  /** Who did it. */
  user: { id: string; externalId: string | null; name: string } | null;
  /** Reason of a refusal, chosen options of an acceptance, hash of a signed PDF, name and telephone number of a changed profile. */
  details: Record<string, unknown>;
}

/**
 * Inserts or updates rows by `externalId`. `application/x-ndjson` in, one row per line, and out, one SyncMessage per line, while rows still come in. With an API key
 * that has the scope of the kind; 403 `scope_missing`.
 */
export const syncRows: Operation<{ params: { kind: SyncKind } }, SyncMessage> = { method: 'PUT', path: '/sync/{kind}' };

/** A PDF that was handed in, as it is kept and as rows name it. */
export interface ReceivedFile {
  sha256: string;
  /** Bytes. */
  size: number;
  /** Names of attached files that were left out, when there were any: they are no data, such as the XML of an e-invoice is. */
  dropped?: string[];
}

/**
 * Hands in a PDF for orders and invoices; handing in the same one again changes nothing. Kept is what was sent, unless something had to be taken out of it: encryption that opens without
 * a password, usage rights, scripts with the form they are in, attached files that are no data. Rows name it by the answer's `sha256`. Scope `files`. 422 as documents.
 */
export const putSyncFile: Operation<object, ReceivedFile> = { method: 'PUT', path: '/sync/files' };

/**
 * What happened since, oldest first; nothing is ever skipped. `cursor` is for the next request, of the same database server: begin without one
 * after a restore into another. Scope `changes`.
 */
export const listChanges: Operation<
  { query: { after?: string; limit?: number } },
  { items: Change[]; cursor: string | null }
> = { method: 'GET', path: '/changes' };
