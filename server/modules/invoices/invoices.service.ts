import type { InvoiceQuery, InvoiceSummary } from '../../../src/contract/invoices.ts';
import { INVOICE_WORDS } from '../../../src/contract/invoices.words.ts';
import type { Language } from '../../../src/contract/language.ts';
import { PAGE_SIZE, PAGE_SIZE_MAX } from '../../../src/contract/limits.ts';
import type { Amount } from '../../../src/contract/money.ts';
import type { Deps } from '../../deps.ts';
import { type CsvPage, type CsvTable, streamCsv } from '../../http/csv.ts';
import { notFound } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiWords } from '../../words/de.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { findPdf, invoiceJson, listPage, TITLE } from './invoices.store.ts';

/** One page of the invoices the actor sees. 403 `permission_missing`, as for all functions below. */
export async function listInvoices(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  query: InvoiceQuery,
): Promise<RawJson> {
  requirePermission(actor, 'invoices');
  return new RawJson(await read((tx) => listPage(tx, actor, { query, limit: query.limit ?? PAGE_SIZE, now: clock() })));
}

/** One invoice. 404 when the actor does not see it. */
export async function readInvoice({ clock }: Deps, { actor, read }: Scope<UserActor>, id: string): Promise<RawJson> {
  requirePermission(actor, 'invoices');
  const json = await read((tx) => invoiceJson(tx, actor, id, clock()));
  if (json === undefined) throw notFound();
  return new RawJson(json);
}

/** Hash, size and title of an invoice's PDF. 404 for a PDF of anything else. */
export async function findInvoiceFile(
  { actor, read }: Scope<UserActor>,
  file: { id: string; sha256: string },
): Promise<{ sha256: string; size: number; title: string }> {
  requirePermission(actor, 'invoices');
  const pdf = await read((tx) => findPdf(tx, actor, file));
  if (!pdf) throw notFound();
  return { sha256: file.sha256, size: pdf.size, title: pdf.number };
}

type InvoiceRow = InvoiceSummary & { title: string };

// Several pages of the list at once: fewer round trips, and still little memory.
const EXPORT_ROWS = 5 * PAGE_SIZE_MAX;

/** All invoices that match as CSV. 403 `permission_missing` */
export function exportInvoices(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  { language, ...query }: Omit<InvoiceQuery, 'limit' | 'cursor'> & { language: Language },
): ReadableStream<Uint8Array> {
  requirePermission(actor, 'invoices');
  const now = clock();
  return streamCsv(tableIn(language), async (cursor): Promise<CsvPage<InvoiceRow>> => {
    const request = {
      query: { ...query, ...(cursor !== undefined && { cursor }) },
      limit: EXPORT_ROWS,
      now,
      further: TITLE,
    };
    return JSON.parse(await read((tx) => listPage(tx, actor, request)));
  });
}

function tableIn(language: Language): CsvTable<keyof ApiWords['csv']['invoices']['columns'], InvoiceRow> {
  const { invoices, decimalMark } = WORDS[language].csv;
  const figure = (amount: Amount): string => amount.replace('.', decimalMark);
  return {
    headings: invoices.columns,
    cells: {
      number: ({ number }) => number,
      title: ({ title }) => title,
      company: ({ company }) => company.name,
      status: ({ status }) => INVOICE_WORDS[language][status],
      date: ({ date }) => date,
      dueDate: ({ dueDate }) => dueDate,
      net: ({ net }) => figure(net),
      gross: ({ gross }) => figure(gross),
      due: ({ due }) => figure(due),
    },
  };
}
