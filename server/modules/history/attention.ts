import { type RawBuilder, sql } from 'kysely';
import { RECORD_KINDS, type RecordKind } from '../../../src/contract/history.limits.ts';
import type { AttentionFilter } from '../../../src/contract/history.ts';
import type { Participant } from '../identity/actor.ts';

/*
 * Whether a record wants somebody's attention: there is something unread on it, or staff have to answer. Lists and histories of all kinds ask here.
 *
 *     item: sql`json_build_object('id', i.id, …, ${attention('invoice', 'i', actor)})`,
 *     conditions: [isVisible('invoice', 'i', actor), ...attentionConditions('invoice', 'i', query)],
 */

/**
 * SQL condition: somebody else has written on the record in the row `alias` since the actor last looked. A ticket also counts what else the customer can see to
 * have changed, such as its status.
 */
export function isUnread(kind: RecordKind, alias: string, actor: Participant): RawBuilder<boolean> {
  // The contact of a ticket has no mark of what was read.
  if (actor.kind !== 'user') return sql`false`;
  const id = sql.ref(`${alias}.id`);
  const readAt = sql`coalesce((
    select m.read_at from read_marks m where m.user_id = ${actor.id}::uuid and m.record_kind = ${sql.lit(kind)} and m.record_id = ${id}
  ), '-infinity')`;
  if (kind === 'ticket')
    return sql`(${sql.ref(`${alias}.changed_by`)} is distinct from ${actor.id}::uuid and ${sql.ref(`${alias}.changed_at`)} > ${readAt})`;
  return sql`exists (
    select from history_entries e where e.record_kind = ${sql.lit(kind)} and e.record_id = ${id} and e.kind = 'message'
      and e.author_id is distinct from ${actor.id}::uuid and e.created_at > ${readAt} ${actor.role === 'staff' ? sql`` : sql`and not e.internal`}
  )`;
}

/** SQL condition: the record in the row `alias` waits for an answer of staff. False for everybody else, who does not see what waits. */
export const isUnanswered = (kind: RecordKind, alias: string): RawBuilder<boolean> =>
  sql`exists (select from unanswered_records n where n.record_kind = ${sql.lit(kind)} and n.record_id = ${sql.ref(`${alias}.id`)})`;

/** The members of `Attention`, for `json_build_object`. */
export const attention = (kind: RecordKind, alias: string, actor: Participant): RawBuilder<unknown> =>
  sql`'unread', ${isUnread(kind, alias, actor)} ${actor.role === 'staff' ? sql`, 'unanswered', ${isUnanswered(kind, alias)}` : sql``}`;

export const attentionConditions = (
  kind: RecordKind,
  alias: string,
  { unanswered }: AttentionFilter,
): RawBuilder<boolean>[] => (unanswered === undefined ? [] : [isUnanswered(kind, alias)]);

/** Query of the ids of records that wait for an answer, at most so many. */
export const unansweredIds = (kind: RecordKind, most: number): RawBuilder<unknown> =>
  sql`select record_id as id from unanswered_records where record_kind = ${sql.lit(kind)} limit ${sql.lit(most)}`;

/** How many records of each kind wait for an answer, as JSON. */
export const unansweredCounts = sql`(
  select json_object_agg(k.kind, (select count(*) from unanswered_records n where n.record_kind = k.kind))
  from unnest(${[...RECORD_KINDS]}::text[]) k(kind)
)`;
