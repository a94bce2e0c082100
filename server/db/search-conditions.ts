import { type RawBuilder, sql } from 'kysely';
import type { Tx } from './database.ts';
import { containing } from './search.ts';
import { amountIn, daysIn } from './typed-values.ts';

/** With more matches than this, it is quicker to walk through the list and look at each row. */
const MATCHES_MAX = 1_000;

/** Minimum length of a pattern that an index of trigrams can look up: three letters, as in `%abc%`. */
const PATTERN_MIN = 5;

/** What a list is searched by. */
export interface SearchTarget {
  table: 'orders' | 'invoices';
  /** Name of the row in the list's query. */
  alias: string;
  /** Folded texts of the row that are searched. */
  texts: RawBuilder<unknown>[];
  /** Columns with calendar days, and with amounts. */
  days: readonly string[];
  amounts: readonly string[];
}

/**
 * Conditions for the rows of a list that contain a text, or a day or an amount that the text names: none, without a text. Few matches are found by
 * an index, and listed by their ids. Many are found while walking through the list, which is over as soon as a page is full.
 * @param isVisible SQL condition that the row may be seen.
 */
export async function searchConditions(
  tx: Tx,
  text: string | undefined,
  { table, alias, texts, days, amounts }: SearchTarget,
  { isVisible, now }: { isVisible: RawBuilder<boolean>; now: Date },
): Promise<RawBuilder<unknown>[]> {
  const wanted = text?.trim();
  if (!wanted) return [];
  const id = sql.ref(`${alias}.id`);
  const pattern = containing(wanted);
  const named = namedValues(wanted, now, { days: days.map(of), amounts: amounts.map(of) });
  if (pattern.length >= PATTERN_MIN) {
    const most = sql.lit(MATCHES_MAX + 1);
    const { rows } = await sql<{ ids: string[] }>`
      select array(
        select m from ${sql.raw(`matching_${table}`)}(${pattern}, ${most}) m
        ${named.length ? sql`union (select ${id} from ${sql.table(table)} ${sql.ref(alias)} where ${isVisible} and ${anyOf(named)} limit ${most})` : sql``}
      ) as ids
    `.execute(tx);
    const ids = rows[0]?.ids ?? [];
    if (ids.length <= MATCHES_MAX) return [sql`${id} = any(${ids}::uuid[])`];
  }
  // Of LIKE, the planner expects few rows to pass, and would sort the whole list. Of `coalesce` it expects every other row to pass, so it
  // walks through the list and stops when the page is full.
  return [sql`coalesce(${anyOf([...texts.map((column) => sql`${column} like ${pattern}`), ...named])}, false)`];

  function of(column: string): RawBuilder<unknown> {
    return sql.ref(`${alias}.${column}`);
  }
}

const anyOf = (conditions: RawBuilder<unknown>[]): RawBuilder<unknown> => sql`(${sql.join(conditions, sql` or `)})`;

/** Conditions for rows with a day or an amount that a text names. The sign of an amount does not matter: credit notes have negative ones. */
function namedValues(
  text: string,
  now: Date,
  { days, amounts }: { days: RawBuilder<unknown>[]; amounts: RawBuilder<unknown>[] },
): RawBuilder<unknown>[] {
  const amount = amountIn(text);
  return [
    ...daysIn(text, now).flatMap(({ from, to }) =>
      days.map((column) => sql`${column} between ${from}::date and ${to}::date`),
    ),
    ...(amount
      ? amounts.flatMap((column) => [
          sql`${column} >= ${amount.from}::numeric and ${column} < ${amount.below}::numeric`,
          sql`${column} <= -${amount.from}::numeric and ${column} > -${amount.below}::numeric`,
        ])
      : []),
  ];
}
