import { define } from '../../src/internal/define.ts';
import { EtronTicketForm } from './ticket-form.ts';

define('etron-ticket-form', EtronTicketForm);

export { EtronTicketForm };

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-form': EtronTicketForm;
  }
}
