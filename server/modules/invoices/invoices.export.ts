import type { InvoiceQuery, InvoiceSummary } from '../../../src/contract/invoices.ts';
import { INVOICE_WORDS } from '../../../src/contract/invoices.words.ts';
import type { Language } from '../../../src/contract/language.ts';
import { PAGE_SIZE_MAX } from '../../../src/contract/limits.ts';
import type { Amount } from '../../../src/contract/money.ts';
import type { Deps } from '../../deps.ts';
import { type CsvPage, type CsvTable, streamCsv } from '../../http/csv.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiWords } from '../../words/de.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { listPage, TITLE } from './invoices.store.ts';

type Row = InvoiceSummary & { title: string };

// Several pages of the list at once: fewer round trips, and still little memory.
const ROWS = 5 * PAGE_SIZE_MAX;

/** All invoices that match as CSV. 403 `permission_missing` */
export function exportInvoices(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  { language, ...query }: Omit<InvoiceQuery, 'limit' | 'cursor'> & { language: Language },
): ReadableStream<Uint8Array> {
  requirePermission(actor, 'invoices');
  const now = clock();
  return streamCsv(tableIn(language), async (cursor): Promise<CsvPage<Row>> => {
    const request = { query: { ...query, ...(cursor !== undefined && { cursor }) }, limit: ROWS, now, further: TITLE };
    return JSON.parse(await read((tx) => listPage(tx, actor, request)));
  });
}

function tableIn(language: Language): CsvTable<keyof ApiWords['csv']['invoices']['columns'], Row> {
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
