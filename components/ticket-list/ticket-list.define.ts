import { define } from '../../src/internal/define.ts';
import { EtronTicketList } from './ticket-list.ts';

define('etron-ticket-list', EtronTicketList);

export { EtronTicketList };

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-list': EtronTicketList;
  }
}
