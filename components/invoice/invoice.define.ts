import { define } from '../../src/internal/define.ts';
import { EtronInvoice } from './invoice.ts';

define('etron-invoice', EtronInvoice);

export type * from './invoice.events.ts';
export { EtronInvoice };

// It is needed when the invoice is there; until then both are on their way.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-invoice': EtronInvoice;
  }
}
