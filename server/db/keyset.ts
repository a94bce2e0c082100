import { type RawBuilder, sql } from 'kysely';
import { isUuid } from '../http/input.ts';
import { invalidInput } from '../http/problem.ts';
import type { Tx } from './database.ts';

/** What a list can be sorted by: a column that is never null, and indexed together with the id. */
export interface SortColumn {
  column: RawBuilder<unknown>;
  type: keyof typeof KEYS;
}

const MOMENT = /^\d{4}-\d\d-\d\d (?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d{1,6})?[+-](?:0\d|1[0-4])(?::[0-5]\d)?$/;

/** Whether text from outside is a value of a type, as PostgreSQL writes it. */
const KEYS = {
  date: (text: string) => /^\d{4}-\d\d-\d\d$/.test(text) && isDay(text),
  timestamptz: (text: string) => MOMENT.test(text) && isDay(text.slice(0, 10)),
  numeric: (text: string) => /^-?\d{1,20}(\.\d{1,6})?$/.test(text),
  // Neither NUL nor halves of surrogate pairs: PostgreSQL takes none.
  text: (text: string) => text.isWellFormed() && !text.includes('\0'),
};

/** To PostgreSQL there is no year 0000. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !text.startsWith('0000') && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

export interface ListPage {
  /** Of this list in this order: a cursor of another one points nowhere. */
  order: string;
  sort: SortColumn;
  direction: 'asc' | 'desc';
  /** Of the row, for rows with the same key. */
  id: RawBuilder<unknown>;
  from: RawBuilder<unknown>;
  conditions: RawBuilder<unknown>[];
  /** The row as JSON. */
  item: RawBuilder<unknown>;
  limit: number;
  cursor: string | undefined;
}

/** One page of a list as JSON text, `{ items, cursor }`. However far down, it costs no more than the first one. 422 `?cursor` for that of another list. */
export async function pageJson(tx: Tx, page: ListPage): Promise<string> {
  const { order, sort, direction, id, from, conditions, item, limit, cursor } = page;
  const place = cursor === undefined ? [] : [beyond(page, decode(cursor, order, sort))];
  const inOrder = (columns: RawBuilder<unknown>[]) =>
    sql.join(columns.map((column) => sql`${column} ${sql.raw(direction)}`));
  const { rows } = await sql<{ items: string; last: [key: string, id: string] | null }>`
    with page as materialized (
      select item, key, id, row_number() over (order by ${inOrder([sql`key`, sql`id`])}) as place from (
        select ${item} as item, ${sort.column} as key, ${id} as id from ${from} where ${sql.join([...conditions, ...place], sql` and `)}
        order by ${inOrder([sort.column, id])} limit ${sql.lit(limit + 1)}
      ) rows
    )
    select
      coalesce(json_agg(item order by place) filter (where place <= ${sql.lit(limit)}), '[]')::text as items,
      (select json_build_array(key::text, id) from page where place = ${sql.lit(limit)} and exists (select from page where place > ${sql.lit(limit)})) as last
    from page
  `.execute(tx);
  const { items, last } = rows[0]!;
  return `{"items":${items},"cursor":${JSON.stringify(last && encode(order, last))}}`;
}

function beyond({ sort, direction, id }: ListPage, [key, lastId]: [string, string]): RawBuilder<unknown> {
  const comparison = sql.raw(direction === 'asc' ? '>' : '<');
  return sql`(${sort.column}, ${id}) ${comparison} (${key}::${sql.raw(sort.type)}, ${lastId}::uuid)`;
}

const encode = (order: string, place: [string, string]): string =>
  Buffer.from(JSON.stringify([order, ...place])).toString('base64url');

function decode(cursor: string, order: string, { type }: SortColumn): [string, string] {
  const [name, key, id] = parsed(cursor);
  if (name !== order || typeof key !== 'string' || !KEYS[type](key) || !isUuid(id))
    throw invalidInput([{ field: '?cursor', code: 'invalid_value', message: 'Not a cursor of this list.' }]);
  return [key, id];
}

function parsed(cursor: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
