import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';
import { isVisible } from '../identity/visibility.ts';
import type { Cursor } from './tickets.cursor.ts';
import type { Lane, Plan } from './tickets.lanes.ts';
import { DIMENSIONS } from './tickets.order.ts';
import { priorityWordOf, statusWordOf } from './tickets.words.ts';

export interface PageRequest {
  plan: Plan;
  /** A LIKE pattern for folded text. */
  search: string | undefined;
  after: Cursor | undefined;
  limit: number;
}

// Beyond so many matches it is quicker to walk through the list and look at each ticket.
const MATCHES_MAX = 5_000;

// An index of trigrams cannot find less than one: `%ab%`.
const PATTERN_MIN = 5;

/** One page as JSON text of TicketSummary[], and where it ended when more follow. */
export async function listPage(
  tx: Tx,
  actor: UserActor,
  request: PageRequest,
): Promise<{ items: string; last: Cursor | null }> {
  const { plan, search } = request;
  const limit = sql.lit(request.limit);
  const indexed = search !== undefined && search.length >= PATTERN_MIN;
  const { rows } = await sql<{ items: string; last: Cursor | null }>`
    with ${indexed ? sql`found as materialized (${matches(search)}),` : sql``}
    page as materialized (${pageOf(actor, request, indexed)})
    select
      (
        select coalesce(json_agg(item), '[]')::text
        from (
          select
            t.id, t.number, t.subject, t.category, ${priorityWordOf(sql.ref('t.priority'))} as priority, ${statusWordOf(sql.ref('t.status'))} as status,
            c as company, u as assignee, t.created_at as "createdAt", t.changed_at as "changedAt",
            t.changed_by is distinct from ${actor.id}::uuid and t.changed_at > coalesce(r.read_at, '-infinity') as unread
          from page p
            join tickets t on t.id = p.id
            left join (select id, name from companies) c on c.id = t.company_id
            left join (select id, name from users) u on u.id = t.assignee_id
            left join read_marks r on r.user_id = ${actor.id}::uuid and r.record_kind = 'ticket' and r.record_id = t.id
          where p.place <= ${limit}
          order by p.place
        ) item
      ) as items,
      (
        select json_build_object('ranks', ranks, 'key', ${plan.row.toKey(sql.ref('key'))}, 'id', id)
        from page
        where place = ${limit} and exists (select from page where place > ${limit})
      ) as last
  `.execute(tx);
  return rows[0]!;
}

/** Ids of the tickets a pattern matches, and one more than are worth to be listed. */
function matches(pattern: string): RawBuilder<unknown> {
  return sql`select id from matching_tickets(${pattern}, ${sql.lit(MATCHES_MAX + 1)}) m(id)`;
}

/** Ids of a page and one row more, with their place in it. */
function pageOf(actor: UserActor, { plan, search, after, limit }: PageRequest, indexed: boolean): RawBuilder<unknown> {
  const lanes = plan.lanes.map((lane, index) => ({ ...lane, alias: `lane${index}` }));
  const ranked = lanes.filter((lane) => lane.direction !== undefined);
  const direction = sql.raw(plan.direction);
  const count = sql.lit(limit + 1);

  // Where there is a lane for each company the actor sees, its company is all that is left to ask about.
  const company = lanes.find(({ dimension }) => dimension === 'company');
  const conditions = [
    isVisible('ticket', 't', actor, company && sql`array[${sql.ref(`${company.alias}.value`)}]`),
    ...(after ? [beyond(plan, after, ranked.map(rank))] : []),
  ];
  const lanesFrom = ranked.length > 0 && after ? [notBefore(ranked, after)] : [];
  const row = sql`t.id, ${plan.row.column} as key`;
  const order = sql`key ${direction}, id ${direction}`;

  const walked = (further: RawBuilder<unknown>[]) =>
    sql.join(
      combinations(lanes).map(
        (same) =>
          sql`(select ${row} from tickets t where ${all([...same, ...conditions, ...further])} order by ${order} limit ${count})`,
      ),
      sql` union all `,
    );
  const few = sql`(select count(*) from found) <= ${sql.lit(MATCHES_MAX)}`;
  // The planner takes `coalesce` to hold for every other ticket, and so stops early instead of sorting all; of LIKE it expects few to pass.
  const like = sql`coalesce(t.search_text like ${search}, false)`;
  const rows = indexed
    ? sql`
        select ${row} from found join tickets t on t.id = found.id where ${all([few, ...lanes.map(sameValue), ...conditions])}
        union all ${walked([sql`not ${few}`, like])}
      `
    : walked(search === undefined ? [] : [like]);
  const orderBy = sql`order by ${sql.join([...ranked.map((lane) => sql`${sql.ref(rankName(lane))} ${sql.raw(lane.direction!)}`), order])}`;
  return sql`
    select id, key, array[${sql.join(ranked.map((lane) => sql.ref(rankName(lane))))}]::text[] as ranks, row_number() over (${orderBy}) as place
    from (
      select ${sql.join([...ranked.map((lane) => sql`${rank(lane)} as ${sql.ref(rankName(lane))}`), sql`t.id, t.key`])}
      from ${sql.join(
        lanes.map((lane) => sql`(${lane.values}) ${sql.ref(lane.alias)} cross join `),
        sql``,
      )} lateral (${rows}) t
      where ${all(lanesFrom)}
      ${orderBy} limit ${count}
    ) rows
  `;
}

function all(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

type Alias = Lane & { alias: string };

const rank = ({ alias }: Alias) => sql.ref(`${alias}.rank`);
const rankName = ({ alias }: Alias) => `${alias}_rank`;

/** A ticket is in the lane; for few tickets, where no index is needed. */
function sameValue({ dimension, alias }: Alias): RawBuilder<unknown> {
  return sql`${DIMENSIONS[dimension].column} is not distinct from ${sql.ref(`${alias}.value`)}`;
}

/**
 * The same as alternatives that an index can look up: no index finds `is not distinct from`. One alternative holds for a lane, and the others
 * are not even tried.
 */
function combinations(lanes: Alias[]): RawBuilder<unknown>[][] {
  return lanes.reduce<RawBuilder<unknown>[][]>(
    (found, { dimension, alias, empty }) => {
      const { column } = DIMENSIONS[dimension];
      const value = sql.ref(`${alias}.value`);
      const ways = [sql`${column} = ${value}`, ...(empty ? [sql`${column} is null and ${value} is null`] : [])];
      return found.flatMap((matches) => ways.map((way) => [...matches, way]));
    },
    [[]],
  );
}

/** In the cursor's lane the rows after it; all rows of the other lanes. As a bound for the index, whichever lane it is. */
function beyond({ row, direction }: Plan, after: Cursor, ranks: RawBuilder<unknown>[]): RawBuilder<unknown> {
  const [comparison, key, id] =
    direction === 'asc'
      ? [sql`>`, row.least, sql`'00000000-0000-0000-0000-000000000000'`]
      : [sql`<`, row.greatest, sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'`];
  const here = all(ranks.map((rank, index) => sql`${rank} = ${after.ranks[index]}`));
  return sql`(${row.column}, t.id) ${comparison} (
    case when ${here} then ${row.fromKey(sql`${after.key}`)} else ${key} end, case when ${here} then ${after.id}::uuid else ${id}::uuid end
  )`;
}

/** The cursor's lane and the ones after it. */
function notBefore(lanes: Alias[], after: Cursor, index = 0): RawBuilder<unknown> {
  const lane = lanes[index]!;
  const place = after.ranks[index]!;
  const later = sql`${rank(lane)} ${lane.direction === 'asc' ? sql`>` : sql`<`} ${place}`;
  const same =
    index + 1 < lanes.length
      ? sql`${rank(lane)} = ${place} and ${notBefore(lanes, after, index + 1)}`
      : sql`${rank(lane)} = ${place}`;
  return sql`(${later} or ${same})`;
}
