import { sql } from 'kysely';
import type { TicketStatus } from '../../../src/contract/tickets.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { Participant } from '../identity/actor.ts';
import { insertStatusEntry, requireJson } from './tickets.service.ts';
import { lockTicket, updateState } from './tickets.store.ts';

/** Milliseconds in which somebody may take back that a ticket is settled. Longer than it is offered, for slow connections. */
const UNDO_TIME = 60_000;

/** Ends a ticket that has settled itself, in the name of whoever may answer on it. 404 for a ticket the actor does not see. */
export function closeTicket({ clock }: Deps, { actor, write }: Scope<Participant>, id: string): Promise<RawJson> {
  return write(async (tx) => {
    const before = await lockTicket(tx, actor, id);
    if (!before) throw notFound();
    if (before.status !== 'done') {
      const now = clock();
      await updateState(tx, id, { ...before, status: 'done' }, { at: now, by: actor.id });
      await insertStatusEntry(tx, actor, id, before.status, 'done', now);
    }
    return requireJson(tx, actor, id);
  });
}

/** Restores the state before the actor's own closing. 404, 409 `invalid_transition` when it is too late. */
export function undoClosing({ clock }: Deps, { actor, write }: Scope<Participant>, id: string): Promise<RawJson> {
  return write(async (tx) => {
    const before = await lockTicket(tx, actor, id);
    if (!before) throw notFound();
    const now = clock();
    const status = await statusBeforeClosing(tx, actor, id, new Date(now.getTime() - UNDO_TIME));
    if (status === undefined)
      throw new Problem(409, 'invalid_transition', {
        detail: 'The last change is no closing of the caller within a minute.',
      });
    await updateState(tx, id, { ...before, status }, { at: now, by: actor.id });
    await insertStatusEntry(tx, actor, id, 'done', status, now);
    return requireJson(tx, actor, id);
  });
}

/** The status before the last change of a ticket, if that was the actor's closing it after the moment `since`. */
async function statusBeforeClosing(
  tx: Tx,
  actor: Participant,
  id: string,
  since: Date,
): Promise<TicketStatus | undefined> {
  const { rows } = await sql<{ status: TicketStatus }>`
    select e.change ->> 'from' as status
    from tickets t join history_entries e on e.record_kind = 'ticket' and e.record_id = t.id and e.created_at = t.changed_at
    where t.id = ${id}::uuid and t.changed_at > ${since} and t.changed_by is not distinct from ${actor.id}::uuid
      and e.kind = 'status' and e.author_id is not distinct from ${actor.id}::uuid and e.change ->> 'to' = 'done'
  `.execute(tx);
  return rows[0]?.status;
}
