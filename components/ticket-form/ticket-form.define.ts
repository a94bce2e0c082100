import { define } from '../../src/internal/define.ts';
import { EtronTicketForm } from './ticket-form.ts';

define('etron-ticket-form', EtronTicketForm);

export type * from './ticket-form.events.ts';
export { EtronTicketForm };

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-form': EtronTicketForm;
  }
}
