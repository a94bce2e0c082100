import { AMOUNT_LOCALES, DATE_LOCALES, type Language } from '../../../src/contract/language.ts';
import type { Amount, Decimal } from '../../../src/contract/money.ts';
import type { AuditBlock } from '../../pdf/pdf.ts';
import type { ApiWords } from '../../words/de.ts';
import { WORDS } from '../../words/words.ts';
import type { ClientEvidence } from './evidence.ts';

/** The words of a language for printed pages, and how it writes moments, days, amounts and quantities. */
export interface PageFormat {
  language: Language;
  words: ApiWords['printed'];
  /** `24.11.2026, 18:00:00 MEZ` */
  moment(at: Date): string;
  /** `24.11.2026` for a calendar day `YYYY-MM-DD`. */
  day(date: string): string;
  /** `1.234,50 €` */
  amount(amount: Amount): string;
  /** `1,5` for a quantity. */
  figure(quantity: Decimal): string;
}

export function pageFormatIn(language: Language): PageFormat {
  const moments = new Intl.DateTimeFormat(DATE_LOCALES[language], {
    timeZone: 'Europe/Vienna',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  const days = new Intl.DateTimeFormat(DATE_LOCALES[language], { timeZone: 'UTC', dateStyle: 'medium' });
  const amounts = new Intl.NumberFormat(AMOUNT_LOCALES[language], { style: 'currency', currency: 'EUR' });
  const figures = new Intl.NumberFormat(AMOUNT_LOCALES[language], { maximumFractionDigits: 3 });
  return {
    language,
    words: WORDS[language].printed,
    moment: (at) => moments.format(at),
    day: (date) => days.format(new Date(`${date}T00:00Z`)),
    // As text, which is formatted exactly: a number of that size would be rounded.
    amount: (amount) => amounts.format(amount as `${number}`),
    figure: (quantity) => figures.format(quantity as `${number}`),
  };
}

export const row = (label: string, value: string): AuditBlock => ({ kind: 'row', label, value });

/** Rows that say when somebody signed, and how they were recognised. */
export const signedRows = (
  { words, moment }: PageFormat,
  { at, email, client: { verifiedBy, ipAddress, userAgent } }: { at: Date; email: string; client: ClientEvidence },
): AuditBlock[] => [
  row(words.signedAt, moment(at)),
  row(words.email, email),
  row(words.knownBy, verifiedBy),
  ...(ipAddress === null ? [] : [row(words.ipAddress, ipAddress)]),
  ...(userAgent === null ? [] : [row(words.browser, userAgent)]),
];
