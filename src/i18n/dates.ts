import { DATE_LOCALES, type Language, type LanguageTag } from '../contract/language.ts';

const localeOf = (language: LanguageTag): string => DATE_LOCALES[language as Language] ?? language;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Formats a moment. `Intl` formatters are cached, because creating one costs more than using it a hundred times. */
export function formatDate(language: LanguageTag, moment: string | Date, options: Intl.DateTimeFormatOptions): string {
  const key = language + JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(localeOf(language), options);
  formats.set(key, format);
  return format.format(new Date(moment));
}

/** `24. Nov. 2026, 14:05` */
export const dateTime = (language: LanguageTag, moment: string | Date): string =>
  formatDate(language, moment, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });

/** `14:05` */
export const timeOfDay = (language: LanguageTag, moment: string | Date): string =>
  formatDate(language, moment, { hour: '2-digit', minute: '2-digit' });

const relativeFormats = new Map<LanguageTag, Intl.RelativeTimeFormat>();

/** `vor 5 Min.`, `vor 3 Std.`, `gestern`, `vor 4 Tagen`; the date once it is a week ago. */
export function relativeTime(language: LanguageTag, moment: string, now = new Date()): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(moment)) / 60_000));
  const days = Math.round((Date.parse(localDay(now)) - Date.parse(localDay(moment))) / 86_400_000);
  const format =
    relativeFormats.get(language) ??
    new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto', style: 'short' });
  relativeFormats.set(language, format);
  if (minutes < 60) return format.format(-minutes || 0, minutes ? 'minute' : 'second');
  if (days < 1 || minutes < 12 * 60) return format.format(-Math.floor(minutes / 60), 'hour');
  if (days < 7) return format.format(-days, 'day');
  const sameYear = new Date(moment).getFullYear() === now.getFullYear();
  return formatDate(language, moment, { day: 'numeric', month: 'short', ...(!sameYear && { year: 'numeric' }) });
}

/** The calendar day of a moment where the reader is, `2026-11-24`. */
export const localDay = (moment: string | Date): string => {
  const date = new Date(moment);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => `${part}`.padStart(2, '0')).join('-');
};

/** `Heute`, `Gestern`, `Dienstag, 24. November 2026` for a day as `localDay` gives it. */
export function dayName(language: LanguageTag, day: string): string {
  // Noon, so that daylight saving time does not move it to another day.
  const noon = new Date(`${day}T12:00`);
  const ago = Math.round((new Date(`${localDay(new Date())}T12:00`).getTime() - noon.getTime()) / 86_400_000);
  if (ago === 0 || ago === 1) {
    const name = new Intl.RelativeTimeFormat(localeOf(language), {
      numeric: 'auto',
    }).format(-ago, 'day');
    return name[0]?.toUpperCase() + name.slice(1);
  }
  return formatDate(language, noon, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}

/** `24.11.2026` for a calendar day `YYYY-MM-DD`. */
export const calendarDay = (language: LanguageTag, day: string): string =>
  // Noon, so that daylight saving time does not move it to another day.
  formatDate(language, `${day}T12:00`, { dateStyle: 'medium' });

/** `25 Min.`, `1 Std. 10 Min.` */
export function duration(language: LanguageTag, minutes: number): string {
  const part = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(localeOf(language), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours && part(hours, 'hour'), (rest || !hours) && part(rest, 'minute')].filter(Boolean).join(' ');
}

/** Number of days from today to a calendar day; negative for one in the past. */
export const daysUntil = (day: string): number =>
  Math.round((Date.parse(day) - Date.parse(localDay(new Date()))) / 86_400_000);
