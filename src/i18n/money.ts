import { AMOUNT_LOCALES, type Language, type LanguageTag } from '../contract/language.ts';
import type { Amount, Decimal } from '../contract/money.ts';

// Formats take decimal strings as they are: no float comes in between.

const euros = new Map<LanguageTag, Intl.NumberFormat>();
const figures = new Map<LanguageTag, Intl.NumberFormat>();

function kept(
  formats: Map<LanguageTag, Intl.NumberFormat>,
  language: LanguageTag,
  options: Intl.NumberFormatOptions,
): Intl.NumberFormat {
  const format =
    formats.get(language) ?? new Intl.NumberFormat(AMOUNT_LOCALES[language as Language] ?? language, options);
  formats.set(language, format);
  return format;
}

/** `1.234,50 €`, `€1,234.50` */
export const money = (language: LanguageTag, amount: Amount): string =>
  kept(euros, language, { style: 'currency', currency: 'EUR' }).format(amount as Intl.StringNumericLiteral);

/** `1,5` for a quantity or a percentage. */
export const decimal = (language: LanguageTag, figure: Decimal): string =>
  kept(figures, language, { maximumFractionDigits: 3 }).format(figure as Intl.StringNumericLiteral);
