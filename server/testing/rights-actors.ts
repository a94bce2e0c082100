import type { RecordKind } from '../../src/contract/history.limits.ts';
import type { Operation, OperationInput } from '../../src/contract/operation.ts';
import { SCOPES } from '../../src/contract/sync.limits.ts';

// The actors of the rights matrix, what a request of theirs can come to, and how a rule says so.

/** People of a company that bought from ETRON itself: without any permission, with one each, and its management, with all of them. */
export const CUSTOMERS = ['customer', 'offers', 'orders', 'invoices', 'subscriptions', 'management'] as const;

/** The management of a customer of a sales partner; the partner, at this customer's records; and the partner, at its own company's. */
const PARTNERS = ['client', 'partner', 'reseller'] as const;

/** A customer and a partner that have nothing to do with the company, with all permissions in their own. */
export const STRANGERS = ['stranger', 'otherPartner'] as const;

/** The contact of the ticket, through a mailed link, and the contact of another ticket. */
export const CONTACTS = ['contact', 'otherContact'] as const;

/** Somebody a host vouches for and the portal does not know. */
export const GUEST = 'guest';

export const KEYS = SCOPES.map((scope) => `key ${scope}` as const);

/** Everybody who may come; `embed` is a partner's website. Employees last: they may change what the others look at. */
export const ACTORS = [
  'anonymous',
  'embed',
  ...CONTACTS,
  GUEST,
  ...KEYS,
  ...CUSTOMERS,
  ...PARTNERS,
  ...STRANGERS,
  'staff',
] as const;
export type ActorName = (typeof ACTORS)[number];

/** What there is of one company. */
export interface TestRecords {
  company: string;
  user: string;
  /** A session of this user. */
  session: string;
  employee: string;
  embedKey: string;
  ticket: string;
  ticketNumber: string;
  /** A request for an account, of the ticket's contact. */
  accessRequest: string;
  attachment: string;
  /** A PDF that waits to become a document. */
  upload: string;
  document: { id: string; sha256: string };
  offer: { id: string; sha256: string };
  salesOrder: { id: string };
  invoice: { id: string; sha256: string };
  /** A record of each kind, with what somebody else wrote and worked. */
  history: Record<RecordKind, { id: string; message: string; entry: string }>;
}

/**
 * What a request comes to: `yes`, if only to hear that it does not go with how things are; the record is `hidden` as if it did not exist; it is `forbidden`, since
 * who asks may know of it; a `permission`, a `scope` or a `login` is missing; the page is none that the embed key is for (`origin`).
 */
export type Outcome = 'yes' | 'hidden' | 'forbidden' | 'permission' | 'scope' | 'login' | 'origin';

export interface Rule {
  operation: Operation;
  input: (records: TestRecords) => OperationInput & { raw?: string; type?: string };
  outcome: (actor: ActorName) => Outcome;
}

export const people = [...CUSTOMERS, ...PARTNERS, ...STRANGERS, 'staff'] as const;
/** Who takes part in what happens on records. */
export const participants = [...people, ...CONTACTS] as const;
/** Who comes from the portal's own page, where alone cookies are set. */
export const ownPage = ['anonymous', ...people] as const;
/** Whose own company it is. */
export const own = [...CUSTOMERS, 'client', 'reseller'] as const;
/** Those asked to sign. */
export const signers = ['management', 'client', 'reseller'] as const;

type Outcomes = Partial<Record<Outcome, readonly ActorName[]>>;

/** One rule; the first outcome that names an actor counts. */
export const on = <I extends OperationInput, O>(
  operation: Operation<I, O>,
  input: Rule['input'],
  outcomes: Outcomes,
): Rule => ({
  operation: operation as Operation,
  input,
  outcome: (actor) => (Object.keys(outcomes) as Outcome[]).find((key) => outcomes[key]?.includes(actor)) ?? 'login',
});
