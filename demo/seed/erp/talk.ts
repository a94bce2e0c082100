import type { Deps } from '../../../server/deps.ts';
import { insertEntry } from '../../../server/modules/history/history.store.ts';
import { findRecord, scopeOf } from '../acting.ts';
import { after, SHOP_HOURS, SUPPORT_HOURS } from '../calendar.ts';
import { userId } from '../rows.ts';
import { managerOf, sellerOf } from './customers.ts';
import { demoInvoices } from './invoices.ts';
import { answeredAt, demoOrders } from './orders.ts';
import { runningPlans } from './subscriptions.ts';
import { type DemoTalk, talks } from './talks.ts';

const DAY = 86_400_000;
const TABLES = { order: 'orders', invoice: 'invoices', subscription: 'subscriptions' } as const;

interface Topic {
  kind: keyof typeof TABLES;
  externalId: string;
  /** The talk begins after it. */
  since: number;
}

/** Lets customers and support write to each other. */
export async function tellTalks(deps: Deps, now: number): Promise<void> {
  for (const talk of talks) {
    const { kind, externalId, since } = topicOf(talk, now);
    const recordId = await findRecord(deps, TABLES[kind], externalId);
    const [customer, employee] = await Promise.all(
      [managerOf(talk.company), sellerOf(talk.company)].map((person) => scopeOf(deps, userId(person))),
    );
    let time = since;
    for (const [minutes, author, body] of talk.messages) {
      time = Math.min(after(time, minutes, author === 'staff' ? SUPPORT_HOURS : SHOP_HOURS), now - 60_000);
      const { actor } = (author === 'staff' ? employee : customer)!;
      const message = { recordKind: kind, recordId, kind: 'message', body } as const;
      // Not as the author: from customers the database takes no message of yesterday.
      await deps.db.system((tx) => insertEntry(tx, actor, message, new Date(time)));
    }
  }
}

function topicOf({ company, about }: DemoTalk, now: number): Topic {
  if ('deal' in about) {
    const order = demoOrders(now).find(({ sale }) => sale.company === company && sale.deal === about.deal)!;
    return { kind: 'order', externalId: order.row.externalId, since: answeredAt(order) ?? order.createdAt };
  }
  if ('invoice' in about) {
    const { row } = demoInvoices(now).find((invoice) => invoice.company === company && invoice.end === about.invoice)!;
    return { kind: 'invoice', externalId: row.externalId, since: Date.parse(row.dueDate) + DAY };
  }
  const plan = runningPlans(now).find(({ instance }) => instance.key === about.instance)!;
  return { kind: 'subscription', externalId: plan.number, since: now - 17 * DAY };
}
