import type { Order } from '../../../src/contract/orders.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission, requireTrust } from '../identity/permissions.ts';
import { type StoredOrder, toOrder } from './orders.domain.ts';
import { findOrder } from './orders.store.ts';

/** An order with all that belongs to it. 403 `permission_missing` without either permission, 404 when the actor does not see it. */
export async function requireOrder(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredOrder> {
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
export async function present({ clock, config }: Deps, tx: Tx, actor: UserActor, id: string): Promise<Order> {
  return toOrder(await requireOrder(tx, actor, id, clock()), actor, config.publicUrl);
}
