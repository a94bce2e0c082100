import type { InvoiceStatus } from '../../src/contract/invoices.limits.ts';
import type { Amount } from '../../src/contract/money.ts';
import { daysUntil } from '../../src/i18n/dates.ts';
import type { invoiceWords } from '../../src/i18n/invoices.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';

/** In how many days an invoice must be paid, or for how many it is overdue; undefined when neither applies. */
export function dueText(
  { status, dueDate, due }: { status: InvoiceStatus; dueDate: string; due: Amount },
  { dueIn }: Pick<WordsOf<typeof invoiceWords>, 'dueIn'>,
): string | undefined {
  // On a credit note nothing has to be paid.
  if (due.startsWith('-')) return undefined;
  const days = daysUntil(dueDate);
  // The reader's clock may disagree with the server, whose status counts.
  if (status === 'overdue') return dueIn(Math.min(days, -1));
  return status === 'open' ? dueIn(Math.max(days, 0)) : undefined;
}
