/** Languages the API answers in and the elements bring words for. The first is the one that stands in for any other. */
export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

/** The language that serves a reader of a BCP 47 tag best: `en` for `en-GB`, and the default where nothing fits. */
export const languageOf = (tag: string): Language =>
  LANGUAGES.find((language) => language === tag.toLowerCase().split('-')[0]) ?? DEFAULT_LANGUAGE;
