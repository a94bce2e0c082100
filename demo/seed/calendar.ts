/** When somebody works: local hours in Vienna, and days of the week (0 is Sunday). */
export interface Hours {
  open: number;
  close: number;
  days: readonly number[];
}

export const SUPPORT_HOURS: Hours = { open: 8, close: 17, days: [1, 2, 3, 4, 5] };
export const SHOP_HOURS: Hours = { open: 7, close: 19, days: [1, 2, 3, 4, 5, 6] };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const offsetFormat = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Vienna', timeZoneName: 'longOffset' });

/** How far Vienna is ahead of UTC, in milliseconds. */
function viennaOffset(time: number): number {
  const offset = offsetFormat.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return Number(offset.slice(4, 6)) * HOUR;
}

/** The local time in Vienna, to be read by the UTC getters. */
export const viennaClock = (time: number): Date => new Date(time + viennaOffset(time));

/** `time` itself if it is within the hours, otherwise the next opening. */
function nextOpen(time: number, { open, close, days }: Hours): number {
  const clock = viennaClock(time);
  const hour = clock.getUTCHours();
  const isDay = days.includes(clock.getUTCDay());
  if (isDay && hour >= open && hour < close) return time;
  const midnight = time - (clock.getTime() % DAY);
  if (isDay && hour < open) return midnight + open * HOUR;
  return nextOpen(midnight + DAY + open * HOUR, { open, close, days });
}

/** The moment after so many minutes of these hours have passed. */
export function after(time: number, minutes: number, hours: Hours): number {
  const start = nextOpen(time, hours);
  const clock = viennaClock(start);
  const left = hours.close * HOUR - (clock.getTime() % DAY);
  const wanted = minutes * MINUTE;
  return wanted < left ? start + wanted : after(start + left, (wanted - left) / MINUTE, hours);
}

// The functions below calculate with days of the calendar, `YYYY-MM-DD`.

export const dayOf = (time: number): string => viennaClock(time).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

/** The first day of the month that many months after a day. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

/** The day itself, or the next working day if it is on a weekend. */
export function workday(day: string): string {
  const weekday = new Date(day).getUTCDay();
  return addDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}
