import { define } from '../../src/internal/define.ts';
import { EtronTicketList } from './ticket-list.ts';

define('etron-ticket-list', EtronTicketList);

export * from './ticket-list.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-list': EtronTicketList;
  }
}
