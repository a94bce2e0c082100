import type { Amount, Decimal } from '../contract/money.ts';
import type { Language } from './locale.ts';

// Formats take decimal strings as they are: no float comes in between.

/** As commercial papers in German have it, with the sign behind; de-AT would put it in front. */
const LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };
const euros = new Map<Language, Intl.NumberFormat>();
const figures = new Map<Language, Intl.NumberFormat>();

function kept(
  formats: Map<Language, Intl.NumberFormat>,
  language: Language,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const format = formats.get(language) ?? new Intl.NumberFormat(LOCALES[language], options);
  formats.set(language, format);
  return format;
}

/** `1.234,50 €`, `€1,234.50` */
export const money = (language: Language, amount: Amount): string =>
  kept(euros, language, { style: 'currency', currency: 'EUR' }).format(amount as Intl.StringNumericLiteral);

/** `1,5` for a quantity or a percentage. */
export const decimal = (language: Language, figure: Decimal): string =>
  kept(figures, language, { maximumFractionDigits: 3 }).format(figure as Intl.StringNumericLiteral);
