import { type RawBuilder, sql } from 'kysely';
import { TICKET_CATEGORIES, TICKET_PRIORITIES, TICKET_STATUSES } from '../../../src/contract/tickets.limits.ts';

export type Direction = 'asc' | 'desc';

export type Dimension = keyof typeof DIMENSIONS;

const numbers = (count: number) =>
  sql`select v::smallint as value, v::text collate "C" as rank from generate_series(0, ${sql.lit(count - 1)}) v`;

/** Names of employees fold in the database: there are few, and no column holds their key. */
export const foldedName = (column: string) =>
  sql<string>`lower(regexp_replace(normalize(${sql.ref(column)}, NFKD), '[\u0300-\u036f]', '', 'g')) collate "C"`;

/** A column tickets are put in lanes by, and its values with their rank; without a value, they come last. */
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
  assignee: {
    column: sql.ref('t.assignee_id'),
    nullable: true,
    values: sql`
      select id as value, ${foldedName('name')} || chr(1) || id as rank
      from users where role = 'staff' union all select null, chr(65533)
    `,
  },
} as const;

/** What rows are ordered by inside a lane, and how a place in that order goes into a cursor and back. */
export interface RowOrder {
  column: RawBuilder<unknown>;
  /** Type of the cursor's value. */
  type: 'string' | 'number';
  toKey(key: RawBuilder<unknown>): RawBuilder<string | number>;
  fromKey(key: RawBuilder<unknown>): RawBuilder<unknown>;
  least: RawBuilder<unknown>;
  greatest: RawBuilder<unknown>;
}

const moment = (column: string): RowOrder => ({
  column: sql.ref(`t.${column}`),
  type: 'number',
  // Microseconds: PostgreSQL has them, and two tickets may differ in nothing else.
  toKey: (key) => sql`(extract(epoch from ${key}) * 1000000)::bigint`,
  fromKey: (key) => sql`timestamptz 'epoch' + ${key}::bigint * interval '1 microsecond'`,
  least: sql`timestamptz '-infinity'`,
  greatest: sql`timestamptz 'infinity'`,
});

export const ROW_ORDERS = {
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
