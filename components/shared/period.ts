import type { TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import { localDay } from '../../src/i18n/dates.ts';
import { periodWords } from '../../src/i18n/period.ts';
import { picker } from './picker.ts';

/** Periods that a list of records with a date can be narrowed to. */
export const PERIODS = ['month', 'last-month', 'quarter', 'year', 'last-year'] as const;
export type Period = (typeof PERIODS)[number];

/** The part of a list's view that says of which period its records are. */
export interface PeriodView {
  /** Of the record's date. Without one, all time. */
  period?: Period;
}

/** The same view without a period that nobody knows. */
export function cleanPeriod({ period: wanted }: { period?: string | undefined }): PeriodView {
  const period = PERIODS.find((known) => known === wanted);
  return period ? { period } : {};
}

/** First and last calendar day of a period where the reader is; nothing without a period. */
export function daysOf(period: Period | undefined, today = new Date()): { from?: string; to?: string } {
  const year = today.getFullYear();
  const month = today.getMonth();
  const days = (firstMonth: number, months: number, of = year) => ({
    from: localDay(new Date(of, firstMonth, 1)),
    to: localDay(new Date(of, firstMonth + months, 0)),
  });
  switch (period) {
    case 'month':
      return days(month, 1);
    case 'last-month':
      return days(month - 1, 1);
    case 'quarter':
      return days(month - (month % 3), 3);
    case 'year':
      return days(0, 12);
    case 'last-year':
      return days(0, 12, year - 1);
    default:
      return {};
  }
}

/** A menu of periods; the empty choice is all time. Style sheet: `pickerStyles`. */
export function periodPicker(
  language: LanguageTag,
  period: Period | undefined,
  choose: (period: string) => void,
): TemplateResult {
  const words = periodWords(language);
  const options = PERIODS.map((name) => [name, words.periods[name]] as const);
  return picker(words.period, period, [['', words.allTime], ...options], choose);
}
