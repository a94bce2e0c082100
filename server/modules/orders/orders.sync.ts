import { sql } from 'kysely';
import { totalsOf } from '../../../src/contract/orders.rules.ts';
import type { SyncOrder } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import { type BilledIds, billedRules, invalidValue, type SyncOutcome } from '../sync/sync.rules.ts';
import { hashOffer, isStorable } from './orders.domain.ts';

/** How the ERP's orders are written. */
export const orderSync = billedRules<SyncOrder>(upsertOrder);

/** What decides whether the ERP may still change an order that exists already. It is locked. */
interface ExistingOrder {
  id: string;
  status: 'open' | 'ordered' | 'declined' | 'cancelled';
  answered: boolean;
  assigneeId: string | null;
  sha256: string;
}

/** Inserts or updates an order by its id in the ERP. 409 `offer_closed` for what may not be changed any more; 422 naming the field. */
export async function upsertOrder(tx: Tx, row: SyncOrder, ids: BilledIds, now: Date): Promise<SyncOutcome> {
  const order = check(row, ids);
  const found = await lock(tx, row.externalId);
  if (!found) {
    if (await insert(tx, order, now)) return 'created';
    // Another transaction has inserted it in the meantime.
    return upsertOrder(tx, row, ids, now);
  }
  const { status, assignee } = order;
  const settled = settledStatus(found, order);
  const next = settled ?? status;
  if (found.sha256 === order.sha256 || settled !== undefined) {
    if (next === found.status && assignee === found.assigneeId) return 'unchanged';
    await sql`
      update orders set status = ${next}, ordered_at = case when ${next} = 'ordered' then coalesce(ordered_at, ${now}::timestamptz) else ordered_at end,
        assignee_id = ${assignee}::uuid, changed_at = ${now}
      where id = ${found.id}::uuid
    `.execute(tx);
    return 'updated';
  }
  await rewrite(tx, found.id, order, now);
  return 'updated';
}

type CheckedOrder = ReturnType<typeof check>;

/** A row whose fields are consistent, with what follows from them. 422 naming the field. */
function check(row: SyncOrder, { company, assignee, pdf }: BilledIds) {
  const { externalId, number, title, status, date, validUntil = null, lines, note = null, gross } = row;
  if (status === 'open' && !pdf)
    throw invalidInput([{ field: '/pdf', code: 'required', message: 'What is offered is signed on its PDF.' }]);
  const totals = totalsOf(lines);
  if (!isStorable(totals)) throw invalidValue('/lines', 'Too large a sum.');
  if (totals.gross !== gross) throw invalidValue('/gross', `The lines come to ${totals.gross}.`);
  const content = { number, title, companyId: company, date, validUntil, lines, note, pdfSha256: pdf?.sha256 ?? null };
  return { ...content, externalId, status, assignee, pdf, totals, sha256: hashOffer(content) };
}

/**
 * The next status of an order that the ERP may not rewrite any more, because it was answered or has ended. Such an order can only be cancelled;
 * a row that the ERP wrote before it learned of the answer changes nothing. Undefined for an order that the ERP may still rewrite.
 * @throws Problem 409 `offer_closed` for any other change
 */
function settledStatus(
  { status, answered, sha256 }: ExistingOrder,
  row: CheckedOrder,
): ExistingOrder['status'] | undefined {
  const isRewritable = !answered && (status === 'open' || (status === 'ordered' && row.status !== 'open'));
  if (isRewritable) return undefined;
  if (row.status === 'cancelled') return status === 'ordered' ? 'cancelled' : status;
  const stale = answered && row.status === 'open' && status !== 'cancelled';
  if (sha256 === row.sha256 && (stale || row.status === status)) return status;
  throw new Problem(409, 'offer_closed', { detail: 'It was answered, or has ended, and keeps what it says.' });
}

async function lock(tx: Tx, externalId: string): Promise<ExistingOrder | undefined> {
  const { rows } = await sql<Omit<ExistingOrder, 'answered'>>`
    select id, status, assignee_id as "assigneeId", sha256 from orders where external_id = ${externalId} for update
  `.execute(tx);
  const [row] = rows;
  return row && { ...row, answered: row.status !== 'open' && (await isAnswered(tx, row.id)) };
}

/** A query of its own after the lock: a transaction that waited for the lock sees the answer only from then on. */
async function isAnswered(tx: Tx, id: string): Promise<boolean> {
  const { rows } = await sql`select from order_answers where order_id = ${id}::uuid`.execute(tx);
  return rows.length > 0;
}

const COLUMNS = sql.raw(
  'number, title, status, company_id, assignee_id, date, valid_until, note, lines, totals, net, gross, sha256, pdf_sha256, pdf_size, search_text',
);

const valuesOf = (order: CheckedOrder) => sql`
  ${order.number}, ${order.title}, ${order.status}, ${order.companyId}::uuid, ${order.assignee}::uuid, ${order.date}::date, ${order.validUntil}::date,
  ${order.note}, ${JSON.stringify(order.lines)}::jsonb, ${JSON.stringify(order.totals)}::jsonb, ${order.totals.net}::numeric, ${order.totals.gross}::numeric,
  ${order.sha256}, ${order.pdf?.sha256 ?? null}, ${order.pdf?.size ?? null}::bigint, ${`${fold(order.number)}\n${fold(order.title)}`}
`;

/** Inserts an order; one that is ordered from the start was not offered in the portal. False if there is one with the same id by now. */
async function insert(tx: Tx, order: CheckedOrder, now: Date): Promise<boolean> {
  const ordered = order.status === 'ordered';
  const { rows } = await sql`
    insert into orders (external_id, offered, ordered_at, created_at, changed_at, ${COLUMNS})
    values (
      ${order.externalId}, ${!ordered}, case when ${ordered} then ${order.date}::date::timestamp at time zone 'Europe/Vienna' end, ${now}, ${now},
      ${valuesOf(order)}
    )
    on conflict (external_id) do nothing returning id
  `.execute(tx);
  return rows.length > 0;
}

async function rewrite(tx: Tx, id: string, order: CheckedOrder, now: Date): Promise<void> {
  await sql`
    update orders set (${COLUMNS}, ordered_at, changed_at) = row(
      ${valuesOf(order)}, case when ${order.status} = 'ordered' then coalesce(ordered_at, ${now}::timestamptz) else ordered_at end, ${now}::timestamptz
    )
    where id = ${id}::uuid
  `.execute(tx);
}
