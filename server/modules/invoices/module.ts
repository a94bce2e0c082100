import type { ServerModule } from '../module.ts';
import { invoiceRules } from './invoices.record.ts';
import { registerInvoices } from './invoices.routes.ts';
import { invoiceSync } from './invoices.sync.ts';

export const invoicesModule: ServerModule = {
  routes: registerInvoices,
  records: { invoice: invoiceRules },
  sync: { invoices: invoiceSync },
};
