import { define } from '../../src/internal/define.ts';
import { EtronTicketForm } from './ticket-form.ts';

define('etron-ticket-form', EtronTicketForm);

export * from './ticket-form.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-ticket-form': EtronTicketForm;
  }
}
