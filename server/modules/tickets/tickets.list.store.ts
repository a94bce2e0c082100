import { type RawBuilder, sql } from 'kysely';
import type { AttentionFilter } from '../../../src/contract/history.ts';
import { TICKET_STATUSES } from '../../../src/contract/tickets.limits.ts';
import type { Tx } from '../../db/database.ts';
import { attentionConditions, isUnanswered, isUnread, unansweredIds } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { isVisible } from '../identity/visibility.ts';
import { DIMENSIONS, foldedName, type ListCursor, type ListPlan, type Partitioning } from './tickets.partitions.ts';
import { filedBy, priorityWordOf, statusWordOf } from './tickets.store.ts';

interface PageRequest {
  plan: ListPlan;
  /** A LIKE pattern for folded text. */
  search: string | undefined;
  attention: AttentionFilter;
  after: ListCursor | undefined;
  limit: number;
}

// With more matches than this, it is quicker to walk through the list and look at each ticket than to sort all matches.
const MATCHES_MAX = 5_000;

// A trigram index needs three characters, which are five with the wildcards: `%abc%`.
const PATTERN_MIN = 5;

/** Whether an index finds what contains the text of a pattern. */
const isIndexed = (search: string | undefined): boolean => search !== undefined && search.length >= PATTERN_MIN;

/** One page as JSON text of TicketSummary[], and the cursor of its last row if more rows follow. */
export async function listPage(
  tx: Tx,
  actor: UserActor,
  request: PageRequest,
): Promise<{ items: string; last: ListCursor | null }> {
  const { plan } = request;
  const limit = sql.lit(request.limit);
  const found = findFew(request);
  const { rows } = await sql<{ items: string; last: ListCursor | null }>`
    with ${found ? sql`found as materialized (${found}),` : sql``}
    page as materialized (${pageOf(actor, request, found !== undefined)})
    select
      (
        select coalesce(json_agg(item), '[]')::text
        from (
          select
            t.id, t.number, t.subject, t.category, ${priorityWordOf(sql.ref('t.priority'))} as priority, ${statusWordOf(sql.ref('t.status'))} as status,
            c as company, u as assignee, ${filedBy} as "filedBy", t.created_at as "createdAt", t.changed_at as "changedAt",
            ${isUnread('ticket', 't', actor)} as unread ${actor.role === 'staff' ? sql`, ${isUnanswered('ticket', 't')} as unanswered` : sql``}
          from page p
            join tickets t on t.id = p.id
            left join (select id, name from companies) c on c.id = t.company_id
            left join (select id, name from users) u on u.id = t.assignee_id
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

/**
 * Query of the ids of the only tickets that can be on the page, where an index finds them, each perhaps several times; one more than MATCHES_MAX means that
 * there are too many to be listed.
 */
function findFew({ search, attention }: PageRequest): RawBuilder<unknown> | undefined {
  const most = MATCHES_MAX + 1;
  if (isIndexed(search)) return sql`select id from matching_tickets(${search}, ${sql.lit(most)}) m(id)`;
  return attention.unanswered === undefined ? undefined : unansweredIds('ticket', most);
}

/** Ids of the rows of a page, and of one row more, with their places in the page. */
function pageOf(
  actor: UserActor,
  { plan, search, attention, after, limit }: PageRequest,
  foundFew: boolean,
): RawBuilder<unknown> {
  const partitionings = plan.partitionings.map((partitioning, index) => ({
    ...partitioning,
    alias: `partition${index}`,
  }));
  const ranked = partitionings.filter(({ direction }) => direction !== undefined);
  const direction = sql.raw(plan.direction);
  const count = sql.lit(limit + 1);

  // If there is a partition for each company the actor sees, a ticket need only be checked for the company of its partition.
  const company = partitionings.find(({ dimension }) => dimension === 'company');
  const conditions = [
    isVisible('ticket', 't', actor, company && sql`array[${sql.ref(`${company.alias}.value`)}]`),
    ...plan.conditions,
    ...attentionConditions('ticket', 't', attention),
    ...(after ? [isAfterCursor(plan, after, ranked.map(rank))] : []),
  ];
  const fromCursor = ranked.length > 0 && after ? [isCursorPartitionOrLater(ranked, after)] : [];
  const row = sql`t.id, ${plan.row.column} as key`;
  const order = sql`key ${direction}, id ${direction}`;

  const walked = (further: RawBuilder<unknown>[]) =>
    sql.join(
      combinations(partitionings).map(
        (same) =>
          sql`(select ${row} from tickets t where ${all([...same, ...conditions, ...further])} order by ${order} limit ${count})`,
      ),
      sql` union all `,
    );
  const few = sql`(select count(*) from found) <= ${sql.lit(MATCHES_MAX)}`;
  // The planner expects `coalesce` to be true for half of the rows, and so walks through the index until it has enough. Of a plain `like` it
  // expects few matches, and would sort them all. A short pattern is in nearly every text, so it is looked for in what stands on tickets only.
  // `exists` in place of `limit 1` would let the planner read all texts of all tickets beforehand.
  const written = sql`or (
    select true from ticket_texts x where x.ticket_id = t.id and x.text like ${search} ${actor.role === 'staff' ? sql`` : sql`and not x.internal`} limit 1
  )`;
  const searched = isIndexed(search);
  const like =
    search === undefined ? [] : [sql`coalesce(t.search_text like ${search} ${searched ? written : sql``}, false)`];
  const rows = foundFew
    ? sql`
        select ${row} from (select distinct id from found) match join tickets t on t.id = match.id
        where ${all([few, ...partitionings.map(isInPartition), ...conditions, ...(searched ? [] : like)])}
        union all ${walked([sql`not ${few}`, ...like])}
      `
    : walked(like);
  const orderBy = sql`order by ${sql.join([...ranked.map((one) => sql`${sql.ref(rankName(one))} ${sql.raw(one.direction!)}`), order])}`;
  return sql`
    select id, key, array[${sql.join(ranked.map((one) => sql.ref(rankName(one))))}]::text[] as ranks, row_number() over (${orderBy}) as place
    from (
      select ${sql.join([...ranked.map((one) => sql`${rank(one)} as ${sql.ref(rankName(one))}`), sql`t.id, t.key`])}
      from ${sql.join(
        partitionings.map(({ values, alias }) => sql`(${values}) ${sql.ref(alias)} cross join `),
        sql``,
      )} lateral (${rows}) t
      where ${all(fromCursor)}
      ${orderBy} limit ${count}
    ) rows
  `;
}

function all(conditions: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** Partitions by one dimension, under an alias of the query. */
type AliasedPartitioning = Partitioning & { alias: string };

const rank = ({ alias }: AliasedPartitioning) => sql.ref(`${alias}.rank`);
const rankName = ({ alias }: AliasedPartitioning) => `${alias}_rank`;

/** Whether a ticket is in a partition, for so few tickets that no index is needed. */
function isInPartition({ dimension, alias }: AliasedPartitioning): RawBuilder<unknown> {
  return sql`${DIMENSIONS[dimension].column} is not distinct from ${sql.ref(`${alias}.value`)}`;
}

/**
 * Whether a ticket is in a combination of partitions, as alternatives that an index can find: no index finds `is not distinct from`. Of each
 * combination only one alternative can be true, and PostgreSQL does not even start the others.
 */
function combinations(partitionings: AliasedPartitioning[]): RawBuilder<unknown>[][] {
  return partitionings.reduce<RawBuilder<unknown>[][]>(
    (found, { dimension, alias, hasNull }) => {
      const { column } = DIMENSIONS[dimension];
      const value = sql.ref(`${alias}.value`);
      const ways = [sql`${column} = ${value}`, ...(hasNull ? [sql`${column} is null and ${value} is null`] : [])];
      return found.flatMap((matches) => ways.map((way) => [...matches, way]));
    },
    [[]],
  );
}

/** Selects the rows after the cursor in its partition, and all rows of other partitions. It is a single comparison, so that it bounds the index scan. */
function isAfterCursor(
  { row, direction }: ListPlan,
  after: ListCursor,
  ranks: RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const [comparison, key, id] =
    direction === 'asc'
      ? [sql`>`, row.least, sql`'00000000-0000-0000-0000-000000000000'`]
      : [sql`<`, row.greatest, sql`'ffffffff-ffff-ffff-ffff-ffffffffffff'`];
  const here = all(ranks.map((rank, index) => sql`${rank} = ${after.ranks[index]}`));
  return sql`(${row.column}, t.id) ${comparison} (
    case when ${here} then ${row.fromKey(sql`${after.key}`)} else ${key} end, case when ${here} then ${after.id}::uuid else ${id}::uuid end
  )`;
}

/** The partition of the cursor and those after it. */
function isCursorPartitionOrLater(ranked: AliasedPartitioning[], after: ListCursor, index = 0): RawBuilder<unknown> {
  const partitioning = ranked[index]!;
  const place = after.ranks[index]!;
  const later = sql`${rank(partitioning)} ${partitioning.direction === 'asc' ? sql`>` : sql`<`} ${place}`;
  const same =
    index + 1 < ranked.length
      ? sql`${rank(partitioning)} = ${place} and ${isCursorPartitionOrLater(ranked, after, index + 1)}`
      : sql`${rank(partitioning)} = ${place}`;
  return sql`(${later} or ${same})`;
}

/** The values to filter by, with counts over all tickets the actor sees, as JSON text of TicketFacets. One scan of an index counts them all. */
export async function facetsJson(tx: Tx, actor: UserActor): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with counts as materialized (
      select t.company_id, t.status, t.assignee_id, count(*)::integer as count from tickets t where ${isVisible('ticket', 't', actor)} group by 1, 2, 3
    )
    select json_build_object(
      'statuses', (
        select json_agg(json_build_object('status', ${statusWordOf(sql.ref('s.status'))}, 'count', coalesce(n.count, 0)) order by s.status)
        from generate_series(0, ${sql.lit(TICKET_STATUSES.length - 1)}) s(status)
          left join (select status, sum(count) as count from counts group by status) n on n.status = s.status
      ),
      'companies', (
        select coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'count', n.count) order by c.name_key collate "C", c.id), '[]')
        from (select company_id, sum(count) as count from counts group by company_id) n join companies c on c.id = n.company_id
      ),
      'assignees', (
        select coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'count', n.count) order by ${foldedName('u.name')}, u.id), '[]')
        from (select assignee_id, sum(count) as count from counts group by assignee_id) n join users u on u.id = n.assignee_id
      )
    )::text as json
  `.execute(tx);
  return rows[0]!.json;
}
