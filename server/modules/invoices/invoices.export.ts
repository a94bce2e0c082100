import type { InvoiceQuery, InvoiceSummary } from '../../../src/contract/invoices.ts';
import { INVOICE_WORDS } from '../../../src/contract/invoices.words.ts';
import type { Language } from '../../../src/contract/language.ts';
import { PAGE_SIZE_MAX } from '../../../src/contract/limits.ts';
import type { Amount } from '../../../src/contract/money.ts';
import type { Deps } from '../../deps.ts';
import { csvLine, streamCsv } from '../../http/csv.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requirePermission } from '../identity/permissions.ts';
import { listPage, TITLE } from './invoices.store.ts';

type Row = InvoiceSummary & { title: string };

// Several pages of the list at once: fewer round trips, and still little memory.
const ROWS = 5 * PAGE_SIZE_MAX;

const HEADINGS: Record<Language, string[]> = {
  de: ['Nummer', 'Betreff', 'Kunde', 'Status', 'Datum', 'Fällig am', 'Netto EUR', 'Brutto EUR', 'Offen EUR'],
  en: ['Number', 'Subject', 'Customer', 'Status', 'Date', 'Due date', 'Net EUR', 'Gross EUR', 'To be paid EUR'],
};

/** All invoices that match as CSV. 403 `permission_missing` */
export function exportInvoices(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  { language, ...query }: Omit<InvoiceQuery, 'limit' | 'cursor'> & { language: Language },
): ReadableStream<Uint8Array> {
  requirePermission(actor, 'invoices');
  const now = clock();
  return streamCsv(HEADINGS[language], async (cursor) => {
    const request = { query: { ...query, ...(cursor !== undefined && { cursor }) }, limit: ROWS, now, further: TITLE };
    const page = JSON.parse(await read((tx) => listPage(tx, actor, request))) as {
      items: Row[];
      cursor: string | null;
    };
    return { text: page.items.map((invoice) => line(invoice, language)).join(''), cursor: page.cursor };
  });
}

function line({ number, title, company, status, date, dueDate, net, gross, due }: Row, language: Language): string {
  const figure = (amount: Amount) => (language === 'de' ? amount.replace('.', ',') : amount);
  const state = INVOICE_WORDS[language][status];
  return csvLine([number, title, company.name, state, date, dueDate, figure(net), figure(gross), figure(due)]);
}
