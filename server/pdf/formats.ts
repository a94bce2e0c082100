import { PDFDict, PDFHexString, type PDFObject, PDFRawStream, PDFString } from 'pdf-lib';
import type { NumberFormat } from '../../src/contract/documents.formats.ts';
import { name as key } from './file.ts';
import { decodeStream } from './streams.ts';

// Forms describe the format of a field by a call of Acrobat's own functions, such as `AFNumber_Format(2, 2, 0, 0, "€ ", true)`. Default values are
// read by that format. A value that could mean two things, such as `1.234` in a German form, is not read at all.

export interface FormatCall {
  name: string;
  args: string[];
}

/** The function call in an action that formats or checks a value, such as `AFDate_FormatEx("dd.mm.yyyy")`; undefined for any other action. */
export function formatCall(action: PDFObject | undefined): FormatCall | undefined {
  if (!(action instanceof PDFDict) || action.lookup(key('S')) !== key('JavaScript') || action.has(key('Next')))
    return undefined;
  const script = scriptText(action.lookup(key('JS')))?.trim();
  if (script === undefined || script.length > 500) return undefined;
  const strings: string[] = [];
  const bare = script.replaceAll(/"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g, (_, double?: string, single?: string) => {
    strings.push(double ?? single ?? '');
    return `$${strings.length - 1}`;
  });
  const match = /^(AF(?:Date|Time|Number|Percent|Special|Range)_\w+)\(([\w\s.,$+-]*)\);?$/.exec(bare);
  if (!match) return undefined;
  const args = match[2]!.split(',').map((arg) => arg.trim());
  return { name: match[1]!, args: args.map((arg) => (arg.startsWith('$') ? strings[Number(arg.slice(1))]! : arg)) };
}

function scriptText(value: PDFObject | undefined): string | undefined {
  if (value instanceof PDFString || value instanceof PDFHexString) return value.decodeText();
  return value instanceof PDFRawStream ? Buffer.from(decodeStream(value, 10_000)).toString('latin1') : undefined;
}

/** The call as it is written in the form, to be shown to the author. */
export const formatCallText = ({ name, args }: FormatCall): string => `${name}(${args.join(', ')})`;

/** The formats of AFDate_Format by their number. */
const DATE_FORMATS =
  'm/d|m/d/yy|mm/dd/yy|mm/yy|d-mmm|d-mmm-yy|dd-mmm-yy|yy-mm-dd|mmm-yy|mmmm-yy|mmm d, yyyy|mmmm d, yyyy|m/d/yy h:MM tt|m/d/yy HH:MM'.split(
    '|',
  );

/** The format of a call that writes a day, such as `dd-mmm-yy`; undefined for all other calls, and where a part of the day is missing or a time is in it. */
export function dateFormat({ name, args }: FormatCall): string | undefined {
  if (!name.startsWith('AFDate_')) return undefined;
  const given = (name.endsWith('Ex') ? args[0] : DATE_FORMATS[Number(args[0])]) ?? '';
  // Acrobat writes months as `m` and minutes as `M`. In a format without hours, authors mean months by both.
  const format = /h/i.test(given) ? '' : given.trim().toLowerCase();
  const letters = (format.match(/d+|m+|y+/g) ?? []).filter((part) => !/^d{3,}$/.test(part));
  const once = letters.map((part) => part[0]).sort();
  const usable = letters.every((part) => /^(?:d{1,2}|m{1,4}|yy|yyyy)$/.test(part)) && /^[dmy\s.,/'-]+$/.test(format);
  return usable && once.join('') === 'dmy' ? format : undefined;
}

/** The format in which we write such a date: our own, in digits, where the form has names of months or weekdays. */
export const numericDateFormat = (format: string): string => (/m{3}|d{3}/.test(format) ? 'dd.mm.yyyy' : format);

/** Names of the months in English and German. At least three letters of a name are needed to recognise it. */
const MONTHS = [
  ['january', 'januar', 'jänner'],
  ['february', 'februar', 'feber'],
  ['march', 'märz', 'maerz', 'mrz'],
  ['april'],
  ['may', 'mai'],
  ['june', 'juni'],
  ['july', 'juli'],
  ['august'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'dezember'],
];
const WEEKDAYS =
  'monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag'.split(
    '|',
  );

/** Years of two digits below this belong to our century, as in Acrobat. */
const CENTURY = 50;

/** `YYYY-MM-DD` of a day that is written in a format. Null if it is not a day, or written in another order. */
export function readDay(value: string, format: string): string | null {
  const words = (
    value
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  ).filter((word) => !isWeekday(word));
  const [month] = words.map(
    (word) => MONTHS.findIndex((names) => names.some((name) => isAbbreviationOf(name, word))) + 1,
  );
  if (words.length > 1 || month === 0) return null;
  const order = (format.match(/(?<!d)d{1,2}(?!d)|m+|y+/g) ?? []).filter(
    (part) => month === undefined || part[0] !== 'm',
  );
  const figures = digitsOf(value, order);
  if (figures?.length !== order.length) return null;
  const parts = { d: '', m: month === undefined ? '' : String(month), y: '' };
  for (const [index, part] of inOrder(order, figures).entries()) parts[part] = figures[index]!;
  if (parts.y.length !== 2 && parts.y.length !== 4) return null;
  const year = parts.y.length === 4 ? parts.y : `${Number(parts.y) < CENTURY ? 20 : 19}${parts.y}`;
  const day = `${year}-${parts.m.padStart(2, '0')}-${parts.d.padStart(2, '0')}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null;
}

const isAbbreviationOf = (name: string, word: string): boolean =>
  word.length >= 3 && name.startsWith(word === 'sept' ? 'sep' : word);

const isWeekday = (word: string): boolean => WEEKDAYS.some((name) => word.length >= 2 && name.startsWith(word));

/** The numbers of a date. In a format without separators, such as `ddmmyyyy`, they are cut out by the lengths of its parts. */
function digitsOf(value: string, order: readonly string[]): string[] | undefined {
  const numbers = value.match(/\d+/g) ?? [];
  const [only] = numbers;
  if (numbers.length !== 1 || order.some((part) => part.length < 2) || only!.length !== order.join('').length)
    return numbers;
  const ends = order.map((_, index) => order.slice(0, index + 1).join('').length);
  return ends.map((end, index) => only!.slice(ends[index - 1] ?? 0, end));
}

type DatePart = 'd' | 'm' | 'y';

/** Which part of the day each number is. The format decides, unless a year of four digits is in another place. Empty if the rest is then ambiguous. */
function inOrder(order: readonly string[], figures: readonly string[]): DatePart[] {
  const parts = order.map((part) => part[0] as DatePart);
  const year = figures.findIndex((figure) => figure.length === 4);
  if (year < 0 || parts[year] === 'y') return parts;
  if (parts.length === 2) return parts.toReversed();
  return year === 0 ? ['y', 'm', 'd'] : [];
}

/** The number format of a call; undefined for calls about anything else. */
export function numberFormat({ name, args }: FormatCall): NumberFormat | undefined {
  if (!/^AF(?:Number|Percent)_/.test(name)) return undefined;
  const [decimals = '', style = '', , , currency = '', prepended = ''] = args;
  const text = name.startsWith('AFNumber_') ? unescaped(currency) : '';
  return {
    ...(SEPARATORS[Number(style)] ?? SEPARATORS[0]!),
    decimals: Math.min(Math.max(Math.trunc(Number(decimals)) || 0, 0), 10),
    prefix: prepended === 'true' ? text : '',
    suffix: prepended === 'true' ? '' : text,
  };
}

/** The separators of Acrobat's number styles, by their number. */
const SEPARATORS: readonly Pick<NumberFormat, 'group' | 'decimal'>[] = [
  { group: ',', decimal: '.' },
  { group: '', decimal: '.' },
  { group: '.', decimal: ',' },
  { group: '', decimal: ',' },
  { group: "'", decimal: '.' },
];

const unescaped = (text: string): string =>
  text.replaceAll(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gi, (_, unicode?: string, byte?: string, other?: string) =>
    other === undefined ? String.fromCharCode(Number.parseInt((unicode ?? byte)!, 16)) : other,
  );

/**
 * A number in our own notation, such as `1234.50`. Whatever the format says, forms keep numbers as they were typed, as they are displayed, or as
 * scripts write them: a German field may hold `5.25`, `5,25` or `€ 1.234,50`. Null for what is not a number, or could be two different ones,
 * such as `1.234`.
 */
export function readNumber(value: string, { group, decimal, prefix, suffix }: NumberFormat): string | null {
  const bare = [prefix, suffix].reduce((text, sign) => (sign.trim() ? text.replace(sign.trim(), '') : text), value);
  const text = bare
    .replaceAll(/[\s\p{Sc}]/gu, '')
    .replace(/^[\u2212\u2013]/, '-')
    .replace(/^\((.+)\)$/, '-$1');
  const readings = [plain(text), grouped(text, group, decimal)].filter((reading) => reading !== null);
  // If neither notation fits, the value may still be one that people write by hand and that has only one meaning.
  const [first = byHand(text)] = readings;
  return readings.every((reading) => reading === first) ? first : null;
}

/** Reads a number in the notation of scripts, such as `-1234.5`. */
function plain(text: string): string | null {
  const [, sign, whole = '', decimals = ''] = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  if (whole === '' && decimals === '') return null;
  return `${sign === '-' ? '-' : ''}${whole || '0'}${decimals && `.${decimals}`}`;
}

/** Reads a number with these separators and groups of three digits. */
function grouped(text: string, group: string, decimal: string): string | null {
  const [g, d] = [escaped(group), escaped(decimal)];
  const whole = group === '' ? '\\d+' : `[1-9]\\d{0,2}(?:${g}\\d{3})+|\\d+`;
  return new RegExp(`^[+-]?(?:${whole})(?:${d}\\d*)?$`).test(text)
    ? plain(text.replaceAll(group === '' ? /(?!)/g : group, '').replace(decimal, '.'))
    : null;
}

/** Reads a number with both separators, or with a comma that is not followed by exactly three digits. */
function byHand(text: string): string | null {
  const both = /[.,].*[.,]/.test(text) && new Set(text.match(/[.,]/g)).size === 2;
  const last = text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.';
  if (both) return grouped(text, last === ',' ? '.' : ',', last);
  return /^[+-]?\d+,(?:\d{1,2}|\d{4,})$/.test(text) ? plain(text.replace(',', '.')) : null;
}

const escaped = (text: string): string => text.replaceAll(/[.']/g, '\\$&');
