import type { InvoiceStatus } from '../../src/contract/invoices.limits.ts';
import type { Amount } from '../../src/contract/money.ts';
import { daysUntil } from '../../src/i18n/dates.ts';
import type { invoiceWords } from '../../src/i18n/invoices.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';

/** How near the day is on which an invoice must be paid, or how long it is over; nothing when it need not be said. */
export function dueText(
  { status, dueDate, due }: { status: InvoiceStatus; dueDate: string; due: Amount },
  { dueIn }: Pick<WordsOf<typeof invoiceWords>, 'dueIn'>,
): string | undefined {
  // A credit note asks for nothing.
  if (due.startsWith('-')) return undefined;
  const days = daysUntil(dueDate);
  // By the reader's clock it may be over, or not yet: the state counts.
  if (status === 'overdue') return dueIn(Math.min(days, -1));
  return status === 'open' ? dueIn(Math.max(days, 0)) : undefined;
}
