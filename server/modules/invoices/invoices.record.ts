import { sql } from 'kysely';
import { permittedRecord } from '../history/permitted-record.ts';

/** What history, time entries and live updates need to know of invoices. */
export const invoiceRules = permittedRecord({
  kind: 'invoice',
  table: 'invoices',
  permissions: ['invoices'],
  mailedAs: sql`'invoice'`,
});
