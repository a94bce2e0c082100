import { type RawBuilder, sql } from 'kysely';
import {
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketFilers,
  type TicketSort,
  type TicketStatus,
} from '../../../src/contract/tickets.limits.ts';
import type { TicketQuery } from '../../../src/contract/tickets.ts';
import { decodeCursor, encodeCursor, invalidCursor } from '../../db/keyset.ts';
import { isStorable, isUuid } from '../../http/input.ts';
import type { UserActor } from '../identity/actor.ts';
import { visibleCompanies } from '../identity/visibility.ts';
import { statusNumber } from './tickets.store.ts';

/*
 * The list of tickets is merged from sorted partitions: sets of tickets with the same company, the same status, the same assignee and so on,
 * each of which an index delivers in order. A page reads no more rows from each partition than it has itself, so it costs the same among a
 * thousand tickets as among a million. Everything a caller can ask for is expressed in partitions:
 *
 * - visibility and filters say which partitions there are (`restrict`),
 * - groups, and sorting by a column with few values, put partitions one after the other (`direction`, `rank`),
 * - all other sorting is the order of the rows within partitions, which then are merged (`RowOrder`).
 *
 * For instance, a customer's list sorted by status is one partition for each pair of their company and a status; ranked by status, and within
 * each by the time of the last change. A cursor is the rank of the partition and the sort key of the row at which a page ended.
 */

type SortDirection = 'asc' | 'desc';

/** A column with few values, by which tickets are partitioned. */
type Dimension = keyof typeof DIMENSIONS;

const numbers = (count: number) =>
  sql`select v::smallint as value, v::text collate "C" as rank from generate_series(0, ${sql.lit(count - 1)}) v`;

/** A sort key for names of employees. It is computed by the database, because they are few and no column holds it. */
export const foldedName = (column: string) =>
  sql<string>`lower(regexp_replace(normalize(${sql.ref(column)}, NFKD), '[\u0300-\u036f]', '', 'g')) collate "C"`;

const users = (condition: RawBuilder<unknown>) => sql`
  select id as value, ${foldedName('name')} || chr(1) || id as rank from users where ${condition} union all select null, chr(65533)
`;

/** The column of each dimension, and its values with their ranks. Tickets without a value come last. */
export const DIMENSIONS = {
  status: { column: sql.ref('t.status'), nullable: false, values: numbers(TICKET_STATUSES.length) },
  priority: { column: sql.ref('t.priority'), nullable: false, values: numbers(TICKET_PRIORITIES.length) },
  category: {
    column: sql.ref('t.category'),
    nullable: false,
    values: sql`select value, position::text collate "C" as rank from unnest(array[${sql.join(TICKET_CATEGORIES.map((c) => sql.lit(c)))}]) with ordinality c(value, position)`,
  },
  company: {
    column: sql.ref('t.company_id'),
    nullable: true,
    values: sql`select id as value, name_key collate "C" || chr(1) || id as rank from companies union all select null, chr(65533)`,
  },
  assignee: { column: sql.ref('t.assignee_id'), nullable: true, values: users(sql`role = 'staff'`) },
  filer: { column: sql.ref('t.created_by'), nullable: true, values: users(sql`true`) },
} as const;

/** What rows within a partition are sorted by, and how a sort key is written into a cursor and read from it. */
interface RowOrder {
  column: RawBuilder<unknown>;
  /** Type of the key in the cursor's JSON. */
  type: 'string' | 'number';
  toKey(key: RawBuilder<unknown>): RawBuilder<string | number>;
  fromKey(key: RawBuilder<unknown>): RawBuilder<unknown>;
  least: RawBuilder<unknown>;
  greatest: RawBuilder<unknown>;
}

const moment = (column: string): RowOrder => ({
  column: sql.ref(`t.${column}`),
  type: 'number',
  // In microseconds, as PostgreSQL keeps it: two tickets may differ in nothing else.
  toKey: (key) => sql`(extract(epoch from ${key}) * 1000000)::bigint`,
  fromKey: (key) => sql`timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond'`,
  least: sql`timestamptz '-infinity'`,
  greatest: sql`timestamptz 'infinity'`,
});

const ROW_ORDERS = {
  changed: moment('changed_at'),
  created: moment('created_at'),
  number: {
    column: sql.ref('t.number_key'),
    type: 'number',
    toKey: (key) => sql`${key}`,
    fromKey: (key) => sql`${key}::bigint`,
    least: sql`-1::bigint`,
    greatest: sql`9223372036854775807`,
  },
  subject: {
    column: sql.ref('t.subject_key'),
    type: 'string',
    toKey: (key) => sql`${key}`,
    fromKey: (key) => sql`${key}::text`,
    least: sql`''`,
    greatest: sql`chr(1114111)`,
  },
} as const satisfies Record<string, RowOrder>;

/** Partitions by one dimension. */
export interface Partitioning {
  dimension: Dimension;
  /** SQL of rows (value), or (value, rank) if the partitions have an order. */
  values: RawBuilder<unknown>;
  /** The order of the partitions; without one, their rows are merged. */
  direction: SortDirection | undefined;
  /** Whether there is a partition of tickets without a value. */
  hasNull: boolean;
}

/** How a list is put together. */
export interface ListPlan {
  partitionings: Partitioning[];
  /** Conditions for all rows, which no partition says. */
  conditions: RawBuilder<boolean>[];
  row: RowOrder;
  direction: SortDirection;
  /** Name of the order, for cursors. */
  order: string;
}

/** The partitions and the order of the list that somebody asks for. */
export function planList(query: TicketQuery, actor: UserActor): ListPlan {
  const sort = query.sort ?? 'changed';
  const direction = query.direction ?? (sort === 'changed' || sort === 'created' || sort === 'number' ? 'desc' : 'asc');
  const directions = new Map<Dimension, SortDirection>();
  if (query.group) directions.set(query.group, 'asc');
  // If the partitions are what is sorted, the last change comes first within each, whatever the direction.
  const sortsPartitions = isDimension(sort);
  if (sortsPartitions) directions.set(sort, direction);
  const row = sortsPartitions ? ROW_ORDERS.changed : ROW_ORDERS[sort];
  const restrictions = restrict(query, actor);
  const filers = query.filedBy && filersOf(query.filedBy, actor);
  // The indexes by filer are in the order of changes. For another order, each of many colleagues would cost a walk through all tickets.
  const filersApart = filers && row === ROW_ORDERS.changed;
  if (filersApart) restrictions.set('filer', filers);
  const dimensions = new Set([...directions.keys(), ...restrictions.keys()]);
  return {
    partitionings: [...dimensions].map((dimension) => ({
      dimension,
      values: valuesOf(dimension, restrictions.get(dimension), directions.has(dimension)),
      direction: directions.get(dimension),
      hasNull: DIMENSIONS[dimension].nullable && !restrictions.get(dimension),
    })),
    conditions: filers && !filersApart ? [sql`t.created_by = any(${filers})`] : [],
    row,
    direction: sortsPartitions ? 'desc' : direction,
    order: `${query.group ?? ''} ${sort} ${direction}`,
  };
}

function isDimension(sort: TicketSort): sort is TicketSort & Dimension {
  return sort in DIMENSIONS;
}

/** The values of each dimension that are asked for and allowed, as SQL of an array; `null` for tickets without a value. */
function restrict(
  { status, company, assignee }: TicketQuery,
  actor: UserActor,
): Map<Dimension, RawBuilder<unknown> | null> {
  const restrictions = new Map<Dimension, RawBuilder<unknown> | null>();
  if (status !== undefined)
    restrictions.set(
      'status',
      sql`${[...new Set(status.split(','))].map((s) => statusNumber(s as TicketStatus))}::smallint[]`,
    );
  if (assignee !== undefined)
    restrictions.set('assignee', assignee === 'none' ? null : sql`array[${assignee}]::uuid[]`);
  const visible = visibleCompanies(actor);
  if (visible !== 'all') {
    restrictions.set(
      'company',
      company === undefined ? visible : sql`array(select unnest(${visible}) intersect select ${company}::uuid)`,
    );
  } else if (company !== undefined) restrictions.set('company', sql`array[${company}]::uuid[]`);
  return restrictions;
}

/** SQL of an array of the users who are meant. */
const filersOf = (filedBy: TicketFilers, { id, company }: UserActor): RawBuilder<unknown> =>
  filedBy === 'me'
    ? sql`array[${id}]::uuid[]`
    : sql`array(select id from users where id <> ${id}::uuid and company_id is not distinct from ${company?.id ?? null}::uuid)`;

/** The values of a dimension, or those of them that are wanted; with ranks only if the partitions have an order. */
function valuesOf(
  dimension: Dimension,
  wanted: RawBuilder<unknown> | null | undefined,
  ranked: boolean,
): RawBuilder<unknown> {
  const all = DIMENSIONS[dimension].values;
  if (wanted === undefined) return all;
  if (wanted === null)
    return ranked ? sql`select * from (${all}) a where value is null` : sql`select null::uuid as value`;
  return ranked ? sql`select * from (${all}) a where value = any(${wanted})` : sql`select unnest(${wanted}) as value`;
}

/** Where a page ended: the position of its last row in the order of the list. */
export interface ListCursor {
  /** The ranks of the row's partition, one for each dimension that has an order. */
  ranks: string[];
  /** The sort key of the row: a text, a moment in microseconds, or a number. */
  key: string | number;
  id: string;
}

/** Writes a cursor as an opaque text. It contains the name of the order, because it would be meaningless in another one. */
export function writeCursor({ ranks, key, id }: ListCursor, order: string): string {
  return encodeCursor([order, ranks, key, id]);
}

/** 422 `invalid_value` for anything but a cursor of the same order. */
export function readCursor(
  text: string,
  expected: { order: string; ranks: number; key: 'string' | 'number' },
): ListCursor {
  const [order, ranks, key, id] = decodeCursor(text);
  const isKey = (value: unknown): value is string | number =>
    expected.key === 'number' ? Number.isSafeInteger(value) : isStorable(value);
  if (
    order === expected.order &&
    Array.isArray(ranks) &&
    ranks.length === expected.ranks &&
    ranks.every(isStorable) &&
    isKey(key) &&
    isUuid(id)
  )
    return { ranks, key, id };
  throw invalidCursor();
}
