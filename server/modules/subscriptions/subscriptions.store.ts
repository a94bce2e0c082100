import { type RawBuilder, sql } from 'kysely';
import { DEFAULT_LANGUAGE, type Language } from '../../../src/contract/language.ts';
import { SUBSCRIPTIONS_MAX } from '../../../src/contract/subscriptions.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';
import { staffMember } from '../identity/directory.store.ts';
import { isVisible } from '../identity/visibility.ts';

/** Whether a subscription `s` has ended, because the ERP says so or its last day has passed. */
export const hasEnded = (now: Date): RawBuilder<boolean> =>
  sql`(s.status = 'ended' or coalesce(s.end_date < day_of(${now}::timestamptz), false))`;

/** The subscriptions by company and instance, active ones first, as JSON text of SubscriptionList. */
export async function subscriptionsJson(
  tx: Tx,
  actor: UserActor,
  { company, language = DEFAULT_LANGUAGE }: { company?: string; language?: Language },
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with shown as (
      select s.*, c.name as company_name, row_number() over (
        order by c.name_key collate "C", c.id, i.name, s.instance_key, s.ended, s.number, s.id
      ) as place
      from (select s.*, ${hasEnded(now)} as ended from subscriptions s where ${isVisible('subscription', 's', actor)}) s join companies c on c.id = s.company_id
        -- The latest name of the instance, so that all its subscriptions are sorted into the same place.
        cross join lateral (
          select lower(o.instance_name) collate "C" as name from subscriptions o
          where o.company_id = s.company_id and o.instance_key = s.instance_key order by o.changed_at desc, o.id limit 1
        ) i
      ${company === undefined ? sql`` : sql`where s.company_id = ${company}::uuid`}
      order by place limit ${sql.lit(SUBSCRIPTIONS_MAX)}
    )
    select json_build_object('items', coalesce(json_agg(json_build_object(
      'id', s.id, 'number', s.number, 'title', s.title, 'status', case when s.ended then 'ended' else 'active' end,
      'company', json_build_object('id', s.company_id, 'name', s.company_name),
      'instance', json_build_object('key', s.instance_key, 'name', s.instance_name), 'period', s.period,
      'startDate', s.start_date, 'endDate', s.end_date, 'nextInvoice', s.next_invoice, 'net', s.net::text,
      'lines', (${linesJson(language)}), 'assignee', case when u.id is not null then ${staffMember('u')} end
    ) order by s.place), '[]'))::text as json
    from shown s left join users u on u.id = s.assignee_id
  `.execute(tx);
  return rows[0]!.json;
}

/** The lines of subscription `s`. */
const linesJson = (language: Language) => sql`
  select coalesce(json_agg(json_build_object(
    'text', l.text, 'module', case when m.id is not null then json_build_object('id', m.id, 'name', m.name ->> ${sql.lit(language)}) end,
    'quantity', trim_scale(l.quantity)::text, 'unit', l.unit, 'unitPrice', l.unit_price::text, 'discount', trim_scale(l.discount)::text,
    'net', l.net::text
  ) order by l.position), '[]')
  from subscription_lines l left join catalogue_entries m on m.id = l.module_id where l.subscription_id = s.id
`;
