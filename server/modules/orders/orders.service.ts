import { PAGE_SIZE } from '../../../src/contract/limits.ts';
import type { Order, OrderQuery } from '../../../src/contract/orders.ts';
import type { Deps } from '../../deps.ts';
import { notFound } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { insertEntry } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { isPermitted, requirePermission } from '../identity/permissions.ts';
import { requireOrder } from './orders.access.ts';
import { toOrder } from './orders.domain.ts';
import { findVersion, listPage, markViewed } from './orders.store.ts';

/** One page of the offers or orders the actor sees. 403 `permission_missing` */
export async function listOrders(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: OrderQuery,
): Promise<RawJson> {
  requirePermission(actor, query.view);
  return rawJson(await read((tx) => listPage(tx, actor, { query, limit: query.limit ?? PAGE_SIZE, now: clock() })));
}

/** One order. 404 when the actor does not see it. The history notes when somebody of the company sees an offer for the first time. */
export async function readOrder(
  { clock, config }: Deps,
  { actor, read, write }: Scope<UserActor>,
  id: string,
): Promise<Order> {
  const now = clock();
  const order = await read((tx) => requireOrder(tx, actor, id, now));
  const isFirst = order.offered && order.viewedAt === null && actor.role !== 'staff' && isPermitted(actor, 'offers');
  if (isFirst)
    await write(async (tx) => {
      if (await markViewed(tx, id, now))
        await insertEntry(tx, actor, { recordKind: 'order', recordId: id, kind: 'view' }, now);
    });
  return toOrder(order, actor, config.publicUrl);
}

/** Hash, size and title of a PDF that the order has or had. 404 for any other. */
export async function findOrderFile(
  { blobs }: Deps,
  { actor, read }: Scope<UserActor>,
  file: { id: string; sha256: string },
): Promise<{ sha256: string; size: number; title: string }> {
  requirePermission(actor, 'offers', 'orders');
  const order = await read((tx) => findVersion(tx, actor, file));
  if (!order) throw notFound();
  return { sha256: file.sha256, size: await blobs.size(file.sha256), title: order.number };
}
