import { DATE_LOCALES } from '../../src/contract/language.ts';
import { fold } from './search.ts';

/** Calendar days from one to another, both included, as `YYYY-MM-DD`. */
export interface DayRange {
  from: string;
  to: string;
}

/** Amounts from one to before another, without their sign, as decimals. */
export interface AmountRange {
  from: string;
  below: string;
}

/** Years back and ahead that a day or a month without a year is looked for in. */
const YEARS_BACK = 10;
const YEARS_AHEAD = 1;

/** Digits of an amount before the decimal point. */
const DIGITS_MAX = 12;

/** Months by their folded names, long and short, in every language of the API, and as Austria and Germany say them. */
const MONTHS = new Map<string, number>();
for (const locale of [...Object.values(DATE_LOCALES), 'de-DE'])
  for (const style of ['long', 'short'] as const)
    for (let month = 1; month <= 12; month++) {
      const name = new Date(2000, month - 1, 1).toLocaleDateString(locale, { month: style });
      MONTHS.set(fold(name).replace(/\.$/, ''), month);
    }

/**
 * The days that a search text names, in the ways people type them: `26.10.`, `26.10.2026`, `26/10/26`, `2026-10-26`, `26. Oktober`, `Oktober 2026`, `10/2026`.
 * Without a year, that day or month of each of the last years.
 */
export function daysIn(text: string, now: Date): DayRange[] {
  const typed = fold(text).trim();
  const iso = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(typed);
  if (iso) return rangesOf(now, iso[1], Number(iso[2]), iso[3]);
  const monthOfYear = /^(\d{1,2})[/.]\s*(\d{4})$/.exec(typed);
  if (monthOfYear) return rangesOf(now, monthOfYear[2], Number(monthOfYear[1]), undefined);
  const numbers = /^(\d{1,2})([./])\s*(\d{1,2})(?:\2\s*(\d{4}|\d{2})?)?$/.exec(typed);
  if (numbers) return rangesOf(now, numbers[4], Number(numbers[3]), numbers[1]);
  const named = /^(?:(\d{1,2})\.?\s+)?(\p{L}+)\.?(?:\s+(\d{4}))?$/u.exec(typed);
  const month = named && MONTHS.get(named[2]!);
  return month ? rangesOf(now, named[3], month, named[1]) : [];
}

/**
 * The amount that a search text names, as people of both languages type them: `398,40`, `1.234,50 €`, `1,234.50`, `398`. As exact as it was typed: `398` is
 * any amount from 398.00 to 398.99.
 */
export function amountIn(text: string): AmountRange | undefined {
  const typed = text
    .replace(/€|\beur\b/i, '')
    .trim()
    .replace(/^[-−+]/, '');
  const [, whole, decimals = ''] =
    /^(\d{1,3}(?:[.\s’]\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(typed) ??
    /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?$/.exec(typed) ??
    [];
  const digits = whole?.replace(/\D/g, '') ?? '';
  if (!digits || digits.length > DIGITS_MAX) return undefined;
  const cents = BigInt(digits + decimals.padEnd(2, '0'));
  return { from: decimal(cents), below: decimal(cents + 10n ** BigInt(2 - decimals.length)) };
}

const decimal = (cents: bigint): string => {
  const digits = cents.toString().padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/** A day, or a whole month, of a year or of each of the last years. Days that do not exist are left out. */
function rangesOf(now: Date, year: string | undefined, month: number, day: string | undefined): DayRange[] {
  if (month < 1 || month > 12) return [];
  const years = year
    ? [Number(year.length === 2 ? `20${year}` : year)]
    : Array.from({ length: YEARS_BACK + 1 + YEARS_AHEAD }, (_, index) => now.getFullYear() - YEARS_BACK + index);
  return years.flatMap((of) => {
    const last = new Date(Date.UTC(of, month, 0)).getUTCDate();
    if (of < 1 || (day !== undefined && (Number(day) < 1 || Number(day) > last))) return [];
    const calendarDay = (number: number) =>
      [String(of).padStart(4, '0'), String(month).padStart(2, '0'), String(number).padStart(2, '0')].join('-');
    return [{ from: calendarDay(Number(day ?? 1)), to: calendarDay(Number(day ?? last)) }];
  });
}
