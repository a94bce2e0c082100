import { sql } from 'kysely';
import type { Deps } from '../../../server/deps.ts';
import { acceptOrder, declineOrder } from '../../../server/modules/orders/answering.service.ts';
import { readOrder } from '../../../server/modules/orders/orders.service.ts';
import { totalsOf } from '../../../src/contract/orders.rules.ts';
import type { OrderLine, OrderOptions } from '../../../src/contract/orders.ts';
import type { SyncOrder } from '../../../src/contract/sync.ts';
import { DEVICE, findRecord, pastScopeOf } from '../acting.ts';
import { addDays, after, dayOf, SHOP_HOURS, SUPPORT_HOURS } from '../calendar.ts';
import { userId } from '../rows.ts';
import type { BusinessLetter } from './business-letter.ts';
import { headOf, managerOf, sellerOf } from './customers.ts';
import { type DealKey, type DemoDeal, deals } from './deals.ts';
import { formatDay } from './format.ts';
import { companyRef, Numbers, userRef } from './ids.ts';
import { type DemoSale, sales } from './sales.ts';

const DAY = 86_400_000;

/** An offer or sales order as the ERP first sends it. */
export interface DemoOrder {
  sale: DemoSale;
  row: SyncOrder;
  createdAt: number;
  /** The PDF that is signed with an offer. */
  letter: BusinessLetter | null;
}

/** All offers and sales orders up to `now`, oldest first; the same for the same `now`. */
export function demoOrders(now: number): DemoOrder[] {
  const numbers = new Numbers();
  return sales
    .map((sale) => ({ sale, createdAt: momentOf(sale, now) }))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map(({ sale, createdAt }) => {
      const date = dayOf(createdAt);
      const number = numbers.next(sale.offer ? 'AN' : 'VA', date);
      const { title, lines } = dealOf(sale.deal, sale.place, date);
      const validUntil = sale.offer ? endOf(sale, date, now) : null;
      const row: SyncOrder = {
        externalId: number,
        number,
        title,
        company: companyRef(sale.company),
        status: sale.offer ? 'open' : 'ordered',
        date,
        validUntil,
        lines,
        note: sale.note ?? null,
        assignee: userRef(sellerOf(sale.company)),
        gross: totalsOf(lines).gross,
      };
      return { sale, row, createdAt, letter: sale.offer ? letterOf(sale.company, row) : null };
    });
}

/** A time within the hours of support, about that many days ago. */
function momentOf({ daysAgo, deal }: DemoSale, now: number): number {
  const day = now - daysAgo * DAY;
  const time = after(day - (day % DAY), 60 + deal.length * 25, SUPPORT_HOURS);
  return Math.min(time, now - DAY / 4);
}

function endOf({ ends }: DemoSale, date: string, now: number): string | null {
  if (ends === undefined) return addDays(date, 30);
  return ends === null ? null : addDays(dayOf(now), ends);
}

function dealOf(key: DealKey, place: string | undefined, date: string): { title: string; lines: OrderLine[] } {
  const { title, lines }: DemoDeal = deals[key];
  const filled = title
    .replace(' {filiale}', place ? ` ${place}` : '')
    .replace('{jahr}', `${Number(date.slice(0, 4)) + 1}`);
  return { title: filled, lines: [...lines] };
}

/** When the customer first looks at an offer: not on the day before yesterday, so that one is always new. */
function viewedAt({ sale, createdAt }: DemoOrder, now: number): number | undefined {
  const time = after(createdAt, 240, SHOP_HOURS);
  return sale.offer && sale.daysAgo > 2 && time < now ? time : undefined;
}

/** When the customer accepts or declines an offer that is answered. */
export function answeredAt({ sale, createdAt }: DemoOrder): number | undefined {
  return typeof sale.offer === 'object' ? after(createdAt, 1_500 + sale.daysAgo, SHOP_HOURS) : undefined;
}

/** When the ERP cancels an order; undefined for those that are not cancelled. */
export function takenBackAt({ sale: { offer, cancelled }, createdAt }: DemoOrder): number | undefined {
  return offer === 'cancelled' || cancelled ? after(createdAt, 2_700, SUPPORT_HOURS) : undefined;
}

/** Chosen quantities of the optional items; undefined if nothing was ordered. */
export function optionsOf({ offer, cancelled }: DemoSale): OrderOptions | undefined {
  if (!offer) return cancelled ? undefined : {};
  return typeof offer === 'object' && 'accepted' in offer ? offer.accepted : undefined;
}

/** The ordered lines: all that are not optional, and the optional ones that were chosen. */
export function orderedLines(lines: readonly OrderLine[], options: OrderOptions): OrderLine[] {
  return lines.flatMap((line) => {
    if (line.kind !== 'item' || !line.optional) return [line];
    const quantity = options[line.id];
    return quantity ? [{ ...line, quantity, optional: false }] : [];
  });
}

function letterOf(company: string, { number, title, date, validUntil = null, lines, note }: SyncOrder): BusinessLetter {
  const { recipient, facts, greeting } = headOf(company);
  const hasOptions = lines.some((line) => line.kind === 'item' && line.optional);
  const end = validUntil ? formatDay(validUntil) : 'auf Widerruf';
  return {
    kind: 'Angebot',
    number,
    title,
    recipient,
    facts: [['Datum', formatDay(date)], ['Gültig bis', end], ...facts],
    opening: [greeting, 'vielen Dank für Ihr Interesse. Gerne bieten wir Ihnen an:'],
    lines,
    totals: totalsOf(lines),
    sum: 'Gesamtbetrag',
    closing: [
      ...(hasOptions
        ? ['Optionale Positionen können Sie bei der Annahme dazuwählen. Im Gesamtbetrag sind sie nicht enthalten.']
        : []),
      ...(note ? [note] : []),
      `Das Angebot gilt ${validUntil ? 'bis ' : ''}${end}. Sie können es im Portal unter „Angebote“ annehmen und unterschreiben.`,
      'Zahlbar innerhalb von 14 Tagen nach Rechnungsdatum ohne Abzug. Die Ware bleibt bis zur vollständigen Bezahlung unser Eigentum.',
      'Freundliche Grüße',
      `${sellerOf(company).name}, ETRON`,
    ],
  };
}

/** Lets managers of companies view their offers and answer some, each at its time, through the portal's own services. */
export async function tellAnswers(deps: Deps, orders: readonly DemoOrder[], now: number): Promise<void> {
  for (const order of orders) {
    const viewed = viewedAt(order, now);
    if (viewed === undefined) continue;
    const scope = await pastScopeOf(deps, userId(managerOf(order.sale.company)));
    const id = await findRecord(deps, 'orders', order.row.externalId);
    const at = (time: number): Deps => ({ ...deps, clock: () => new Date(time) });
    const { sha256 } = await readOrder(at(viewed), scope, id);
    const answered = answeredAt(order);
    const { offer } = order.sale;
    if (answered === undefined || typeof offer !== 'object') continue;
    if ('declined' in offer) await declineOrder(at(answered), scope, id, { sha256, reason: offer.declined }, DEVICE);
    else {
      const signature = { kind: 'typed', text: scope.actor.name, font: 'dancing-script' } as const;
      await acceptOrder(at(answered), scope, id, { sha256, options: offer.accepted, signature }, DEVICE);
    }
  }
  // Mails about the past are not sent.
  await deps.db.system((tx) => sql`delete from outbox where kind = 'notice'`.execute(tx));
}
