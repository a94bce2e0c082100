import { define } from '../../src/internal/define.ts';
import { EtronTicket } from './ticket.ts';

define('etron-ticket', EtronTicket);

export type * from './ticket.events.ts';
export { EtronTicket };

// It is needed when the ticket is there; until then both are on their way.
void import('../history/history.define.ts');

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket': EtronTicket;
  }
}
