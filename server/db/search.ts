import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';

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

/** With more matches than this, it is quicker to walk through the list and look at each row. */
const MATCHES_MAX = 1_000;

/** Minimum length of a pattern that an index of trigrams can look up: three letters, as in `%abc%`. */
const PATTERN_MIN = 5;

/** What a list is searched by. */
export interface SearchTarget {
  /** The database's function that returns the ids of rows that match a pattern. */
  matches: 'matching_orders' | 'matching_invoices';
  id: RawBuilder<unknown>;
  /** Folded texts of the row that are searched. */
  texts: RawBuilder<unknown>[];
}

/**
 * Conditions for the rows of a list that contain a text: none, without a text. Few matches are found by an index, and listed by their ids.
 * Many are found while walking through the list, which is over as soon as a page is full.
 */
export async function searchConditions(
  tx: Tx,
  text: string | undefined,
  { matches, id, texts }: SearchTarget,
): Promise<RawBuilder<unknown>[]> {
  const wanted = text?.trim();
  if (!wanted) return [];
  const pattern = containing(wanted);
  if (pattern.length >= PATTERN_MIN) {
    const { rows } = await sql<{ ids: string[] }>`
      select array(select m from ${sql.raw(matches)}(${pattern}, ${sql.lit(MATCHES_MAX + 1)}) m) as ids
    `.execute(tx);
    const ids = rows[0]?.ids ?? [];
    if (ids.length <= MATCHES_MAX) return [sql`${id} = any(${ids}::uuid[])`];
  }
  // Of LIKE, the planner expects few rows to pass, and would sort the whole list. Of `coalesce` it expects every other row to pass, so it
  // walks through the list and stops when the page is full.
  return [
    sql`coalesce(${sql.join(
      texts.map((column) => sql`${column} like ${pattern}`),
      sql` or `,
    )}, false)`,
  ];
}
