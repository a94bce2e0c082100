import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import type { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { insertEntry, recordIsVisible } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireStaff } from '../identity/permissions.ts';
import { requireJson } from './tickets.service.ts';

/** Merges a duplicate into the ticket with a number. 404 for a ticket the actor does not see, 403 unless staff, 422 `/into`, 409 `invalid_transition`. */
export function mergeTicket(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  into: string,
): Promise<RawJson> {
  return write(async (tx) => {
    if (!(await recordIsVisible(tx, actor, { kind: 'ticket', id }))) throw notFound();
    requireStaff(actor);
    const target = await findNumber(tx, into);
    if (!target) throw invalidInput([{ field: '/into', code: 'invalid_value', message: 'No such ticket.' }]);
    const pair = await lockPair(tx, id, target);
    if (!pair) throw notFound();
    const { number, subject, mayMerge } = pair;
    if (!mayMerge)
      throw new Problem(409, 'invalid_transition', {
        detail: 'Only tickets of one company, or of one contact, are merged.',
      });
    const now = clock();
    await sql`select merge_tickets(${id}::uuid, ${target}::uuid, ${now})`.execute(tx);
    const change = { number, subject };
    await insertEntry(tx, actor, { recordKind: 'ticket', recordId: target, kind: 'merge', change }, now);
    return requireJson(tx, actor, target);
  });
}

/** Id of the ticket that a number leads to. */
async function findNumber(tx: Tx, number: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from tickets where number = ${number} union all select into_id from ticket_merges where number = ${number}
  `.execute(tx);
  return rows[0]?.id;
}

/** Locks both, in one order, so that two merges never wait for each other. Undefined when one is no more. */
async function lockPair(
  tx: Tx,
  id: string,
  target: string,
): Promise<{ number: string; subject: string; mayMerge: boolean } | undefined> {
  await sql`select from tickets where id in (${id}::uuid, ${target}::uuid) order by id for update`.execute(tx);
  const { rows } = await sql<{ number: string; subject: string; mayMerge: boolean }>`
    select gone.number, gone.subject, may_merge(gone, kept) is true as "mayMerge"
    from tickets gone, tickets kept where gone.id = ${id}::uuid and kept.id = ${target}::uuid
  `.execute(tx);
  return rows[0];
}
