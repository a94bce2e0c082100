import { sql } from 'kysely';
import type { Deps } from '../../../server/deps.ts';
import { acceptOrder, declineOrder } from '../../../server/modules/orders/answering.service.ts';
import { readOrder } from '../../../server/modules/orders/orders.service.ts';
import { CLIENT, findRecord, pastScopeOf } from '../acting.ts';
import { userId } from '../rows.ts';
import { managerOf } from './customers.ts';
import { answeredAt, type DemoOrder, viewedAt } from './orders.ts';

/** Lets the managers of companies look at their offers, and answer some, each at its time, by the services that do it in earnest. */
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
    if ('declined' in offer) await declineOrder(at(answered), scope, id, { sha256, reason: offer.declined }, CLIENT);
    else {
      const signature = { kind: 'typed', text: scope.actor.name, font: 'dancing-script' } as const;
      await acceptOrder(at(answered), scope, id, { sha256, options: offer.accepted, signature }, CLIENT);
    }
  }
  // What was mailed then has been read.
  await deps.db.system((tx) => sql`delete from outbox where kind = 'order-mail'`.execute(tx));
}
