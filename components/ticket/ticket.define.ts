import { define } from '../../src/internal/define.ts';
import { EtronTicket } from './ticket.ts';

define('etron-ticket', EtronTicket);

export * from './ticket.ts';

// The history is shown with the ticket. Loading it now goes on while the ticket itself is being loaded.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket': EtronTicket;
  }
}
