import { define } from '../../src/internal/define.ts';
import { EtronInvoices } from './invoices.ts';

define('etron-invoices', EtronInvoices);

export * from './invoices.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-invoices': EtronInvoices;
  }
}
