import type { SyncTimeEntry } from '../../../src/contract/sync.ts';
import { addDays, addMonths, dayOf, workday } from '../calendar.ts';
import { type DemoPerson, staff } from '../people.ts';
import { sellerOf } from './customers.ts';
import { companyNumber, userRef } from './ids.ts';
import { demoInvoices } from './invoices.ts';
import { type DemoOrder, demoOrders, optionsOf, orderedLines } from './orders.ts';
import { runningPlans } from './subscriptions.ts';

/** Minutes somebody works in a day. */
const DAY = 480;

type WorkItem = readonly [employee: DemoPerson, date: string, minutes: number, text: string];

const technicians = [staff[4]!, staff[5]!, staff[2]!];
const technicianOf = (company: string): DemoPerson => technicians[Number(companyNumber(company)) % technicians.length]!;

/** What employees of ETRON worked for offers, orders, invoices and subscriptions up to `now`. */
export function workRows(now: number): SyncTimeEntry[] {
  const today = dayOf(now);
  return [
    ...demoOrders(now).flatMap((order) => rowsOf('order', order.row.externalId, orderWork(order))),
    ...demoInvoices(now).flatMap(({ company, row }) => {
      const isLate = row.status === 'open' && row.dueDate < today;
      const call: WorkItem = [sellerOf(company), workday(addDays(row.dueDate, 1)), 10, 'Rückfrage zur Zahlung'];
      return rowsOf('invoice', row.externalId, isLate ? [call] : []);
    }),
    ...runningPlans(now).flatMap(({ company, number, service }, index) =>
      rowsOf('subscription', number, service ? serviceWork(company, addDays(addMonths(today, -4), index)) : []),
    ),
  ].filter(({ date }) => date <= today);
}

const rowsOf = (kind: 'order' | 'invoice' | 'subscription', id: string, work: readonly WorkItem[]): SyncTimeEntry[] =>
  work.map(([employee, date, minutes, text], index) => ({
    externalId: `zeit-${id}-${index + 1}`,
    record: { kind, id },
    employee: userRef(employee),
    date,
    minutes,
    text,
  }));

/** The talk before an offer, and the hours that were ordered, from the second week on. */
function orderWork({ sale, row }: DemoOrder): WorkItem[] {
  const work: WorkItem[] = sale.offer
    ? [[sellerOf(sale.company), row.date, 25, 'Beratung am Telefon und Angebot']]
    : [];
  const options = optionsOf(sale);
  let day = addDays(row.date, 8);
  for (const line of options ? orderedLines(row.lines, options) : []) {
    if (line.kind !== 'item' || line.unit !== 'Std.') continue;
    for (let left = Math.round(Number(line.quantity) * 60); left > 0; left -= DAY) {
      day = workday(addDays(day, 1));
      work.push([technicianOf(sale.company), day, Math.min(left, DAY), line.text]);
    }
  }
  return work;
}

/** Updates and checks from afar, where they are part of the plan. */
function serviceWork(company: string, first: string): WorkItem[] {
  const visits: readonly [days: number, minutes: number, text: string][] = [
    [6, 35, 'Update eingespielt und geprüft'],
    [41, 15, 'Datensicherung kontrolliert'],
    [68, 40, 'Fernwartung: Bondrucker neu eingerichtet'],
    [97, 30, 'Update eingespielt und geprüft'],
  ];
  return visits.map(([days, minutes, text]) => [technicianOf(company), workday(addDays(first, days)), minutes, text]);
}
