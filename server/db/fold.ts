/**
 * Text as it is searched and sorted by: without accents, in lower case, `ß` as `ss`. What columns named `…_key` and `search_text` hold,
 * because the embedded database knows no languages.
 */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** A LIKE pattern for folded text that contains `text`. */
export function containing(text: string): string {
  return `%${fold(text).replace(/[\\%_]/g, '\\$&')}%`;
}
