import type { Attention } from './history.ts';
import type { Language } from './language.ts';
import type { Amount, Decimal } from './money.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, StaffMember } from './session.ts';
import type { CatalogueKind, Period, SubscriptionStatus } from './subscriptions.limits.ts';

/** A till system or server modules are installed in, e.g. a shop. */
export interface Instance {
  /** The ERP's key of the instance, unique within its company. */
  key: string;
  name: string;
}

export interface SubscriptionLine {
  text: string;
  /** The module of the catalogue; null for anything else, such as a service. */
  module: { id: string; name: string } | null;
  quantity: Decimal;
  unit: string | null;
  unitPrice: Amount;
  /** Percent. */
  discount: Decimal;
  /** Amount per period without VAT. */
  net: Amount;
}

export interface Subscription extends Attention {
  id: string;
  /** The ERP's number, e.g. `AB-10023`. */
  number: string;
  title: string;
  status: SubscriptionStatus;
  company: CompanyRef;
  instance: Instance;
  period: Period;
  /** Calendar days, `YYYY-MM-DD`. */
  startDate: string;
  endDate: string | null;
  /** Day of the next invoice; null when none follows. */
  nextInvoice: string | null;
  /** Amount per period without VAT. */
  net: Amount;
  lines: SubscriptionLine[];
  assignee: StaffMember | null;
}

/** Whether an entry of the catalogue is installed in an instance. */
export interface LookupInstance extends Instance {
  company: CompanyRef;
  installed: boolean;
  /** The modules it lacks: a configuration needs all of these, a function any one of them. Empty when installed. */
  missing: { id: string; name: string }[];
}

/** One result of the look-up. */
export interface LookupResult {
  id: string;
  kind: CatalogueKind;
  name: string;
  description: string;
  /** Every instance with a subscription that has not ended. Empty for staff who name no company. */
  instances: LookupInstance[];
}

/**
 * Ordered by company and instance, active ones first. Names of modules are in the requested language, German by default. `company` is for staff, who get the
 * first SUBSCRIPTIONS_MAX without it. 403 `permission_missing`.
 */
export const listSubscriptions: Operation<
  { query: { company?: string; language?: Language } },
  { items: Subscription[] }
> = { method: 'GET', path: '/subscriptions' };

/**
 * „Ist es dabei?“: modules, functions and configurations that fit the words, the best first, with whether each instance has them. In the words of the language
 * asked for. `company` is for staff. 403 `permission_missing`.
 */
export const lookUpModules: Operation<
  { query: { search: string; language: Language; company?: string } },
  { items: LookupResult[] }
> = { method: 'GET', path: '/subscriptions/lookup' };
