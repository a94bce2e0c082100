import { type RawBuilder, sql } from 'kysely';
import { ENDING_DAYS } from '../../../src/contract/orders.limits.ts';
import type { Permission } from '../../../src/contract/session.ts';
import type { TicketStatus } from '../../../src/contract/tickets.limits.ts';
import type { Tx } from '../../db/database.ts';
import { isTurnOf, statusAt } from '../documents/documents.store.ts';
import { unansweredCounts } from '../history/attention.ts';
import type { UserActor } from '../identity/actor.ts';
import { isPermitted } from '../identity/permissions.ts';
import { isVisible } from '../identity/visibility.ts';
import { isOverdue } from '../invoices/invoices.store.ts';
import { statusAt as orderStatusAt } from '../orders/orders.store.ts';
import { hasEnded } from '../subscriptions/subscriptions.store.ts';
import { statusNumber } from '../tickets/tickets.store.ts';

/** All counters that the actor may see, by one statement, as JSON text of Overview. */
export async function overviewJson(tx: Tx, actor: UserActor, now: Date): Promise<string> {
  const permitted = (permission: Permission, part: RawBuilder<unknown>) =>
    isPermitted(actor, permission) ? sql`(${part})` : sql`null`;
  const company = sql`${actor.company?.id ?? null}::uuid`;
  const waits = sql`t.status = ${status('waiting')}`;
  const isMine = sql`coalesce(t.company_id = ${company} or t.created_by = any(array(select u.id from users u where u.company_id = ${company})), false)`;
  const { rows } = await sql<{ json: string }>`
    select json_build_object(
      'tickets', (
        select json_build_object(
          'open', count(*) filter (where t.status <> ${status('done')}), 'mine', count(*) filter (where ${waits} and ${isMine}),
          'others', count(*) filter (where ${waits} and not ${isMine})
        )
        from tickets t where ${isVisible('ticket', 't', actor)}
      ),
      'documents', (
        select json_build_object(
          'mine', count(*) filter (where status = 'waiting' and mine), 'others', count(*) filter (where status = 'waiting' and not mine),
          'signed', count(*) filter (where status = 'signed')
        )
        from (select ${statusAt(now)} as status, ${isTurnOf(actor.id, now)} as mine from documents d where ${isVisible('document', 'd', actor)}) d
      ),
      'offers', ${permitted(
        'offers',
        sql`
          select json_build_object('open', count(*), 'ending', count(*) filter (where o.valid_until <= day_of(${now}::timestamptz) + ${sql.lit(ENDING_DAYS)}))
          from orders o where ${isVisible('order', 'o', actor)} and ${orderStatusAt(now)} = 'open'
        `,
      )},
      'orders', ${permitted(
        'orders',
        sql`select json_build_object('total', count(*)) from orders o where ${isVisible('order', 'o', actor)} and o.ordered_at is not null`,
      )},
      'invoices', ${permitted(
        'invoices',
        sql`
          select json_build_object('open', count(*), 'overdue', count(*) filter (where ${isOverdue(now)}), 'due', coalesce(sum(i.due), 0.00)::text)
          from invoices i where ${isVisible('invoice', 'i', actor)} and i.status = 'open'
        `,
      )},
      'subscriptions', ${permitted(
        'subscriptions',
        sql`
          select json_build_object('active', count(*), 'instances', count(distinct (s.company_id, s.instance_key)))
          from subscriptions s where ${isVisible('subscription', 's', actor)} and not ${hasEnded(now)}
        `,
      )},
      'unanswered', ${actor.role === 'staff' ? unansweredCounts : sql`null`}
    )::text as json
  `.execute(tx);
  return rows[0]!.json;
}

const status = (word: TicketStatus) => sql.lit(statusNumber(word));
