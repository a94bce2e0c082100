import { INVOICE_WORDS } from '../contract/invoices.words.ts';
import { dictionary } from './locale.ts';

/** The words every room that shows invoices shares. */
export const invoiceWords = dictionary(
  'invoices',
  {
    status: INVOICE_WORDS.de,
    number: 'Nummer',
    company: 'Kunde',
    date: 'Datum',
    due: 'Fällig',
    gross: 'Betrag',
    open: 'Noch offen',
    state: 'Status',
    /** How far away the day is on which an invoice must be paid; nothing when it is not near. */
    dueIn: (days: number): string | undefined =>
      days === 0
        ? 'heute fällig'
        : days === 1
          ? 'morgen fällig'
          : days === -1
            ? 'seit gestern überfällig'
            : days < 0
              ? `seit ${-days} Tagen überfällig`
              : days <= 7
                ? `in ${days} Tagen fällig`
                : undefined,
    download: (number: string) => `${number} als PDF herunterladen`,
  },
  {
    status: INVOICE_WORDS.en,
    number: 'Number',
    company: 'Customer',
    date: 'Date',
    due: 'Due',
    gross: 'Amount',
    open: 'Outstanding',
    state: 'Status',
    dueIn: (days) =>
      days === 0
        ? 'due today'
        : days === 1
          ? 'due tomorrow'
          : days === -1
            ? 'overdue since yesterday'
            : days < 0
              ? `overdue for ${-days} days`
              : days <= 7
                ? `due in ${days} days`
                : undefined,
    download: (number) => `Download ${number} as PDF`,
  },
);
