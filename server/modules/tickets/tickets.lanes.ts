import { type RawBuilder, sql } from 'kysely';
import type { TicketSort, TicketStatus } from '../../../src/contract/tickets.limits.ts';
import type { TicketQuery } from '../../../src/contract/tickets.ts';
import type { VisibleCompanies } from '../identity/visibility.ts';
import { DIMENSIONS, type Dimension, type Direction, ROW_ORDERS, type RowOrder } from './tickets.order.ts';
import { statusNumber } from './tickets.words.ts';

/**
 * The list is merged from **lanes**: tickets that share a company, a status, an assignee …, which an index delivers in order. A page takes
 * no more than its own length from each lane, so it costs the same with a thousand tickets and with a million. Visibility, filters, groups,
 * and sorting by what few tickets differ in, are all lanes.
 */
export interface Lane {
  dimension: Dimension;
  /** Rows of (value), or (value, rank) when lanes have an order. */
  values: RawBuilder<unknown>;
  /** Lanes in this order, one after the other; without it they are merged. */
  direction: Direction | undefined;
  /** Whether there is a lane for tickets without a value. */
  empty: boolean;
}

/** How a list is put together. */
export interface Plan {
  lanes: Lane[];
  row: RowOrder;
  direction: Direction;
  /** Names the order, for cursors. */
  order: string;
}

/** The lanes and the order of a list for somebody who sees these companies. */
export function planList(query: TicketQuery, visible: VisibleCompanies): Plan {
  const sort = query.sort ?? 'changed';
  const direction = query.direction ?? (sort === 'changed' || sort === 'created' || sort === 'number' ? 'desc' : 'asc');
  const directions = new Map<Dimension, Direction>();
  if (query.group) directions.set(query.group, 'asc');
  // Within a lane the newest change comes first, whichever way the lanes go.
  const byLane = isDimension(sort);
  if (byLane) directions.set(sort, direction);
  const restrictions = restrict(query, visible);
  const dimensions = new Set([...directions.keys(), ...restrictions.keys()]);
  return {
    lanes: [...dimensions].map((dimension) => ({
      dimension,
      values: valuesOf(dimension, restrictions.get(dimension), directions.has(dimension)),
      direction: directions.get(dimension),
      empty: DIMENSIONS[dimension].nullable && !restrictions.get(dimension),
    })),
    row: byLane ? ROW_ORDERS.changed : ROW_ORDERS[sort],
    direction: byLane ? 'desc' : direction,
    order: `${query.group ?? ''} ${sort} ${direction}`,
  };
}

function isDimension(sort: TicketSort): sort is TicketSort & Dimension {
  return sort in DIMENSIONS;
}

/** Which values of a dimension are asked for and allowed, as SQL of an array; `null` for those without a value. */
function restrict(
  { status, company, assignee }: TicketQuery,
  visible: VisibleCompanies,
): Map<Dimension, RawBuilder<unknown> | null> {
  const restrictions = new Map<Dimension, RawBuilder<unknown> | null>();
  if (status !== undefined)
    restrictions.set(
      'status',
      sql`${[...new Set(status.split(','))].map((s) => statusNumber(s as TicketStatus))}::smallint[]`,
    );
  if (assignee !== undefined)
    restrictions.set('assignee', assignee === 'none' ? null : sql`array[${assignee}]::uuid[]`);
  if (visible !== 'all') {
    restrictions.set(
      'company',
      company === undefined ? visible : sql`array(select unnest(${visible}) intersect select ${company}::uuid)`,
    );
  } else if (company !== undefined) restrictions.set('company', sql`array[${company}]::uuid[]`);
  return restrictions;
}

/** The values of a dimension, or of these those that are wanted. Ranks only where lanes have an order. */
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
