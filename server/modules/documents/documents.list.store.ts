import { sql } from 'kysely';
import { DOCUMENT_STATUSES } from '../../../src/contract/documents.limits.ts';
import type { DocumentQuery } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import { containing } from '../../db/fold.ts';
import { pageJson } from '../../db/keyset.ts';
import type { UserActor } from '../identity/actor.ts';
import { isVisible } from '../identity/visibility.ts';
import { isTurnOf, statusAt } from './documents.store.ts';

export interface DocumentListRequest {
  query: DocumentQuery;
  limit: number;
  now: Date;
}

/** One page as JSON text of DocumentPage, the most recently changed document first. */
export function listPage(tx: Tx, actor: UserActor, { query, limit, now }: DocumentListRequest): Promise<string> {
  const search = query.search?.trim();
  return pageJson(tx, {
    order: 'documents',
    sort: { column: sql.ref('d.changed_at'), type: 'timestamptz' },
    direction: 'desc',
    id: sql.ref('d.id'),
    from: sql`documents d join companies c on c.id = d.company_id`,
    conditions: [
      isVisible('document', 'd', actor),
      ...(query.status === undefined ? [] : [sql`${statusAt(now)} = any(${query.status.split(',')}::text[])`]),
      ...(query.turn === undefined
        ? []
        : [sql`${statusAt(now)} = 'waiting' and ${isTurnOf(actor.id, now)} = ${query.turn === 'mine'}`]),
      ...(query.company === undefined ? [] : [sql`d.company_id = ${query.company}::uuid`]),
      ...(search ? [sql`(d.title_key like ${containing(search)} or c.name_key like ${containing(search)})`] : []),
    ],
    item: sql`json_build_object(
      'id', d.id, 'title', d.title, 'status', ${statusAt(now)}, 'company', json_build_object('id', d.company_id, 'name', c.name),
      'createdAt', d.created_at, 'changedAt', d.changed_at, 'expiresAt', d.expires_at, 'myTurn', ${isTurnOf(actor.id, now)}
    )`,
    limit,
    cursor: query.cursor,
  });
}

/** How many documents the actor sees in each state, and how many wait for their signature, as JSON text of DocumentCounts. */
export async function countsJson(tx: Tx, actor: UserActor, now: Date): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with visible as (
      select ${statusAt(now)} as status, ${isTurnOf(actor.id, now)} as mine from documents d where ${isVisible('document', 'd', actor)}
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
