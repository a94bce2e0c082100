import { type RawBuilder, sql } from 'kysely';
import { EDIT_WINDOW_MINUTES, type RecordKind } from '../../../src/contract/history.limits.ts';
import type { HistoryEntry, RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import type { Participant, UserActor } from '../identity/actor.ts';
import { picturePath, staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';
import { attachmentList } from '../uploads/uploads.store.ts';
import { isUnread } from './attention.ts';

interface NewEntry {
  recordKind: RecordKind;
  recordId: string;
  kind: HistoryEntry['kind'];
  internal?: boolean;
  body?: string;
  /** What changed, for entries of the kinds `status`, `assignment` and `merge`; to whom it was sent, for `confirmation`. */
  change?: { from: string | null; to: string | null } | { number: string; subject: string };
}

/** Writes an entry in the actor's name, and returns its id. */
export async function insertEntry(
  tx: Tx,
  actor: Participant,
  { recordKind, recordId, kind, internal = false, body, change }: NewEntry,
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into history_entries (record_kind, record_id, kind, internal, author_id, author_name, author_side, body, change, created_at)
    values (
      ${recordKind}, ${recordId}::uuid, ${kind}, ${internal}, ${actor.id}::uuid, ${actor.name}, ${actor.role === 'staff' ? 'staff' : 'customer'},
      ${body ?? null}, ${change ? JSON.stringify(change) : null}::jsonb, ${now}
    ) returning id
  `.execute(tx);
  return rows[0]!.id;
}

/** Condition for the entries `e` of a record that the actor may read. Row-level security hides internal notes a second time. */
function readable(actor: Participant, { kind, id }: RecordParams): RawBuilder<unknown> {
  return sql`e.record_kind = ${kind} and e.record_id = ${id}::uuid ${actor.role === 'staff' ? sql`` : sql`and not e.internal`}`;
}

/** An entry `e` written by user `u`, as JSON of HistoryEntry. */
function entryJson(actor: Participant, now: Date): RawBuilder<unknown> {
  const window = sql`e.created_at + ${sql.lit(EDIT_WINDOW_MINUTES)} * interval '1 minute'`;
  const common = sql`
    'id', e.id, 'kind', e.kind, 'createdAt', e.created_at,
    'author', json_build_object('name', e.author_name, 'side', e.author_side, 'picture', case when u.role = 'staff' then ${picturePath('u')} end)
  `;
  return sql`case e.kind
    when 'message' then json_build_object(
      ${common}, 'body', e.body, 'internal', e.internal, 'editedAt', e.edited_at,
      'editableUntil', case when e.author_id = ${actor.id}::uuid and ${window} > ${now} then ${window} end,
      'attachments', ${attachmentList(sql`a.entry_id = e.id`)}
    )
    when 'status' then json_build_object(
      ${common}, 'from', e.change -> 'from', 'to', e.change -> 'to', 'reason', e.body, 'attachments', ${attachmentList(sql`a.entry_id = e.id`)}
    )
    when 'merge' then json_build_object(
      ${common}, 'number', e.change -> 'number', 'subject', e.change -> 'subject', 'description', e.body,
      'attachments', ${attachmentList(sql`a.entry_id = e.id`)}
    )
    when 'view' then json_build_object(${common})
    else json_build_object(${common}, 'to', e.change -> 'to')
  end`;
}

/** The newest entries, or those before the entry `before`, as JSON text of HistoryPage. Undefined when there is no such entry. */
export async function historyJson(
  tx: Tx,
  actor: Participant,
  record: RecordParams,
  { before, limit, now }: { before: string | undefined; limit: number; now: Date },
): Promise<string | undefined> {
  const { rows } = await sql<{ json: string; known: boolean }>`
    with start as (${
      before === undefined
        ? sql`select 'infinity'::timestamptz as created_at, 0::bigint as position`
        : sql`select e.created_at, e.position from history_entries e where e.id = ${before}::uuid and ${readable(actor, record)}`
    }),
    page as (
      select e.* from history_entries e, start s
      where ${readable(actor, record)} and (e.created_at, e.position) < (s.created_at, s.position)
      order by e.created_at desc, e.position desc limit ${limit + 1}
    ),
    shown as (select * from page order by created_at desc, position desc limit ${limit})
    select exists (select from start) as known, json_build_object(
      'items', coalesce((select json_agg(${entryJson(actor, now)} order by e.created_at, e.position) from shown e left join users u on u.id = e.author_id), '[]'),
      'unread', (select ${isUnread(record.kind, 'r', actor)} from ${sql.table(`${record.kind}s`)} r where r.id = ${record.id}::uuid),
      'before', case when (select count(*) from page) > ${limit} then (select id from shown order by created_at, position limit 1) end
    )::text as json
  `.execute(tx);
  return rows[0]!.known ? rows[0]!.json : undefined;
}

/** One message as JSON text of MessageEntry. */
export async function messageJson(tx: Tx, actor: Participant, id: string, now: Date): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select (${entryJson(actor, now)})::text as json from history_entries e left join users u on u.id = e.author_id where e.id = ${id}::uuid
  `.execute(tx);
  return rows[0]!.json;
}

/** The author of a message that the actor may read, and when it was written. */
export async function findMessage(
  tx: Tx,
  actor: Participant,
  record: RecordParams,
  id: string,
): Promise<{ authorId: string | null; createdAt: Date } | undefined> {
  const { rows } = await sql<{ authorId: string | null; createdAt: Date }>`
    select e.author_id as "authorId", e.created_at as "createdAt" from history_entries e
    where e.id = ${id}::uuid and e.kind = 'message' and ${readable(actor, record)}
  `.execute(tx);
  return rows[0];
}

export async function updateBody(tx: Tx, id: string, body: string, now: Date): Promise<void> {
  await sql`update history_entries set body = ${body}, edited_at = ${now} where id = ${id}::uuid`.execute(tx);
}

/** Whether the actor sees a record. */
export async function recordIsVisible(tx: Tx, actor: Participant, { kind, id }: RecordParams): Promise<boolean> {
  const { rows } = await sql`
    select from ${sql.table(`${kind}s`)} r where r.id = ${id}::uuid and ${isVisible(kind, 'r', actor)}
  `.execute(tx);
  return rows.length > 0;
}

/** The employee a record is assigned to. Undefined for nobody. */
export async function assigneeOf(tx: Tx, record: RecordParams): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select u.id, u.name from ${sql.table(`${record.kind}s`)} r join users u on u.id = r.assignee_id where r.id = ${record.id}::uuid
  `.execute(tx);
  return rows[0];
}

/** The employee a record is assigned to, as JSON text of AssignedEmployee. */
export async function assigneeJson(tx: Tx, record: RecordParams): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select json_build_object('assignee', case when u.id is not null then ${staffMember('u')} end)::text as json
    from ${sql.table(`${record.kind}s`)} r left join users u on u.id = r.assignee_id where r.id = ${record.id}::uuid
  `.execute(tx);
  return rows[0]!.json;
}

/** The name of an employee. Undefined for one who is disabled, and for everybody else. */
export async function employeeName(tx: Tx, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ name: string }>`
    select name from users where id = ${id}::uuid and role = 'staff' and disabled_at is null
  `.execute(tx);
  return rows[0]?.name;
}

/** Notes that the actor has read everything up to `now`. */
export async function upsertReadMark(tx: Tx, actor: UserActor, { kind, id }: RecordParams, now: Date): Promise<void> {
  await sql`
    insert into read_marks (user_id, record_kind, record_id, read_at) values (${actor.id}::uuid, ${kind}, ${id}::uuid, ${now})
    on conflict (user_id, record_kind, record_id) do update set read_at = greatest(read_marks.read_at, excluded.read_at)
  `.execute(tx);
}
