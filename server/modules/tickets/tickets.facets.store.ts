import { sql } from 'kysely';
import { TICKET_STATUSES } from '../../../src/contract/tickets.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';
import { isVisible } from '../identity/visibility.ts';
import { foldedName } from './tickets.order.ts';
import { statusWordOf } from './tickets.words.ts';

/** What there is to filter by, counted over everything the actor sees; JSON text of TicketFacets. Counted once, from an index alone. */
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
