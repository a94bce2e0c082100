import { define } from '../../src/internal/define.ts';
import { EtronTicketList } from './ticket-list.ts';

define('etron-ticket-list', EtronTicketList);

export type * from './ticket-list.events.ts';
export type { TicketListView } from './ticket-list.view.ts';
export { EtronTicketList };

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-list': EtronTicketList;
  }
}
