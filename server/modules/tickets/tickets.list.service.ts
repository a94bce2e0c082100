import { PAGE_SIZE } from '../../../src/contract/tickets.limits.ts';
import type { TicketQuery } from '../../../src/contract/tickets.ts';
import type { Tx } from '../../db/database.ts';
import { containing } from '../../db/fold.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { visibleCompanies } from '../identity/visibility.ts';
import { decodeCursor, encodeCursor } from './tickets.cursor.ts';
import { facetsJson } from './tickets.facets.store.ts';
import { planList } from './tickets.lanes.ts';
import { listPage } from './tickets.list.store.ts';

/** One page of the tickets the actor sees. */
export function listTickets({ actor, read }: Scope<UserActor>, query: TicketQuery): Promise<RawJson> {
  return read(async (tx) => {
    const { items, cursor } = await readPage(tx, actor, query);
    return rawJson(`{"items":${items},"cursor":${JSON.stringify(cursor)}}`);
  });
}

/** A page as JSON text of TicketSummary[], and the cursor of the next. */
export async function readPage(
  tx: Tx,
  actor: UserActor,
  query: TicketQuery,
): Promise<{ items: string; cursor: string | null }> {
  const plan = planList(query, visibleCompanies(actor));
  const ranks = plan.lanes.filter((lane) => lane.direction !== undefined).length;
  const after =
    query.cursor === undefined
      ? undefined
      : decodeCursor(query.cursor, { order: plan.order, ranks, key: plan.row.type });
  const wanted = query.search?.trim();
  const search = wanted ? containing(wanted) : undefined;
  const { items, last } = await listPage(tx, actor, { plan, search, after, limit: query.limit ?? PAGE_SIZE });
  return { items, cursor: last && encodeCursor(last, plan.order) };
}

/** What the actor's tickets can be filtered by. */
export function readFacets({ actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => rawJson(await facetsJson(tx, actor)));
}
