export type { TicketPrefill, TicketRequestedEvent, ViewChangedEvent } from '../shared/events.ts';

/** A ticket was opened. Prevent the default to keep a link from being followed. */
export class TicketSelectedEvent extends Event {
  readonly id: string;
  /** `T-2026-000123` */
  readonly number: string;

  constructor({ id, number }: { id: string; number: string }) {
    super('etron-ticket-selected', { bubbles: true, composed: true, cancelable: true });
    this.id = id;
    this.number = number;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-ticket-selected': TicketSelectedEvent;
  }
}
