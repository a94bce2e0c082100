import { type RawBuilder, sql } from 'kysely';
import { isStorable, isUuid } from '../http/input.ts';
import { invalidInput } from '../http/problem.ts';
import type { Tx } from './database.ts';

/*
 * Lists are read page by page with keyset pagination. A cursor holds the sort key and the id of the last row of a page, and the next page is
 * the rows after it, which an index finds at once. With OFFSET, the database would read and skip all pages before.
 *
 *     first page   … order by date desc, id desc limit 51
 *     next page    … where (date, id) < ('2026-11-24', '5f0c…') order by date desc, id desc limit 51
 *
 * One row more than the page is read, to know whether there is a next page.
 */

/** A column that a list can be sorted by. It is never null, and has an index together with the id. */
export interface SortColumn {
  column: RawBuilder<unknown>;
  type: keyof typeof IS_VALUE;
}

const MOMENT = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/;

/** Whether a text that comes from outside is a value of the type, as PostgreSQL writes it. */
const IS_VALUE = {
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text),
  timestamptz: (text: string) => MOMENT.test(text) && isDay(text.slice(0, 10)),
  numeric: (text: string) => /^-?\d{1,20}(\.\d{1,6})?$/.test(text),
  text: isStorable,
};

/** Whether the day exists in the calendar. PostgreSQL knows no year 0000. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !text.startsWith('0000') && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export interface PageQuery {
  /** Names the list and its order. A cursor is refused by every other one. */
  order: string;
  sort: SortColumn;
  direction: 'asc' | 'desc';
  /** Id of the row, which orders rows with the same key. */
  id: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  conditions: RawBuilder<unknown>[];
  /** The row as JSON. */
  item: RawBuilder<unknown>;
  limit: number;
  cursor: string | undefined;
}

/**
 * Reads one page of a list, as JSON text `{ items, cursor }`. It begins behind the row that the cursor names, so it costs the same however
 * far down the list it is.
 * @throws Problem 422 `?cursor` for something that is no cursor of this list.
 */
export async function pageJson(tx: Tx, page: PageQuery): Promise<string> {
  const { order, sort, direction, id, from, conditions, item, limit, cursor } = page;
  const behind = cursor === undefined ? [] : [behindRow(page, rowOf(cursor, order, sort))];
  const inOrder = (columns: RawBuilder<unknown>[]) =>
    sql.join(columns.map((column) => sql`${column} ${sql.raw(direction)}`));
  const { rows } = await sql<{ items: string; last: [key: string, id: string] | null }>`
    with page as materialized (
      select item, key, id, row_number() over (order by ${inOrder([sql`key`, sql`id`])}) as place from (
        select ${item} as item, ${sort.column} as key, ${id} as id from ${from} where ${sql.join([...conditions, ...behind], sql` and `)}
        order by ${inOrder([sort.column, id])} limit ${sql.lit(limit + 1)}
      ) rows
    )
    select
      coalesce(json_agg(item order by place) filter (where place <= ${sql.lit(limit)}), '[]')::text as items,
      (select json_build_array(key::text, id) from page where place = ${sql.lit(limit)} and exists (select from page where place > ${sql.lit(limit)})) as last
    from page
  `.execute(tx);
  const { items, last } = rows[0]!;
  return `{"items":${items},"cursor":${JSON.stringify(last && encodeCursor([order, ...last]))}}`;
}

function behindRow({ sort, direction, id }: PageQuery, [key, lastId]: [string, string]): RawBuilder<unknown> {
  const comparison = sql.raw(direction === 'asc' ? '>' : '<');
  return sql`(${sort.column}, ${id}) ${comparison} (${key}::${sql.raw(sort.type)}, ${lastId}::uuid)`;
}

/** The sort key and the id of the row that a cursor names. */
function rowOf(cursor: string, order: string, { type }: SortColumn): [key: string, id: string] {
  const [name, key, id] = decodeCursor(cursor);
  if (name !== order || typeof key !== 'string' || !IS_VALUE[type](key) || !isUuid(id)) throw invalidCursor();
  return [key, id];
}

/** 422 for a text that is not a cursor of this list. */
export const invalidCursor = () =>
  invalidInput([{ field: '?cursor', code: 'invalid_value', message: 'Not a cursor of this list.' }]);

/** Encodes the parts of a cursor as an opaque text. */
export const encodeCursor = (parts: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(parts)).toString('base64url');

/** The parts of a cursor, which the caller has to check. Empty for a text that is not a cursor at all. */
export function decodeCursor(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
