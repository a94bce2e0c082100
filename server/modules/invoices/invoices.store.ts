import { type RawBuilder, sql } from 'kysely';
import type { InvoiceSort } from '../../../src/contract/invoices.limits.ts';
import type { InvoiceQuery } from '../../../src/contract/invoices.ts';
import type { Tx } from '../../db/database.ts';
import { pageJson, type SortColumn } from '../../db/keyset.ts';
import { type SearchTarget, searchConditions } from '../../db/search-conditions.ts';
import { attention, attentionConditions } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';

/** Whether an invoice `i` should have been paid by now. Credit notes are never overdue. */
export const isOverdue = (now: Date): RawBuilder<boolean> =>
  sql`(i.status = 'open' and i.due > 0 and i.due_date < day_of(${now}::timestamptz))`;

const statusAt = (now: Date): RawBuilder<string> => sql`case when ${isOverdue(now)} then 'overdue' else i.status end`;

/** The fields of InvoiceSummary, from invoice `i` and company `c`. */
const summary = (now: Date): RawBuilder<unknown> => sql`
  'id', i.id, 'number', i.number, 'status', ${statusAt(now)}, 'company', json_build_object('id', c.id, 'name', c.name),
  'date', i.date, 'dueDate', i.due_date, 'net', i.net::text, 'gross', i.gross::text, 'due', i.due::text,
  'file', case when i.pdf_sha256 is not null then json_build_object('sha256', i.pdf_sha256, 'size', i.pdf_size) end
`;

const SORTS: Record<InvoiceSort, SortColumn> = {
  date: { column: sql.ref('i.date'), type: 'date' },
  due: { column: sql.ref('i.due_date'), type: 'date' },
  number: { column: sql.ref('i.number'), type: 'text' },
  gross: { column: sql.ref('i.gross'), type: 'numeric' },
};

interface InvoiceListRequest {
  query: InvoiceQuery;
  limit: number;
  now: Date;
  /** Further fields of each row. */
  further?: RawBuilder<unknown>;
}

/** The title as a further field: the list does not show it. */
export const TITLE = sql`, 'title', i.title`;

const SEARCH: SearchTarget = {
  table: 'invoices',
  alias: 'i',
  texts: [sql.ref('i.search_text'), sql.ref('c.name_key')],
  days: ['date', 'due_date'],
  amounts: ['gross'],
};

/** One page as JSON text of InvoicePage. */
export async function listPage(
  tx: Tx,
  actor: UserActor,
  { query, limit, now, further = sql`` }: InvoiceListRequest,
): Promise<string> {
  const { sort = 'date', direction = 'desc', status, company, from, to } = query;
  const visible = isVisible('invoice', 'i', actor);
  return pageJson(tx, {
    order: `invoices ${sort} ${direction}`,
    sort: SORTS[sort],
    direction,
    id: sql.ref('i.id'),
    from: sql`invoices i join companies c on c.id = i.company_id`,
    conditions: [
      visible,
      ...attentionConditions('invoice', 'i', query),
      ...(status === undefined ? [] : [sql`coalesce(${statusAt(now)} = any(${status.split(',')}::text[]), false)`]),
      ...(company === undefined ? [] : [sql`i.company_id = ${company}::uuid`]),
      ...(from === undefined ? [] : [sql`i.date >= ${from}::date`]),
      ...(to === undefined ? [] : [sql`i.date <= ${to}::date`]),
      ...(await searchConditions(tx, query.search, SEARCH, { isVisible: visible, now })),
    ],
    item: sql`json_build_object(${summary(now)}, ${attention('invoice', 'i', actor)} ${further})`,
    limit,
    cursor: query.cursor,
  });
}

/** One invoice as JSON text of Invoice. Undefined when the actor does not see it. */
export async function invoiceJson(tx: Tx, actor: UserActor, id: string, now: Date): Promise<string | undefined> {
  const { rows } = await sql<{ json: string }>`
    select json_build_object(
      ${summary(now)} ${TITLE}, 'paidOn', i.paid_on, 'assignee', case when u.id is not null then ${staffMember('u')} end
    )::text as json
    from invoices i join companies c on c.id = i.company_id left join users u on u.id = i.assignee_id
    where i.id = ${id}::uuid and ${isVisible('invoice', 'i', actor)}
  `.execute(tx);
  return rows[0]?.json;
}

/** Number and size of an invoice's PDF, by its hash. Undefined for a PDF of anything else, and an invoice the actor does not see. */
export async function findPdf(
  tx: Tx,
  actor: UserActor,
  { id, sha256 }: { id: string; sha256: string },
): Promise<{ number: string; size: number } | undefined> {
  const { rows } = await sql<{ number: string; size: number }>`
    select i.number, i.pdf_size as size from invoices i
    where i.id = ${id}::uuid and i.pdf_sha256 = ${sha256} and ${isVisible('invoice', 'i', actor)}
  `.execute(tx);
  return rows[0];
}
