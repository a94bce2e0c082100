import type { SignatureMark } from './documents.ts';
import type { Attention, AttentionFilter } from './history.ts';
import type { Amount, Decimal } from './money.ts';
import type { Operation } from './operation.ts';
import type { OrderSort, OrderStatus, OrderView, TaxRate } from './orders.limits.ts';
import type { CompanyRef, StaffMember } from './session.ts';

/** One row of the list. */
export interface OrderSummary extends Attention {
  id: string;
  /** The ERP's number, e.g. `AN-2026-00123`. */
  number: string;
  title: string;
  status: OrderStatus;
  company: CompanyRef;
  /** Calendar days, `YYYY-MM-DD`. */
  date: string;
  /** The last day on which an offer can be accepted; null for no limit. */
  validUntil: string | null;
  net: Amount;
  gross: Amount;
}

/** A heading over the lines that follow, or a remark between them. */
export interface OrderText {
  kind: 'section' | 'note';
  text: string;
}

export interface OrderItem {
  kind: 'item';
  /** Unique within its order. */
  id: string;
  text: string;
  description: string | null;
  quantity: Decimal;
  /** For instance `Stk.` or `Std.`; null for none. */
  unit: string | null;
  unitPrice: Amount;
  /** Percent. */
  discount: Decimal;
  taxRate: TaxRate;
  /**
   * The customer decides whether to take the item and how much of it. Until then it is not part of the totals. `quantity` is what the ERP suggests. Its decimals
   * also say how finely the item can be divided: `3` pieces only by whole ones, `2.5` hours also by tenths.
   */
  optional: boolean;
}

export type OrderLine = OrderText | OrderItem;

/** Chosen quantities of optional items, by the item's id. Items that are not named are not taken. */
export type OrderOptions = Record<string, Decimal>;

export interface OrderTotals {
  net: Amount;
  /** The taxes by rate, highest rate first. */
  taxes: { rate: TaxRate; base: Amount; tax: Amount }[];
  gross: Amount;
}

/** How an offer was answered. */
export interface OrderAnswer {
  kind: 'accepted' | 'declined';
  name: string;
  /** ISO 8601. */
  at: string;
  /** The reason for declining. */
  reason: string | null;
  /** The options that were accepted. */
  options: OrderOptions;
}

/** Whether the caller may answer the offer at this moment, on this page: `elsewhere` on pages that are not trusted with signatures. */
export type AnsweringState = 'here' | 'elsewhere' | 'none';

export interface Order extends Omit<OrderSummary, keyof Attention> {
  /** Whether it started as an offer. */
  offered: boolean;
  lines: OrderLine[];
  /** Before the acceptance without optional items, afterwards with those that were taken. */
  totals: OrderTotals;
  note: string | null;
  assignee: StaffMember | null;
  /** SHA-256 of the whole offer with its PDF, hexadecimal. An answer names it, so that nobody accepts another version than they saw. */
  sha256: string;
  /** The ERP's PDF or, after the acceptance, the signed and sealed one; null when there is none. */
  file: { sha256: string; size: number } | null;
  /** Whether the PDF carries the customer's signature and our seal. */
  sealed: boolean;
  answering: AnsweringState;
  answer: OrderAnswer | null;
  /** Address of the offer in the portal, for host pages on which it must not be answered. */
  portalUrl: string;
}

export interface OrderQuery extends AttentionFilter {
  view: OrderView;
  /** Text to find in numbers, titles and names of companies; a day, a month or an amount, as people type them. */
  search?: string;
  /** One or several, separated by commas. */
  status?: string;
  /** Staff: orders of one company. */
  company?: string;
  /** First and last calendar day of their dates, `YYYY-MM-DD`. */
  from?: string;
  to?: string;
  sort?: OrderSort;
  /** `desc` by default. */
  direction?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
}

export interface OrderPage {
  items: OrderSummary[];
  /** Cursor of the next page; null on the last one. */
  cursor: string | null;
}

export interface OrderAcceptance {
  /** Hash of the offer that was shown. */
  sha256: string;
  options: OrderOptions;
  signature: SignatureMark;
}

export interface OrderRefusal {
  /** Hash of the offer that was shown. */
  sha256: string;
  reason: string;
}

type Id = { params: { id: string } };

/** 403 `permission_missing` without the view's permission. */
export const listOrders: Operation<{ query: { [K in keyof OrderQuery]: OrderQuery[K] } }, OrderPage> = {
  method: 'GET',
  path: '/orders',
};

/** The first time somebody of the company asks, the history notes that the offer was seen. 403 `permission_missing`. */
export const getOrder: Operation<Id, Order> = { method: 'GET', path: '/orders/{id}' };

/** The order's PDF, or the one that was shown when it was answered, by its hash; 404 for any other hash. Ranges as in RFC 9110. */
export const getOrderFile: Operation<{ params: { id: string; sha256: string } }, Blob> = {
  method: 'GET',
  path: '/orders/{id}/files/{sha256}',
};

/**
 * Accepts an offer with a signature, which makes it a sales order. 409 `offer_changed` when another version was shown, `offer_closed`; 403 `signing_not_trusted`,
 * `permission_missing`, `forbidden` for staff; 422 naming the field.
 */
export const acceptOrder: Operation<Id & { body: OrderAcceptance }, Order> = {
  method: 'POST',
  path: '/orders/{id}/acceptance',
};

/** Declines an offer. 409 `offer_changed`, `offer_closed`; 422 without a reason. */
export const declineOrder: Operation<Id & { body: OrderRefusal }, Order> = {
  method: 'POST',
  path: '/orders/{id}/refusal',
};
