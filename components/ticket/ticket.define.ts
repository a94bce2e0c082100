import { define } from '../../src/internal/define.ts';
import '../history/history.define.ts';
import { EtronTicket } from './ticket.ts';

define('etron-ticket', EtronTicket);

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket': EtronTicket;
  }
}
