import { define } from '../../src/internal/define.ts';
import { EtronOrders } from './orders.ts';

define('etron-orders', EtronOrders);

export * from './orders.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-orders': EtronOrders;
  }
}
