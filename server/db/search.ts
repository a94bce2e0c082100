/**
 * Folds a text to what it is searched and sorted by: without accents, in lower case, `ß` as `ss`. Columns named `…_key` and `search_text`
 * hold folded text, because the embedded database cannot sort by the rules of a language.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** A LIKE pattern for folded text that contains `text`. */
export function containing(text: string): string {
  return `%${fold(text).replace(/[\\%_]/g, '\\$&')}%`;
}
