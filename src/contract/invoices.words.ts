import type { InvoiceStatus } from './invoices.limits.ts';
import type { Language } from './language.ts';

/** What the states of an invoice are called, on the screen and in exports. */
export const INVOICE_WORDS: Record<Language, Record<InvoiceStatus, string>> = {
  de: { open: 'Offen', overdue: 'Überfällig', paid: 'Bezahlt', cancelled: 'Storniert' },
  en: { open: 'Open', overdue: 'Overdue', paid: 'Paid', cancelled: 'Cancelled' },
};
