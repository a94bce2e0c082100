import { createHash } from 'node:crypto';
import type { Amount } from '../../../src/contract/money.ts';
import type { OrderStatus } from '../../../src/contract/orders.limits.ts';
import type { AnsweringState, Order, OrderLine, OrderTotals } from '../../../src/contract/orders.ts';
import type { CompanyRef, StaffMember } from '../../../src/contract/session.ts';
import type { UserActor } from '../identity/actor.ts';
import { isPermitted, isTrusted } from '../identity/permissions.ts';

/** Everything that is offered, and therefore answered. The totals are not part of it, because they follow from the lines. */
interface OfferContent {
  number: string;
  title: string;
  companyId: string;
  date: string;
  validUntil: string | null;
  lines: OrderLine[];
  note: string | null;
  pdfSha256: string | null;
}

/** SHA-256 of the canonical JSON of an offer, hexadecimal. Equal content has equal hashes, whatever the order of its keys. */
export const hashOffer = (content: OfferContent): string =>
  createHash('sha256')
    .update(JSON.stringify(withSortedKeys(content)))
    .digest('hex');

function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => [key, withSortedKeys(item)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Digits before the decimal point that the columns of the database have. */
const DIGITS_MAX = 12;

/** Whether the database can store all amounts. */
export function isStorable({ net, taxes, gross }: OrderTotals): boolean {
  const fits = (amount: Amount) => amount.replace('-', '').length <= DIGITS_MAX + '.00'.length;
  return [net, gross, ...taxes.flatMap(({ base, tax }) => [base, tax])].every(fits);
}

/** An order as it is stored, with all that belongs to it. */
export interface StoredOrder {
  id: string;
  number: string;
  title: string;
  /** `expired` from the day after `validUntil`. */
  status: OrderStatus;
  company: CompanyRef;
  date: string;
  validUntil: string | null;
  net: Amount;
  gross: Amount;
  offered: boolean;
  lines: OrderLine[];
  totals: OrderTotals;
  note: string | null;
  assignee: StaffMember | null;
  sha256: string;
  pdfSha256: string | null;
  /** Bytes. */
  pdfSize: number | null;
  viewedAt: Date | null;
  answer: Order['answer'];
}

function answeringState({ status }: StoredOrder, actor: UserActor): AnsweringState {
  if (status !== 'open' || actor.role === 'staff' || !isPermitted(actor, 'offers')) return 'none';
  return isTrusted(actor) ? 'here' : 'elsewhere';
}

/** An order as it is shown to an actor. */
export function toOrder(order: StoredOrder, actor: UserActor, publicUrl: string): Order {
  const { pdfSha256, pdfSize, viewedAt: _, ...shown } = order;
  return {
    ...shown,
    file: pdfSha256 === null || pdfSize === null ? null : { sha256: pdfSha256, size: pdfSize },
    sealed: order.answer?.kind === 'accepted',
    answering: answeringState(order, actor),
    portalUrl: `${publicUrl}/#/${order.offered ? 'offers' : 'orders'}/${order.id}`,
  };
}
