import { define } from '../../src/internal/define.ts';
import { EtronInvoices } from './invoices.ts';

define('etron-invoices', EtronInvoices);

export type * from './invoices.events.ts';
export type { InvoicesView } from './invoices.view.ts';
export { EtronInvoices };

declare global {
  interface HTMLElementTagNameMap {
    'etron-invoices': EtronInvoices;
  }
}
