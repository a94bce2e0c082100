import { define } from '../../src/internal/define.ts';
import { EtronOrder } from './order.ts';

define('etron-order', EtronOrder);

export type * from './order.events.ts';
export { EtronOrder };

// It is needed when the order is there; until then both are on their way.
void import('../history/history.define.ts');
// And this at a signature.
void import('../signature-dialog/signature-dialog.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-order': EtronOrder;
  }
}
