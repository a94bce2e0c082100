import type { Language } from './language.ts';
import type { Amount, Decimal } from './money.ts';
import type { Operation } from './operation.ts';
import type { CompanyRef, StaffMember } from './session.ts';
import type { CatalogueKind, Period, SubscriptionStatus } from './subscriptions.limits.ts';

/** A till system or server modules are installed in, e.g. a shop. */
export interface Instance {
  /** The ERP's, unique within its company. */
  key: string;
  name: string;
}

export interface SubscriptionLine {
  text: string;
  /** Of the catalogue; null for what is no module, such as a service. */
  module: { id: string; name: string } | null;
  quantity: Decimal;
  unit: string | null;
  unitPrice: Amount;
  /** Percent. */
  discount: Decimal;
  /** Per period, without VAT. */
  net: Amount;
}

export interface Subscription {
  id: string;
  /** The ERP's, e.g. `AB-10023`. */
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
  /** Per period, without VAT. */
  net: Amount;
  lines: SubscriptionLine[];
  assignee: StaffMember | null;
}

/** Whether something of the catalogue is there in an instance. */
export interface LookupInstance extends Instance {
  company: CompanyRef;
  installed: boolean;
  /** Which modules it lacks: of a configuration each of these, of a function any one of them. Empty when installed. */
  missing: { id: string; name: string }[];
}

/** One answer of the look-up. */
export interface LookupResult {
  id: string;
  kind: CatalogueKind;
  name: string;
  description: string;
  /** Every instance with a subscription that has not ended; of no company for staff who name none. */
  instances: LookupInstance[];
}

/**
 * By company and instance, those that have not ended first; names of modules in the language asked for, German unless told. `company` is for staff: without it
 * they get the first SUBSCRIPTIONS_MAX. 403 `permission_missing`.
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
