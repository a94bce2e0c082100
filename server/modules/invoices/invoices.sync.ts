import { sql } from 'kysely';
import type { SyncInvoice } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { fold } from '../../db/search.ts';
import {
  type BilledIds,
  billedRules,
  invalidValue,
  isInserted,
  outcomeOf,
  type SyncOutcome,
} from '../sync/sync.rules.ts';

/** How the ERP's invoices are written. */
export const invoiceSync = billedRules<SyncInvoice>(upsertInvoice);

/** Inserts or updates an invoice by its id in the ERP. 422 naming the field. */
export async function upsertInvoice(
  tx: Tx,
  row: SyncInvoice,
  { company, assignee, pdf }: BilledIds,
  now: Date,
): Promise<SyncOutcome> {
  requireConsistent(row);
  const { externalId, number, title, status, date, dueDate, paidOn = null, net, gross, due } = row;
  const columns = sql`number, title, status, company_id, assignee_id, date, due_date, paid_on, net, gross, due, pdf_sha256, pdf_size, search_text`;
  const { rows } = await sql<{ created: boolean }>`
    insert into invoices as i (external_id, created_at, changed_at, ${columns}) values (
      ${externalId}, ${now}, ${now}, ${number}, ${title}, ${status}, ${company}::uuid, ${assignee}::uuid, ${date}::date, ${dueDate}::date, ${paidOn}::date,
      ${net}::numeric, ${gross}::numeric, ${due}::numeric, ${pdf?.sha256 ?? null}, ${pdf?.size ?? null}::bigint, ${`${fold(number)}\n${fold(title)}`}
    )
    on conflict (external_id) do update set (${columns}, changed_at) = row(
      excluded.number, excluded.title, excluded.status, excluded.company_id, excluded.assignee_id, excluded.date, excluded.due_date, excluded.paid_on,
      excluded.net, excluded.gross, excluded.due, excluded.pdf_sha256, excluded.pdf_size, excluded.search_text, excluded.changed_at
    )
    where to_jsonb(i) - array['id', 'created_at', 'changed_at'] <> to_jsonb(excluded) - array['id', 'created_at', 'changed_at']
    returning ${isInserted('i')} as created
  `.execute(tx);
  return outcomeOf(rows[0]);
}

function requireConsistent({ status, paidOn, due }: SyncInvoice): void {
  if (paidOn != null && status !== 'paid') throw invalidValue('/paidOn', 'It is not paid.');
  if (status === 'paid' && Number(due) !== 0) throw invalidValue('/due', 'It is paid.');
}
