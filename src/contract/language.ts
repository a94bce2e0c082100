/** Languages the API answers in and the elements bring words for. The first is the one that stands in for any other. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** BCP 47 tag of a language that somebody reads: any, for a page may bring words for more than `LANGUAGES`. */
export type LanguageTag = string;

export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

/** Whose dates `Intl` writes in each language. */
export const DATE_LOCALES: Record<Language, string> = { de: 'de-AT', en: 'en-GB' };

/** Whose amounts: in German as commercial papers have them, with the sign behind; de-AT would put it in front. */
export const AMOUNT_LOCALES: Record<Language, string> = { de: 'de-DE', en: 'en-GB' };

/** The language that serves a reader of a BCP 47 tag best: `en` for `en-GB`, and the default where nothing fits. */
export const languageOf = (tag: LanguageTag): Language =>
  LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]) ?? DEFAULT_LANGUAGE;
