import { define } from '../../src/internal/define.ts';
import { EtronOrder } from './order.ts';

define('etron-order', EtronOrder);

export * from './order.ts';

// The history is shown with the order. Loading it now goes on while the order itself is being loaded.
void import('../history/history.define.ts');
// The dialog is needed only for a signature, so it may be loaded last.
void import('../signature-dialog/signature-dialog.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-order': EtronOrder;
  }
}
