import { define } from '../../src/internal/define.ts';
import { EtronInvoice } from './invoice.ts';

define('etron-invoice', EtronInvoice);

export * from './invoice.ts';

// The history is shown with the invoice. Loading it now goes on while the invoice itself is being loaded.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-invoice': EtronInvoice;
  }
}
