import { type Alignment, FORMAT_MAX, TICK_SHAPES, type TickShape } from './documents.limits.ts';
import type { DocumentField } from './documents.ts';

// How values are written in a document. Browser and server share it, so that the screen shows what the PDF will contain.

/** A day `YYYY-MM-DD` in a format of `d dd m mm yy yyyy` and separators. */
export function formatDay(day: string, format: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    mm: month,
    m: String(Number(month)),
    dd: date,
    d: String(Number(date)),
  };
  return format.replaceAll(/yyyy|yy|mm?|dd?/gi, (part) => parts[part.toLowerCase()]!);
}

/** The shape that marks a chosen `checkbox` or `radio`. */
export const tickShapeOf = ({ type, format }: Pick<DocumentField, 'type' | 'format'>): TickShape =>
  TICK_SHAPES.find((shape) => shape === format) ?? (type === 'radio' ? 'dot' : 'check');

/** Index of the comb's cell that holds the first character, counted from 0. */
export function firstCell(length: number, cells: number, alignment: Alignment): number {
  const free = Math.max(cells - length, 0);
  return alignment === 'right' ? free : alignment === 'center' ? Math.floor(free / 2) : 0;
}

/** The parts of a number format: separators, minimum of decimals, and the text before and after the number. */
export interface NumberFormat {
  /** Separator of thousands; empty for none. */
  group: '' | '.' | ',' | "'" | ' ';
  decimal: '.' | ',';
  decimals: number;
  prefix: string;
  suffix: string;
}

const NUMBER = /^(?<prefix>[^#0]*)(?:#(?<group>[.,' ])##)?0(?:(?<decimal>[.,])(?<decimals>0+))?(?<suffix>[^#0]*)$/;

/** Writes a number format such as `#.##0,00 €`; null when it is longer than a field's format may be. */
export function writeNumberFormat({ group, decimal, decimals, prefix, suffix }: NumberFormat): string | null {
  const whole = group === '' ? '0' : `#${group}##0`;
  const format = `${prefix}${whole}${decimals > 0 ? decimal + '0'.repeat(decimals) : ''}${suffix}`;
  return format.length <= FORMAT_MAX && NUMBER.test(format) ? format : null;
}

/**
 * Digits with a point and decimals as a format has them. No decimal that was filled in is cut off. Without a format as people here write it: a comma, and
 * no thousands apart.
 */
export function formatNumber(number: string, format: string | null): string {
  const given = NUMBER.exec(format ?? '')?.groups;
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(number) ?? [];
  if (whole === '') return number;
  const { prefix = '', group = '', suffix = '' } = given ?? {};
  // Where the format has no decimals, a comma separates them unless it separates thousands.
  const decimal = given?.['decimal'] ?? (group === ',' || group === "'" ? '.' : ',');
  const padded = decimals.padEnd(given?.['decimals']?.length ?? 0, '0');
  const grouped = group === '' ? whole : whole.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, group);
  return `${prefix}${sign}${grouped}${padded === '' ? '' : decimal + padded}${suffix}`;
}
