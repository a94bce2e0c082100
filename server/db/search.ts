import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';
import { containing } from './fold.ts';

/** Beyond so many matches it is quicker to walk through the list and look at each row. */
const MATCHES_MAX = 1_000;

/** An index of trigrams cannot find less than one: `%ab%`. */
const PATTERN_MIN = 5;

export interface Searched {
  /** What gives the ids of rows that match a pattern. */
  matches: 'matching_orders' | 'matching_invoices';
  id: RawBuilder<unknown>;
  /** Folded texts it looks through. */
  texts: RawBuilder<unknown>[];
}

/** Conditions for the rows of a list that contain the text, so that few are found by an index and many while walking through the list. */
export async function searched(
  tx: Tx,
  text: string | undefined,
  { matches, id, texts }: Searched,
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
  // The planner takes `coalesce` to hold for every other row, and so stops early instead of sorting all; of LIKE it expects few to pass.
  return [
    sql`coalesce(${sql.join(
      texts.map((column) => sql`${column} like ${pattern}`),
      sql` or `,
    )}, false)`,
  ];
}
