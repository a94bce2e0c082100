import { define } from '../../src/internal/define.ts';
import '../ticket/ticket.define.ts';
import { EtronTicketLink } from './ticket-link.ts';

define('etron-ticket-link', EtronTicketLink);

export * from './ticket-link.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-link': EtronTicketLink;
  }
}
