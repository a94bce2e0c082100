export type { RecordChangedEvent } from '../history/history.events.ts';
export type { TicketPrefill, TicketRequestedEvent } from '../shared/events.ts';

/** An invoice is on the screen; the page can take its title from it. It is dispatched again whenever it was read again. */
export class InvoiceLoadedEvent extends Event {
  readonly id: string;
  readonly number: string;
  readonly invoiceTitle: string;

  constructor({ id, number, title }: { id: string; number: string; title: string }) {
    super('etron-invoice-loaded', { bubbles: true, composed: true });
    this.id = id;
    this.number = number;
    this.invoiceTitle = title;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-invoice-loaded': InvoiceLoadedEvent;
  }
}
