export type { TicketPrefill, TicketRequestedEvent, ViewChangedEvent } from '../shared/events.ts';

/** An invoice was opened. Prevent the default to keep a link from being followed. */
export class InvoiceSelectedEvent extends Event {
  readonly id: string;
  /** The ERP's, e.g. `RE-2026-00123`. */
  readonly number: string;

  constructor({ id, number }: { id: string; number: string }) {
    super('etron-invoice-selected', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
    this.number = number;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-invoice-selected': InvoiceSelectedEvent;
  }
}
