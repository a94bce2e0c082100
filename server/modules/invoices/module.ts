import { sql } from 'kysely';
import { permittedRecord } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { registerInvoices } from './invoices.routes.ts';
import { invoiceSync } from './invoices.sync.ts';

export const invoicesModule: ServerModule = {
  routes: registerInvoices,
  records: { invoice: permittedRecord({ kind: 'invoice', permissions: ['invoices'], mailedAs: sql`'invoice'` }) },
  sync: { invoices: invoiceSync },
  fileColumns: ['invoices.pdf_sha256'],
};
