import type { SignatureMark } from './documents.ts';
import type { Amount, Decimal } from './money.ts';
import type { Operation } from './operation.ts';
import type { OrderSort, OrderStatus, OrderView, TaxRate } from './orders.limits.ts';
import type { CompanyRef, StaffMember } from './session.ts';

/** One row of the list. */
export interface OrderSummary {
  id: string;
  /** The ERP's, e.g. `AN-2026-00123`. */
  number: string;
  title: string;
  status: OrderStatus;
  company: CompanyRef;
  /** Calendar days, `YYYY-MM-DD`. */
  date: string;
  /** The last day an offer can be accepted; null without an end. */
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
  /** Within its order. */
  id: string;
  text: string;
  description: string | null;
  quantity: Decimal;
  /** E.g. `Stk.`, `Std.`; null where it needs none. */
  unit: string | null;
  unitPrice: Amount;
  /** Percent. */
  discount: Decimal;
  taxRate: TaxRate;
  /**
   * The customer takes it or not, and as much as they like; it is not in the totals until they do. `quantity` is what the ERP suggests. It also
   * says how finely the item can be divided: of `3` pieces only whole ones can be taken, of `2.5` hours also tenths.
   */
  optional: boolean;
}

export type OrderLine = OrderText | OrderItem;

/** How much of each optional item is taken, by the item's id. Items that are not named are not taken. */
export type OrderOptions = Record<string, Decimal>;

export interface OrderTotals {
  net: Amount;
  /** Per rate that occurs, highest first. */
  taxes: { rate: TaxRate; base: Amount; tax: Amount }[];
  gross: Amount;
}

/** How an offer was answered. */
export interface OrderAnswer {
  kind: 'accepted' | 'declined';
  name: string;
  /** ISO 8601. */
  at: string;
  /** Of a refusal. */
  reason: string | null;
  /** Of an acceptance. */
  options: OrderOptions;
}

/** Whether the caller may answer the offer at this moment, on this page: `elsewhere` on pages that are not trusted with signatures. */
export type AnsweringState = 'here' | 'elsewhere' | 'none';

export interface Order extends OrderSummary {
  /** Whether it began as an offer. */
  offered: boolean;
  lines: OrderLine[];
  /** As offered, without optional items; once accepted, with those that were taken. */
  totals: OrderTotals;
  note: string | null;
  assignee: StaffMember | null;
  /** SHA-256 of all that is offered, its PDF included, hexadecimal: an answer names what it answers. */
  sha256: string;
  /** The ERP's PDF, after an acceptance the signed and sealed one; null when there is none. */
  file: { sha256: string; size: number } | null;
  /** Whether the PDF carries the customer's signature and our seal. */
  sealed: boolean;
  answering: AnsweringState;
  answer: OrderAnswer | null;
  /** The offer in the portal, for hosts that may not have it answered. */
  portalUrl: string;
}

export interface OrderQuery {
  view: OrderView;
  /** In numbers, titles and names of companies. */
  search?: string;
  /** One or several, separated by commas. */
  status?: string;
  /** Staff: orders of one company. */
  company?: string;
  sort?: OrderSort;
  /** `desc` unless told. */
  direction?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
}

export interface OrderPage {
  items: OrderSummary[];
  /** Of the next page, null after the last one. */
  cursor: string | null;
}

export interface OrderAcceptance {
  /** Of the offer that was shown. */
  sha256: string;
  options: OrderOptions;
  signature: SignatureMark;
}

export interface OrderRefusal {
  /** Of the offer that was shown. */
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

/** The PDF of that hash: the order's, or the one that was shown when it was answered; 404 for any other. Ranges as in RFC 9110. */
export const getOrderFile: Operation<{ params: { id: string; sha256: string } }, Blob> = {
  method: 'GET',
  path: '/orders/{id}/files/{sha256}',
};

/**
 * Accepts an offer with a signature; it is a sales order from then on. 409 `offer_changed` when another one was shown, `offer_closed`; 403 `signing_not_trusted`,
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
