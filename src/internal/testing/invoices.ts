import type { InvoiceStatus } from '../../contract/invoices.limits.ts';
import { invoicePageSchema, listInvoicesQuery } from '../../contract/invoices.schema.ts';
import { type Invoice, type InvoicePage, type InvoiceSummary, listInvoices } from '../../contract/invoices.ts';
import { mock } from './network.ts';
import { sampleEmployee, uuid } from './samples.ts';

const STATUSES: InvoiceStatus[] = ['overdue', 'open', 'paid', 'cancelled'];
export const SHA256 = 'c'.repeat(64);

/** The calendar day so many days from now. */
export const dayFromNow = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
};

/** So many invoices of all states, the newest first; the first is overdue for twelve days, the second due in three. */
export const sampleInvoices = (count: number): InvoiceSummary[] =>
  Array.from({ length: count }, (_, i) => {
    const status = STATUSES[i % 4] ?? 'paid';
    const gross = `${1200 + i}.50`;
    return {
      id: uuid(4_000 + i),
      number: `RE-2026-${`${count - i}`.padStart(5, '0')}`,
      status,
      company: { id: uuid(5), name: 'Bäckerei Huber & Söhne GmbH' },
      date: dayFromNow(-30 - i),
      dueDate: status === 'open' ? dayFromNow(3) : dayFromNow(-12),
      net: `${1000 + i}.00`,
      gross,
      due: status === 'open' || status === 'overdue' ? gross : '0.00',
      file: status === 'cancelled' ? null : { sha256: SHA256, size: 40_000 },
      unread: false,
    };
  });

const { unread, ...first } = sampleInvoices(1)[0] as InvoiceSummary;

export const sampleInvoice = (over: Partial<Invoice> = {}): Invoice => ({
  ...first,
  date: '2026-10-13',
  dueDate: dayFromNow(-12),
  net: '1000.00',
  gross: '1200.00',
  due: '700.00',
  title: 'onRetail Kassa, Oktober 2026',
  paidOn: null,
  assignee: sampleEmployee,
  ...over,
});

/** Mocks the list with keyset paging over `invoices`, as the API does it. */
export function mockInvoices(invoices: InvoiceSummary[]): void {
  mock(listInvoices, invoicePageSchema, ({ query }): InvoicePage => {
    const { search, status, company, sort, direction, cursor, limit } = listInvoicesQuery.parse(
      Object.fromEntries(query),
    );
    const found = invoices.filter(
      (invoice) =>
        (!search || invoice.number.toLowerCase().includes(search.toLowerCase())) &&
        (!status || status.split(',').includes(invoice.status)) &&
        (!company || invoice.company.id === company),
    );
    if (sort === 'gross') found.sort((a, b) => Number(b.gross) - Number(a.gross));
    if (direction === 'asc') found.reverse();
    const from = Number(cursor ?? 0);
    const to = from + (limit ?? 50);
    return { items: found.slice(from, to), cursor: to < found.length ? `${to}` : null };
  });
}
