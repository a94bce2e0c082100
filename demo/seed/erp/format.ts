import type { Amount, Decimal } from '../../../src/contract/money.ts';

/** `1234.50` → `1.234,50`, exactly. */
export function formatAmount(amount: Amount): string {
  const [whole = '', cents = ''] = amount.replace('-', '').split('.');
  return `${amount.startsWith('-') ? '–' : ''}${whole.replace(/\B(?=(\d{3})+$)/g, '.')},${cents}`;
}

/** `2.50` → `2,5` */
export const formatFigure = (figure: Decimal): string =>
  (figure.includes('.') ? figure.replace(/\.?0+$/, '') : figure).replace('.', ',');

/** `2026-11-24` → `24.11.2026` */
export const formatDay = (day: string): string => day.split('-').reverse().join('.');
