import { type RawBuilder, sql } from 'kysely';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import type { Upload } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import { notFound } from '../../http/problem.ts';
import type { Uploader, UserActor } from '../identity/actor.ts';

interface NewUpload {
  sha256: string;
  name: string;
  type: string;
  size: number;
  quarantinedAt: Date | null;
}

export interface StoredFile extends Upload {
  sha256: string;
}

export async function insertUpload(
  tx: Tx,
  actor: Uploader,
  { sha256, name, type, size, quarantinedAt }: NewUpload,
  now: Date,
): Promise<Upload> {
  const owner = actor.kind === 'user' ? actor.id : null;
  const key = actor.kind === 'embed' ? actor.key : null;
  const contactOf = actor.kind === 'contact' ? actor.ticket : null;
  const guest = actor.kind === 'guest' ? actor : undefined;
  const { rows } = await sql<Upload>`
    insert into attachments (sha256, name, type, size, owner_id, embed_key, contact_of, host_id, host_subject, quarantined_at, created_at)
    values (${sha256}, ${name}, ${type}, ${size}, ${owner}, ${key}, ${contactOf}, ${guest?.host}, ${guest?.subject}, ${quarantinedAt}, ${now})
    returning id, name, size, type
  `.execute(tx);
  return rows[0]!;
}

/** What uploads are attached to: a record itself, or an entry of its history. */
interface AttachTarget {
  kind: RecordKind;
  recordId: string;
  entryId: string | null;
}

/** Attaches uploads of the actor. 404 when one does not exist, belongs to somebody else, or is attached already. */
export async function attachUploads(
  tx: Tx,
  actor: Uploader,
  ids: readonly string[],
  { kind, recordId, entryId }: AttachTarget,
): Promise<void> {
  const uploads = [...new Set(ids)];
  if (uploads.length === 0) return;
  const { rows } =
    actor.kind === 'embed' || actor.kind === 'guest'
      ? await sql<{
          count: number;
        }>`select attach_unseen_uploads(${uploads}::uuid[], ${recordId}::uuid) as count`.execute(tx)
      : await sql<{ count: number }>`
          with attached as (
            update attachments set record_kind = ${kind}, record_id = ${recordId}::uuid, entry_id = ${entryId}::uuid
            where id = any(${uploads}::uuid[]) and record_id is null
              and ${actor.kind === 'user' ? sql`owner_id = ${actor.id}::uuid` : sql`contact_of = ${actor.ticket}::uuid`}
            returning id
          ) select count(*) as count from attached
        `.execute(tx);
  if (rows[0]!.count !== uploads.length) throw notFound();
}

/** The attachments `a` that meet a condition, without infected ones, as JSON of Attachment[]; for the queries of every module. */
export function attachmentList(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'size', a.size, 'type', a.type) order by a.created_at, a.id), '[]')
    from attachments a where ${condition} and a.quarantined_at is distinct from 'infinity'
  )`;
}

/** A file the actor may read, including their own uploads. Row-level security decides by the record or note it is attached to. */
export async function findFile(tx: Tx, actor: Uploader, id: string): Promise<StoredFile | undefined> {
  const staff = actor.kind === 'user' && actor.role === 'staff';
  const { rows } = await sql<StoredFile>`
    select a.id, a.name, a.size, a.type, a.sha256 from attachments a
    left join history_entries e on e.id = a.entry_id
    where a.id = ${id}::uuid and a.quarantined_at is distinct from 'infinity' and (${staff} or (a.quarantined_at is null and e.internal is not true))
  `.execute(tx);
  return rows[0];
}

/** An upload of the actor that is not attached to anything yet. */
export async function findUpload(tx: Tx, actor: UserActor, id: string): Promise<StoredFile | undefined> {
  const { rows } = await sql<StoredFile>`
    select id, name, size, type, sha256 from attachments
    where id = ${id}::uuid and owner_id = ${actor.id}::uuid and record_id is null and quarantined_at is null
  `.execute(tx);
  return rows[0];
}

/** Deletes uploads from before a moment that nobody has attached. */
export async function deleteOrphans(tx: Tx, before: Date): Promise<void> {
  await sql`delete from attachments where record_id is null and created_at < ${before}`.execute(tx);
}

/** Whether one of these columns (`table.column`) refers to a file. */
export async function isReferenced(tx: Tx, sha256: string, columns: readonly string[]): Promise<boolean> {
  const references = columns.map((column) => {
    const [table, name] = column.split('.') as [string, string];
    return sql`select from ${sql.table(table)} where ${sql.ref(name)} = ${sha256}`;
  });
  const { rows } = await sql`${sql.join(references, sql` union all `)} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Some of the files that the scanner has not seen yet, at random, so that files it refuses to look at do not keep others waiting for ever. */
export async function listQuarantined(tx: Tx): Promise<{ id: string; sha256: string }[]> {
  const { rows } = await sql<{ id: string; sha256: string }>`
    select id, sha256 from attachments where quarantined_at is not null and quarantined_at <> 'infinity' order by random() limit 100
  `.execute(tx);
  return rows;
}

/** Notes the verdict of the scanner: a clean file is released, an infected one is held back for ever. */
export async function settleQuarantine(tx: Tx, id: string, verdict: 'clean' | 'infected'): Promise<void> {
  await sql`update attachments set quarantined_at = case when ${verdict} = 'clean' then null else 'infinity'::timestamptz end where id = ${id}::uuid`.execute(
    tx,
  );
}
