import { define } from '../../src/internal/define.ts';
import { EtronOrders } from './orders.ts';

define('etron-orders', EtronOrders);

export type * from './orders.events.ts';
export type { OrdersView } from './orders.view.ts';
export { EtronOrders };

declare global {
  interface HTMLElementTagNameMap {
    'etron-orders': EtronOrders;
  }
}
