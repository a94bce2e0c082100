import { viennaClock } from '../calendar.ts';

// Days of the calendar, `YYYY-MM-DD`.

const DAY = 86_400_000;

export const dayOf = (time: number): string => viennaClock(time).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The first of a month, so many months later. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The same or the next working day. */
export function workday(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

/** How the ERP numbers what it makes in a year: `RE-2026-00042`. */
export class Numbers {
  readonly #last = new Map<string, number>();

  next(prefix: string, day: string): string {
    const key = `${prefix}-${day.slice(0, 4)}`;
    const number = (this.#last.get(key) ?? 0) + 1;
    this.#last.set(key, number);
    return `${key}-${String(number).padStart(5, '0')}`;
  }
}
