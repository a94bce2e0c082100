import { type RawBuilder, sql } from 'kysely';
import type { SignatureMark } from '../../../src/contract/documents.ts';
import type { OrderSort, OrderStatus, OrderView } from '../../../src/contract/orders.limits.ts';
import type { OrderOptions, OrderQuery, OrderTotals } from '../../../src/contract/orders.ts';
import type { Tx } from '../../db/database.ts';
import { pageJson, type SortColumn } from '../../db/keyset.ts';
import { type SearchTarget, searchConditions } from '../../db/search-conditions.ts';
import { attention, attentionConditions } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';
import type { StoredOrder } from './orders.domain.ts';

/** The status of an order `o`. An offer expires after its last day, without anything being written. */
export const statusAt = (now: Date): RawBuilder<OrderStatus> =>
  sql`case when o.status = 'open' and o.valid_until < day_of(${now}::timestamptz) then 'expired' else o.status end`;

const SORTS: Record<OrderSort, SortColumn> = {
  date: { column: sql.ref('o.date'), type: 'date' },
  number: { column: sql.ref('o.number'), type: 'text' },
  gross: { column: sql.ref('o.gross'), type: 'numeric' },
};

const VIEWS: Record<OrderView, RawBuilder<boolean>> = {
  offers: sql`o.offered`,
  orders: sql`o.ordered_at is not null`,
};

const SEARCH: SearchTarget = {
  table: 'orders',
  alias: 'o',
  texts: [sql.ref('o.search_text'), sql.ref('c.name_key')],
  days: ['date'],
  amounts: ['gross'],
};

/** One page as JSON text of OrderPage. */
export async function listPage(
  tx: Tx,
  actor: UserActor,
  { query, limit, now }: { query: OrderQuery; limit: number; now: Date },
): Promise<string> {
  const { view, sort = 'date', direction = 'desc', status, company, from, to } = query;
  const visible = isVisible('order', 'o', actor);
  return pageJson(tx, {
    order: `orders ${sort} ${direction}`,
    sort: SORTS[sort],
    direction,
    id: sql.ref('o.id'),
    from: sql`orders o join companies c on c.id = o.company_id`,
    conditions: [
      visible,
      ...attentionConditions('order', 'o', query),
      VIEWS[view],
      ...(status === undefined ? [] : [sql`coalesce(${statusAt(now)} = any(${status.split(',')}::text[]), false)`]),
      ...(company === undefined ? [] : [sql`o.company_id = ${company}::uuid`]),
      ...(from === undefined ? [] : [sql`o.date >= ${from}::date`]),
      ...(to === undefined ? [] : [sql`o.date <= ${to}::date`]),
      ...(await searchConditions(tx, query.search, SEARCH, { isVisible: visible, now })),
    ],
    item: sql`json_build_object(
      'id', o.id, 'number', o.number, 'title', o.title, 'status', ${statusAt(now)}, 'company', json_build_object('id', c.id, 'name', c.name),
      'date', o.date, 'validUntil', o.valid_until, 'net', o.net::text, 'gross', o.gross::text,
      ${attention('order', 'o', actor)}
    )`,
    limit,
    cursor: query.cursor,
  });
}

/** The options of an answer `a`. Answers from before quantities were decimals have numbers in their JSON, and are kept as they were given. */
const TAKEN = sql`(select coalesce(json_object_agg(t.key, t.value), '{}') from jsonb_each_text(a.options) t)`;

/** An order. Undefined when the actor does not see it. */
export async function findOrder(tx: Tx, actor: UserActor, id: string, now: Date): Promise<StoredOrder | undefined> {
  const { rows } = await sql<StoredOrder>`
    select o.id, o.number, o.title, ${statusAt(now)} as status, json_build_object('id', c.id, 'name', c.name) as company, o.date,
      o.valid_until as "validUntil", o.net, o.gross, o.offered, o.lines, o.totals, o.note, case when u.id is not null then ${staffMember('u')} end as assignee,
      o.sha256, o.pdf_sha256 as "pdfSha256", o.pdf_size as "pdfSize", o.viewed_at as "viewedAt",
      case when a.order_id is not null then json_build_object('kind', a.kind, 'name', a.name, 'at', a.at, 'reason', a.reason, 'options', ${TAKEN}) end as answer
    from orders o join companies c on c.id = o.company_id
      left join users u on u.id = o.assignee_id left join order_answers a on a.order_id = o.id
    where o.id = ${id}::uuid and ${isVisible('order', 'o', actor)}
  `.execute(tx);
  return rows[0];
}

/** Locks an order until the transaction ends. Read it afterwards: a transaction that waited for the lock sees the new state only from then on. */
export async function lockOrder(tx: Tx, id: string): Promise<void> {
  await sql`select from orders where id = ${id}::uuid for update`.execute(tx);
}

/** Notes that the offer has been seen. False when that was noted before. */
export async function markViewed(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update orders set viewed_at = ${now} where id = ${id}::uuid and viewed_at is null
  `.execute(tx);
  return numAffectedRows === 1n;
}

/** The number of the order that a PDF belongs to: its current PDF, or the one that was shown when it was answered. */
export async function findVersion(
  tx: Tx,
  actor: UserActor,
  { id, sha256 }: { id: string; sha256: string },
): Promise<{ number: string } | undefined> {
  const { rows } = await sql<{ number: string }>`
    select o.number from orders o left join order_answers a on a.order_id = o.id
    where o.id = ${id}::uuid and ${isVisible('order', 'o', actor)} and ${sha256} in (o.pdf_sha256, a.shown_pdf_sha256)
  `.execute(tx);
  return rows[0];
}

/** What an acceptance and a refusal have in common. */
interface NewAnswer {
  orderId: string;
  actor: UserActor;
  at: Date;
  /** Hashes of everything that was shown, and of its PDF. */
  shownSha256: string;
  shownPdfSha256: string;
  verifiedBy: string;
}

/** The PDF with the customer's signature and our seal. */
interface SealedPdf {
  sha256: string;
  size: number;
}

interface NewAcceptance extends NewAnswer {
  options: OrderOptions;
  signature: SignatureMark;
  totals: OrderTotals;
  pdf: SealedPdf;
}

/** Inserts an acceptance, and makes the offer a sales order. */
export async function insertAcceptance(tx: Tx, answer: NewAcceptance): Promise<void> {
  const { orderId, actor, at, options, signature, totals, pdf } = answer;
  await sql`
    insert into order_answers (order_id, kind, user_id, name, at, options, signature, shown_sha256, shown_pdf_sha256, result_sha256, verified_by)
    values (
      ${orderId}::uuid, 'accepted', ${actor.id}::uuid, ${actor.name}, ${at}, ${JSON.stringify(options)}::jsonb, ${JSON.stringify(signature)}::jsonb,
      ${answer.shownSha256}, ${answer.shownPdfSha256}, ${pdf.sha256}, ${answer.verifiedBy}
    )
  `.execute(tx);
  await sql`
    update orders set status = 'ordered', ordered_at = ${at}, totals = ${JSON.stringify(totals)}::jsonb, net = ${totals.net}::numeric,
      gross = ${totals.gross}::numeric, pdf_sha256 = ${pdf.sha256}, pdf_size = ${pdf.size}, changed_at = ${at}
    where id = ${orderId}::uuid
  `.execute(tx);
}

/** Inserts a refusal, and declines the offer. */
export async function insertRefusal(tx: Tx, answer: NewAnswer & { reason: string }): Promise<void> {
  const { orderId, actor, at, reason } = answer;
  await sql`
    insert into order_answers (order_id, kind, user_id, name, at, reason, shown_sha256, shown_pdf_sha256, verified_by)
    values (
      ${orderId}::uuid, 'declined', ${actor.id}::uuid, ${actor.name}, ${at}, ${reason}, ${answer.shownSha256}, ${answer.shownPdfSha256}, ${answer.verifiedBy}
    )
  `.execute(tx);
  await sql`update orders set status = 'declined', changed_at = ${at} where id = ${orderId}::uuid`.execute(tx);
}
