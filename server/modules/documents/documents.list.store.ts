import { sql } from 'kysely';
import { DOCUMENT_STATUSES } from '../../../src/contract/documents.limits.ts';
import type { DocumentQuery } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import { containing } from '../../db/fold.ts';
import type { UserActor } from '../identity/actor.ts';
import { isTurnOf, statusAt } from './documents.store.ts';
import { visibleDocuments } from './documents.visibility.ts';

/** Where a page ended. */
export interface Place {
  /** Microseconds: PostgreSQL has them. */
  changedAt: number;
  id: string;
}

export interface ListRequest {
  query: DocumentQuery;
  after: Place | undefined;
  limit: number;
  now: Date;
}

/** The documents changed last, as JSON text of DocumentSummary[], and where the page ended when more follow. */
export async function listPage(
  tx: Tx,
  actor: UserActor,
  { query, after, limit, now }: ListRequest,
): Promise<{ items: string; last: Place | null }> {
  const search = query.search?.trim();
  const conditions = [
    visibleDocuments(actor),
    ...(query.status === undefined ? [] : [sql`${statusAt(now)} = any(${query.status.split(',')}::text[])`]),
    ...(query.turn === undefined
      ? []
      : [sql`${statusAt(now)} = 'waiting' and ${isTurnOf(actor.id, now)} = ${query.turn === 'mine'}`]),
    ...(query.company === undefined ? [] : [sql`d.company_id = ${query.company}::uuid`]),
    ...(search ? [sql`(d.title_key like ${containing(search)} or c.name_key like ${containing(search)})`] : []),
    ...(after
      ? [
          sql`(d.changed_at, d.id) < (timestamptz 'epoch' + ${after.changedAt}::bigint * interval '1 microsecond', ${after.id}::uuid)`,
        ]
      : []),
  ];
  const { rows } = await sql<{ items: string; last: Place | null }>`
    with page as materialized (
      select d.*, c.name as company_name from documents d join companies c on c.id = d.company_id
      where ${sql.join(conditions, sql` and `)} order by d.changed_at desc, d.id desc limit ${sql.lit(limit + 1)}
    ),
    shown as (select * from page order by changed_at desc, id desc limit ${sql.lit(limit)})
    select
      (
        select coalesce(json_agg(json_build_object(
          'id', d.id, 'title', d.title, 'status', ${statusAt(now)}, 'company', json_build_object('id', d.company_id, 'name', d.company_name),
          'createdAt', d.created_at, 'changedAt', d.changed_at, 'expiresAt', d.expires_at, 'myTurn', ${isTurnOf(actor.id, now)}
        ) order by d.changed_at desc, d.id desc), '[]') from shown d
      )::text as items,
      case when (select count(*) from page) > ${sql.lit(limit)} then (
        select json_build_object('changedAt', (extract(epoch from changed_at) * 1000000)::bigint, 'id', id) from shown order by changed_at, id limit 1
      ) end as last
  `.execute(tx);
  return rows[0]!;
}

/** How many documents the actor sees in each state, and how many wait for them; JSON text of DocumentCounts. */
export async function countsJson(tx: Tx, actor: UserActor, now: Date): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with visible as (
      select ${statusAt(now)} as status, ${isTurnOf(actor.id, now)} as mine from documents d where ${visibleDocuments(actor)}
    )
    select json_build_object(
      'statuses', (
        select json_agg(json_build_object('status', k.status, 'count', (select count(*) from visible v where v.status = k.status)) order by k.position)
        from unnest(${[...DOCUMENT_STATUSES]}::text[]) with ordinality k(status, position)
      ),
      'myTurn', (select count(*) from visible where mine)
    )::text as json
  `.execute(tx);
  return rows[0]!.json;
}
