import type { LanguageTag } from '../contract/language.ts';

/** The name of a language in itself: `Deutsch`, `English`. */
export function languageName(tag: LanguageTag): string {
  const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
