import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { SyncFile } from './sync.references.ts';

/** The place of a change in the feed: its transaction, then the order in which that wrote. Both are 64-bit integers. */
export interface FeedPosition {
  xid: string;
  id: string;
}

/**
 * The change feed: what customers did, oldest first, one page after a position, as JSON text of ChangePage.
 *
 * Changes are ordered by the id of their transaction. A transaction that is still open may have a lower id than one that has committed
 * already, so a page ends before the oldest open transaction: whoever reads on from the last cursor misses nothing. For instance, while
 * transaction 7 is open, the changes of transaction 8 are held back, though they are there; when 7 commits, the next page has both, in order.
 * @param cursor The cursor of the answer when there are no changes after the position.
 */
export async function changesJson(
  tx: Tx,
  { xid, id }: FeedPosition,
  limit: number,
  cursor: string | null,
): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with page as (
      select *, translate(encode(convert_to(xid || '-' || id, 'UTF8'), 'base64'), E'+/=\n', '-_') as cursor from changes
      where (xid, id) > (${xid}::text::xid8, ${id}::bigint) and xid < pg_snapshot_xmin(pg_current_snapshot())
      order by xid, id limit ${limit}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(
        'cursor', p.cursor, 'kind', p.kind, 'at', p.at,
        'record', case when p.record_id is not null then json_build_object(
          'kind', p.record_kind, 'id', p.record_id, 'externalId', coalesce(o.external_id, i.external_id, s.external_id),
          'number', coalesce(t.number, o.number, i.number, s.number)
        ) end,
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

/** Notes that the ERP has handed in a file, so that rows may refer to it. */
export async function insertFile(tx: Tx, { sha256, size }: SyncFile, now: Date): Promise<void> {
  await sql`
    insert into erp_files (sha256, size, named_at) values (${sha256}, ${size}, ${now})
    on conflict (sha256) do update set named_at = excluded.named_at
  `.execute(tx);
}

/**
 * Deletes files that no row refers to any more. A PDF that was shown when an offer was answered counts as referred to, although the signed one
 * has replaced it. A transaction that is about to refer to a file has updated its row, and this statement waits for that lock.
 */
export async function deleteUnusedFiles(tx: Tx, before: Date): Promise<void> {
  await sql`
    delete from erp_files f where f.named_at < ${before}
      and not exists (select from orders o where o.pdf_sha256 = f.sha256) and not exists (select from invoices i where i.pdf_sha256 = f.sha256)
      and not exists (select from order_answers a where a.shown_pdf_sha256 = f.sha256)
  `.execute(tx);
}
