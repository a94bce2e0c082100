import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Where a change is in the feed: by its transaction, then in the order of writing. Both are 64-bit figures. */
export interface Place {
  xid: string;
  id: string;
}

/**
 * The changes behind a place, as JSON text. Only those of transactions before the oldest one that is still open: that one may have written before them, and will be seen
 * after them.
 * @param cursor For the next request when there is nothing new.
 */
export async function changesJson(tx: Tx, { xid, id }: Place, limit: number, cursor: string | null): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with page as (
      select *, translate(encode(convert_to(xid || '-' || id, 'UTF8'), 'base64'), E'+/=\n', '-_') as cursor from changes
      where (xid, id) > (${xid}::text::xid8, ${id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${limit}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(
        'cursor', p.cursor, 'kind', p.kind, 'at', p.at,
        'record', json_build_object(
          'kind', p.record_kind, 'id', p.record_id, 'externalId', coalesce(o.external_id, i.external_id, s.external_id),
          'number', coalesce(t.number, o.number, i.number, s.number)
        ),
        'company', case when c.id is not null then json_build_object('id', c.id, 'externalId', c.external_id, 'name', c.name) end,
        'user', case when u.id is not null then json_build_object('id', u.id, 'externalId', u.external_id, 'name', u.name) end,
        'details', p.details
      ) order by p.xid, p.id), '[]'),
      'cursor', coalesce((array_agg(p.cursor order by p.xid desc, p.id desc))[1], ${cursor}::text)
    )::text as json
    from page p
      left join tickets t on p.record_kind = 'ticket' and t.id = p.record_id
      left join orders o on p.record_kind = 'order' and o.id = p.record_id
      left join invoices i on p.record_kind = 'invoice' and i.id = p.record_id
      left join subscriptions s on p.record_kind = 'subscription' and s.id = p.record_id
      left join companies c on c.id = p.company_id
      left join users u on u.id = p.user_id
  `.execute(tx);
  return rows[0]!.json;
}
