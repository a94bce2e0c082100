import { PAGE_SIZE } from '../../../src/contract/limits.ts';
import type { Order, OrderQuery } from '../../../src/contract/orders.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { insertEntry } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { isPermitted, requirePermission, requireTrust } from '../identity/permissions.ts';
import { type StoredOrder, toOrder } from './orders.domain.ts';
import { findOrder, findVersion, listPage, markViewed } from './orders.store.ts';

/** One page of the offers or orders the actor sees. 403 `permission_missing` */
export async function listOrders(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: OrderQuery,
): Promise<RawJson> {
  requirePermission(actor, query.view);
  return new RawJson(await read((tx) => listPage(tx, actor, { query, limit: query.limit ?? PAGE_SIZE, now: clock() })));
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

/** An order with all that belongs to it. 403 `permission_missing` without either permission, 404 when the actor does not see it. */
async function requireOrder(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredOrder> {
  requirePermission(actor, 'offers', 'orders');
  const order = await findOrder(tx, actor, id, now);
  if (!order) throw notFound();
  return order;
}

/** An offer that can be answered, which always has a PDF. */
export interface OpenOffer extends StoredOrder {
  pdfSha256: string;
}

/**
 * The offer with this hash, for an actor who may answer it now, on a page that is trusted with signatures.
 * @throws Problem 403 `permission_missing`, `forbidden` for staff, `signing_not_trusted`; 404; 409 `offer_closed`, `offer_changed`
 */
export async function requireOffer(
  tx: Tx,
  actor: UserActor,
  { id, sha256 }: { id: string; sha256: string },
  now: Date,
): Promise<OpenOffer> {
  requirePermission(actor, 'offers');
  const { pdfSha256, ...order } = await requireOrder(tx, actor, id, now);
  if (actor.role === 'staff') throw new Problem(403, 'forbidden');
  requireTrust(actor);
  if (order.status !== 'open' || pdfSha256 === null) throw new Problem(409, 'offer_closed');
  if (order.sha256 !== sha256) throw new Problem(409, 'offer_changed');
  return { ...order, pdfSha256 };
}

/** An order as it is shown to the actor. */
export async function presentOrder({ clock, config }: Deps, tx: Tx, actor: UserActor, id: string): Promise<Order> {
  return toOrder(await requireOrder(tx, actor, id, clock()), actor, config.publicUrl);
}
