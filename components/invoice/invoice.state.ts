import type { Invoice } from '../../src/contract/invoices.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import type { invoiceDetailWords } from '../../src/i18n/invoice.ts';
import { invoiceWords } from '../../src/i18n/invoices.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import { dueText } from '../shared/invoice-due.ts';

/** Whether it gives back instead of asking for something. */
export const isCredit = ({ gross }: Pick<Invoice, 'gross'>): boolean => gross.startsWith('-');

/** What the state of an invoice means for whoever reads it: in short where it presses, and what is to be done. */
export function meaning(
  invoice: Invoice,
  words: WordsOf<typeof invoiceDetailWords>,
  language: LanguageTag,
  staff: boolean,
): { title?: string | undefined; text: string } {
  const { status, due, dueDate, paidOn } = invoice;
  if (status === 'cancelled') return { text: words.cancelled };
  if (status === 'paid') {
    const paid = words.paid(paidOn ? calendarDay(language, paidOn) : undefined);
    return { text: staff || isCredit(invoice) ? paid : `${paid} ${words.thanks}` };
  }
  if (isCredit(invoice)) return { text: words.credited(money(language, due.replace('-', ''))) };
  const say = {
    open: staff ? words.staffOpen : words.open,
    overdue: staff ? words.staffOverdue : words.overdue,
  }[status];
  const title = dueText(invoice, invoiceWords(language));
  return {
    title: title && title.charAt(0).toUpperCase() + title.slice(1),
    text: say(money(language, due), calendarDay(language, dueDate)),
  };
}
