import { dictionary } from './locale.ts';

/** Words of `<etron-invoices>`. */
export const invoiceListWords = dictionary(
  'invoice-list',
  {
    nouns: { one: 'Rechnung', many: 'Rechnungen' },
    emptyTitle: 'Noch keine Rechnungen',
    emptyText: 'Sobald wir Ihnen etwas verrechnen, finden Sie die Rechnung hier.',
    unpaid: 'Unbezahlt',
    noMatch: 'Keine Rechnung passt dazu',
  },
  {
    nouns: { one: 'invoice', many: 'invoices' },
    emptyTitle: 'No invoices yet',
    emptyText: 'As soon as we charge you for something, you find the invoice here.',
    unpaid: 'Unpaid',
    noMatch: 'No invoice matches',
  },
);
