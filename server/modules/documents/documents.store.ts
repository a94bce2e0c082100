import { type RawBuilder, sql } from 'kysely';
import { DOCUMENT_STATUSES, type DocumentStatus } from '../../../src/contract/documents.limits.ts';
import type { DocumentField, DocumentQuery, DocumentWarning, NewSigner } from '../../../src/contract/documents.ts';
import type { Tx } from '../../db/database.ts';
import { pageJson } from '../../db/keyset.ts';
import { containing, fold } from '../../db/search.ts';
import { attention, attentionConditions } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';
import type { StoredDocument } from './documents.domain.ts';

/** The status of a document `d`. It is expired from the very moment, although the clean-up may write that down up to an hour later. */
export const statusAt = (now: Date): RawBuilder<DocumentStatus> =>
  sql`case when d.status = 'waiting' and d.expires_at <= ${now} then 'expired' else d.status end`;

/** Whether a document `d` is waiting for the signature of this user now. */
export const isTurnOf = (userId: string, now: Date): RawBuilder<boolean> => sql`exists (
  select from document_signers s
  where s.document_id = d.id and s.user_id = ${userId}::uuid and s.status = 'waiting' and ${statusAt(now)} = 'waiting' and not exists (
    select from document_signers e where e.document_id = d.id and e.turn < s.turn and e.status <> 'signed'
  )
)`;

/** What fields have that were stored before there was any of it: documents that were sent stay as they were written. */
const FORMER_FIELD = JSON.stringify({ comb: false, alignment: 'left', fontSize: null });

const columns = (now: Date, userId: string | null) => sql`
  d.id, d.title, d.message, ${statusAt(now)} as status, json_build_object('id', c.id, 'name', c.name) as company, d.created_by as "createdBy",
  d.original_sha256 as "originalSha256", d.sha256, d.size, d.pages, d.warnings, d.expires_at as "expiresAt", d.remind_days as "remindDays",
  d.may_decline as "mayDecline", d.needs_code as "needsCode", d.revision, d.created_at as "createdAt", d.changed_at as "changedAt",
  case when a.id is not null then ${staffMember('a')} end as assignee,
  (
    select count(*)::integer from history_entries e
    where e.record_kind = 'document' and e.record_id = d.id and e.kind = 'message' and not e.internal
  ) as messages,
  case when d.ending_reason is not null then json_build_object('reason', d.ending_reason, 'name', (select u.name from users u where u.id = d.ended_by)) end as ending,
  (
    select coalesce(json_agg(json_build_object(
      'id', s.id, 'userId', s.user_id, 'name', u.name, 'email', u.email, 'role', s.role, 'order', s.turn, 'status', s.status, 'endedAt', s.ended_at
    ) order by s.turn, s.role), '[]')
    from document_signers s join users u on u.id = s.user_id where s.document_id = d.id
  ) as signers,
  (
    select coalesce(json_agg(${FORMER_FIELD}::jsonb || f.definition || jsonb_build_object('id', f.id) order by f.position), '[]')
    from document_fields f where f.document_id = d.id
  ) as fields,
  (
    select coalesce(json_object_agg(v.field_id, v.value), '{}')
    from document_values v join document_signers s on s.id = v.signer_id where v.document_id = d.id and s.user_id = ${userId}::uuid
  ) as values
`;

const source = sql`documents d join companies c on c.id = d.company_id left join users a on a.id = d.assignee_id`;

/** A document with all that belongs to it. Undefined when the actor does not see it. */
export async function findDocument(
  tx: Tx,
  actor: UserActor,
  id: string,
  now: Date,
): Promise<StoredDocument | undefined> {
  const { rows } = await sql<StoredDocument>`
    select ${columns(now, actor.id)} from ${source}
    where d.id = ${id}::uuid and ${isVisible('document', 'd', actor)}
  `.execute(tx);
  return rows[0];
}

/** A document for the service itself, whatever it is needed for. */
export async function loadDocument(tx: Tx, id: string, now: Date): Promise<StoredDocument | undefined> {
  const { rows } = await sql<StoredDocument>`
    select ${columns(now, null)} from ${source} where d.id = ${id}::uuid
  `.execute(tx);
  return rows[0];
}

/** Locks a document until the transaction ends. Read it afterwards: a transaction that waited for the lock sees the new state only from then on. */
export async function lockDocument(tx: Tx, id: string): Promise<void> {
  await sql`select from documents where id = ${id}::uuid for update`.execute(tx);
}

export interface NewDocumentRow {
  id: string;
  title: string;
  companyId: string;
  createdBy: string;
  sha256: string;
  size: number;
  pages: { width: number; height: number }[];
  warnings: DocumentWarning[];
  createdAt: Date;
}

export async function insertDocument(tx: Tx, document: NewDocumentRow): Promise<void> {
  await sql`
    insert into documents (id, title, title_key, company_id, created_by, original_sha256, sha256, size, pages, warnings, created_at, changed_at)
    values (
      ${document.id}::uuid, ${document.title}, ${fold(document.title)}, ${document.companyId}::uuid, ${document.createdBy}::uuid,
      ${document.sha256}, ${document.sha256}, ${document.size}, ${JSON.stringify(document.pages)}::jsonb,
      ${JSON.stringify(document.warnings)}::jsonb, ${document.createdAt}, ${document.createdAt}
    )
  `.execute(tx);
}

/** Inserts a draft with the same original, fields and signers as another document. Signers who are disabled are left out. */
export async function copyDocument(
  tx: Tx,
  { from, to, author, size, now }: { from: string; to: string; author: string; size: number; now: Date },
): Promise<void> {
  await sql`
    insert into documents (
      id, title, title_key, message, company_id, created_by, original_sha256, sha256, size, pages, warnings, remind_days, may_decline,
      needs_code, created_at, changed_at
    )
    select ${to}::uuid, title, title_key, message, company_id, ${author}::uuid, original_sha256, original_sha256, ${size}, pages, warnings, remind_days,
      may_decline, needs_code, ${now}, ${now}
    from documents where id = ${from}::uuid
  `.execute(tx);
  await sql`
    insert into document_fields (document_id, position, definition)
    select ${to}::uuid, position, definition from document_fields where document_id = ${from}::uuid
  `.execute(tx);
  await sql`
    insert into document_signers (document_id, user_id, role, turn)
    select ${to}::uuid, s.user_id, s.role, s.turn from document_signers s join users u on u.id = s.user_id
    where s.document_id = ${from}::uuid and u.disabled_at is null
  `.execute(tx);
}

export async function replaceFields(tx: Tx, id: string, fields: readonly DocumentField[]): Promise<void> {
  await sql`delete from document_fields where document_id = ${id}::uuid`.execute(tx);
  await sql`
    insert into document_fields (id, document_id, position, definition)
    select (definition ->> 'id')::uuid, ${id}::uuid, position, definition - 'id' from jsonb_array_elements(${JSON.stringify(fields)}::jsonb) with ordinality f(definition, position)
  `.execute(tx);
}

export async function replaceSigners(tx: Tx, id: string, signers: readonly NewSigner[]): Promise<void> {
  await sql`delete from document_signers where document_id = ${id}::uuid`.execute(tx);
  await sql`
    insert into document_signers (document_id, user_id, role, turn)
    select ${id}::uuid, s."userId", s.role, s."order"
    from jsonb_to_recordset(${JSON.stringify(signers)}::jsonb) s("userId" uuid, role text, "order" integer)
  `.execute(tx);
}

/** What an author decides beside the fields and the signers. */
export type DocumentSettings = Pick<
  StoredDocument,
  'title' | 'message' | 'expiresAt' | 'remindDays' | 'mayDecline' | 'needsCode'
>;

export async function updateDraft(tx: Tx, id: string, settings: DocumentSettings): Promise<void> {
  await sql`
    update documents set title = ${settings.title}, title_key = ${fold(settings.title)}, message = ${settings.message},
      expires_at = ${settings.expiresAt}, remind_days = ${settings.remindDays}, may_decline = ${settings.mayDecline},
      needs_code = ${settings.needsCode}, revision = revision + 1
    where id = ${id}::uuid
  `.execute(tx);
}

export async function deleteDocument(tx: Tx, id: string): Promise<void> {
  await sql`delete from documents where id = ${id}::uuid`.execute(tx);
}

export async function markSent(
  tx: Tx,
  id: string,
  { sha256, size, now }: { sha256: string; size: number; now: Date },
): Promise<void> {
  await sql`
    update documents set status = 'waiting', sha256 = ${sha256}, size = ${size}, changed_at = ${now}, reminded_at = ${now} where id = ${id}::uuid
  `.execute(tx);
}

/** Ends a document that is waiting, because somebody declines or cancels it, or it expires. */
export async function endDocument(
  tx: Tx,
  id: string,
  ending: { status: 'declined' | 'expired' | 'cancelled'; reason: string | null; by: string | null; now: Date },
): Promise<void> {
  await sql`
    update documents set status = ${ending.status}, ending_reason = ${ending.reason}, ended_by = ${ending.by}::uuid, changed_at = ${ending.now}
    where id = ${id}::uuid
  `.execute(tx);
}

/** Assigns a document to an employee or to nobody. */
export async function assignDocument(tx: Tx, id: string, employeeId: string | null): Promise<void> {
  await sql`update documents set assignee_id = ${employeeId}::uuid where id = ${id}::uuid`.execute(tx);
}

/** Which of these users are active and belong to the company, and so may be its signers. */
export async function activeUsers(tx: Tx, companyId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from users where company_id = ${companyId}::uuid and id = any(${ids}::uuid[]) and disabled_at is null
  `.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

/** Whether a PDF is one that the document shows or showed. The original is for staff only. */
export async function hasVersion(tx: Tx, actor: UserActor, id: string, sha256: string): Promise<boolean> {
  const { rows } = await sql`
    select from documents d where d.id = ${id}::uuid and ${isVisible('document', 'd', actor)} and (
      d.sha256 = ${sha256} or (${actor.role === 'staff'} and d.original_sha256 = ${sha256})
      or exists (select from document_signatures s where s.document_id = d.id and ${sha256} in (s.shown_sha256, s.result_sha256))
    )
  `.execute(tx);
  return rows.length > 0;
}

const isOverdue = (now: Date) => sql`status = 'waiting' and expires_at <= ${now}`;
const isReminderDue = (now: Date) => sql`
  status = 'waiting' and coalesce(expires_at, 'infinity') > ${now} and reminded_at + remind_days * interval '1 day' <= ${now}
`;

/** Documents whose signers have let the last day pass. */
export async function overdueDocuments(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from documents where ${isOverdue(now)}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether a document is overdue and nobody has ended it yet. It is locked until the transaction ends. */
export async function lockOverdue(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`select from documents where id = ${id}::uuid and ${isOverdue(now)} for update`.execute(tx);
  return rows.length > 0;
}

/** Documents whose signers are to be reminded. */
export async function dueReminders(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from documents where ${isReminderDue(now)}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Notes that the signers are reminded. False when another transaction has reminded them in the meantime. */
export async function markReminded(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update documents set reminded_at = ${now} where id = ${id}::uuid and ${isReminderDue(now)} returning 1
  `.execute(tx);
  return rows.length > 0;
}

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
      ...attentionConditions('document', 'd', query),
      ...(query.status === undefined ? [] : [sql`${statusAt(now)} = any(${query.status.split(',')}::text[])`]),
      ...(query.turn === undefined
        ? []
        : [sql`${statusAt(now)} = 'waiting' and ${isTurnOf(actor.id, now)} = ${query.turn === 'mine'}`]),
      ...(query.company === undefined ? [] : [sql`d.company_id = ${query.company}::uuid`]),
      ...(search ? [sql`(d.title_key like ${containing(search)} or c.name_key like ${containing(search)})`] : []),
    ],
    item: sql`json_build_object(
      'id', d.id, 'title', d.title, 'status', ${statusAt(now)}, 'company', json_build_object('id', d.company_id, 'name', c.name),
      'createdAt', d.created_at, 'changedAt', d.changed_at, 'expiresAt', d.expires_at, 'myTurn', ${isTurnOf(actor.id, now)},
      ${attention('document', 'd', actor)}
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
