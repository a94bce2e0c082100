import { permittedRecord } from '../history/records.ts';
import type { ServerModule } from '../module.ts';
import { registerInvoices } from './invoices.routes.ts';
import { invoiceSync } from './invoices.sync.ts';

export const invoicesModule: ServerModule = {
  routes: registerInvoices,
  records: { invoice: permittedRecord('invoice', ['invoices']) },
  sync: { invoices: invoiceSync },
  fileColumns: ['invoices.pdf_sha256'],
};
