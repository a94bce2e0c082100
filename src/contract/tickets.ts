import type { Attachment, Attention, AttentionFilter } from './history.ts';
import type { Language } from './language.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, StaffMember } from './session.ts';
import type {
  TicketCategory,
  TicketFilers,
  TicketGroup,
  TicketPriority,
  TicketSort,
  TicketSource,
  TicketStatus,
} from './tickets.limits.ts';

/** What the host page knows about where the ticket comes from. Shown to staff only. */
export interface TicketContext {
  /** The customer's onRetail instance. */
  instance?: string;
  /** Version of the host software. */
  version?: string;
  pageUrl?: string;
  userAgent?: string;
  /** Hidden fields of the host page. */
  fields?: Record<string, string>;
}

/** Whom the ticket is about, as typed. */
export interface TicketContact {
  name: string;
  email: string;
  phone?: string;
  company?: string;
}

/** What every new ticket has, however it is filed. */
export interface NewTicketBase {
  subject: string;
  description: string;
  category: TicketCategory;
  priority: TicketPriority;
  /** Ids of uploads of the caller. */
  attachments?: string[];
  context?: TicketContext;
}

/** A ticket of somebody logged in. The contact defaults to the account's. */
export interface NewTicket extends NewTicketBase {
  contact?: TicketContact;
  /**
   * Whose ticket it is: the caller's own company, a customer of a partner, or any company for staff. Without it the caller's own company; for
   * staff none yet. 422 `invalid_value` for every other company, as for one that does not exist.
   */
  companyId?: string;
}

/** A ticket through an embed key. */
export interface NewAnonymousTicket extends NewTicketBase {
  contact: TicketContact;
  /** Language of the page, for the confirmation mail. */
  language: Language;
  /** Honeypot: people leave it empty. */
  website?: string;
  /** The solved proof of work: base64 of the JSON the ALTCHA library verifies. */
  proof: string;
}

/** Number of the ticket that was filed. */
export interface TicketReceipt {
  number: string;
  /** True when a code was mailed that confirms the address; see `confirmContact`. */
  confirmation: boolean;
}

/** The user who filed a ticket. */
export interface TicketFiler {
  name: string;
  /** The company of this user, where the ticket belongs to another one; null otherwise, and for staff. */
  company: string | null;
}

/** One row of the list. */
export interface TicketSummary extends Attention {
  id: string;
  /** `T-2026-000123` */
  number: string;
  subject: string;
  category: TicketCategory;
  priority: TicketPriority;
  status: TicketStatus;
  /** Null until it is known whose ticket it is; then only staff see it. */
  company: CompanyRef | null;
  assignee: { id: string; name: string } | null;
  /** Null while a ticket that was filed without a login has no user. */
  filedBy: TicketFiler | null;
  createdAt: string;
  /** Last change the customer can see. */
  changedAt: string;
}

export interface Ticket extends TicketSummary {
  description: string;
  source: TicketSource;
  contact: TicketContact;
  assignee: StaffMember | null;
  attachments: Attachment[];
  /** The rest is for staff; absent for everybody else. */
  staff?: {
    context: TicketContext;
    /** The filer proved to own the address. */
    contactVerified: boolean;
    quarantined: boolean;
    /** Public id of the embed key it came through. */
    embedKey: string | null;
    /** Name of the host that vouches for who filed it, whom the portal did not know. */
    host: string | null;
    /** A message of staff is mailed to somebody on the customer's side: an address is confirmed, or belongs to a user who sees the ticket. */
    mailed: boolean;
    /** It was filed without an account, and nobody has confirmed the contact's address: the confirmation can be sent again. */
    confirmable: boolean;
    /** A mailed link opens the ticket for its contact at the moment. */
    linked: boolean;
  };
}

export interface TicketFilter extends AttentionFilter {
  search?: string;
  /** Comma-separated TicketStatus values. */
  status?: string;
  company?: string;
  /** An employee's id, or `none`. */
  assignee?: string;
  filedBy?: TicketFilers;
}

export interface TicketQuery extends TicketFilter {
  sort?: TicketSort;
  direction?: 'asc' | 'desc';
  /** Rows of one group stay together; `sort` orders within. */
  group?: TicketGroup;
  cursor?: string;
  limit?: number;
}

export interface TicketPage {
  items: TicketSummary[];
  /** For the next page, null on the last. */
  cursor: string | null;
}

/** What can be filtered by, with counts over everything the caller may see. */
export interface TicketFacets {
  statuses: { status: TicketStatus; count: number }[];
  companies: (CompanyRef & { count: number })[];
  assignees: { id: string; name: string; count: number }[];
}

/** Staff only; each field optional. `companyId` claims a ticket that has no company yet. */
export interface TicketPatch {
  status?: TicketStatus;
  priority?: TicketPriority;
  category?: TicketCategory;
  companyId?: string;
  quarantined?: boolean;
}

type Query<T> = { query: { [K in keyof T]: T[K] } };

export const listTickets: Operation<Query<TicketQuery>, TicketPage> = { method: 'GET', path: '/tickets' };

export const getTicketFacets: Operation<object, TicketFacets> = { method: 'GET', path: '/tickets/facets' };

/** All tickets the filter matches as `text/csv` (RFC 4180) in UTF-8 with a byte order mark. */
export const exportTickets: Operation<
  Query<TicketFilter & { sort?: TicketSort; direction?: 'asc' | 'desc'; language?: Language }>,
  Blob
> = {
  method: 'GET',
  path: '/tickets/export',
};

export const createTicket: Operation<{ body: NewTicket }, Ticket> = { method: 'POST', path: '/tickets' };

/** The id of a ticket that was merged into another one answers with that one, whose `id` is another. */
export const getTicket: Operation<{ params: { id: string } }, Ticket> = { method: 'GET', path: '/tickets/{id}' };

/** 403 for customers and partners, 409 `invalid_transition`. */
export const updateTicket: Operation<{ params: { id: string }; body: TicketPatch }, Ticket> = {
  method: 'PATCH',
  path: '/tickets/{id}',
};

/** Says that a ticket is settled, in any state of it. For whoever may answer on it: customers, partners, its contact, staff. Done is done: again changes nothing. */
export const closeTicket: Operation<{ params: { id: string } }, Ticket> = {
  method: 'PUT',
  path: '/tickets/{id}/closure',
};

/**
 * Takes the own `closeTicket` back: the ticket is in the state before. 409 `invalid_transition` after a minute, or when anything has happened to
 * the ticket since; a message opens it again then.
 */
export const undoClosing: Operation<{ params: { id: string } }, Ticket> = {
  method: 'DELETE',
  path: '/tickets/{id}/closure',
};

/**
 * Merges a duplicate into the ticket with the number `into`, and answers with that: history, files and times are there from then on. Staff only. 422 unless
 * there is such a ticket; 409 `invalid_transition` for tickets of different companies, and for one that is no company's unless both have the same contact.
 */
export const mergeTicket: Operation<{ params: { id: string }; body: { into: string } }, Ticket> = {
  method: 'POST',
  path: '/tickets/{id}/merge',
};
