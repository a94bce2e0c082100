/** Languages of the API and of the elements' own texts. The first is used for all languages that are not listed. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** BCP 47 tag of a language that somebody reads: any, for a page may bring words for more than `LANGUAGES`. */
export type LanguageTag = string;

export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

/** The locale in which `Intl` writes dates, by language. */
export const DATE_LOCALES: Record<Language, string> = { de: 'de-AT', en: 'en-GB' };

/**
 * The locale in which `Intl` writes amounts, by language. German as in commercial documents, with the currency sign at the end; de-AT would put it in
 * front.
 */
export const AMOUNT_LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** The language that serves a reader of a BCP 47 tag best: `en` for `en-GB`, and the default where nothing fits. */
export const languageOf = (tag: LanguageTag): Language =>
  LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]) ?? DEFAULT_LANGUAGE;
