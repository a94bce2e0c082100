import { sql } from 'kysely';
import { permittedRecord } from '../history/permitted-record.ts';

/** What history, time entries and live updates need to know of orders. */
export const orderRules = permittedRecord({
  kind: 'order',
  table: 'orders',
  permissions: ['offers', 'orders'],
  mailedAs: sql`case when r.ordered_at is null then 'offer' else 'order' end`,
  concerns: sql`exists (select from order_answers a where a.order_id = r.id and a.user_id = u.id)`,
});
