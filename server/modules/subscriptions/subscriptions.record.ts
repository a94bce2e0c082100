import { sql } from 'kysely';
import { permittedRecord } from '../history/permitted-record.ts';

/** What history, time entries and live updates need to know of subscriptions. */
export const subscriptionRules = permittedRecord({
  kind: 'subscription',
  table: 'subscriptions',
  permissions: ['subscriptions'],
  mailedAs: sql`'subscription'`,
});
