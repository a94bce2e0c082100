import { sql } from 'kysely';
import { permittedRecord } from '../history/permitted-record.ts';

/** What history, time entries and live updates need to know of orders. */
export const orderRules = permittedRecord({
  table: 'orders',
  permissions: ['offers', 'orders'],
  visible: (permissions) =>
    sql`((r.offered and 'offers' = any(${permissions})) or (r.ordered_at is not null and 'orders' = any(${permissions})))`,
  async onMessage() {},
});
