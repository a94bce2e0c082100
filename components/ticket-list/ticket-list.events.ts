import type { DocumentsViewChangedEvent } from '../documents/documents.events.ts';
import type { TicketListView } from './ticket-list.view.ts';

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

/** The reader wants to file a ticket. Prevent the default to keep a link from being followed. */
export class TicketRequestedEvent extends Event {
  constructor() {
    super('etron-ticket-requested', { bubbles: true, composed: true, cancelable: true });
  }
}

/** The reader changed search, filters, sort or group. */
export class ViewChangedEvent extends Event {
  readonly view: TicketListView;

  constructor(view: TicketListView) {
    super('etron-view-changed', { bubbles: true, composed: true });
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-ticket-selected': TicketSelectedEvent;
    'etron-ticket-requested': TicketRequestedEvent;
    // Of every list that has a view.
    'etron-view-changed': ViewChangedEvent | DocumentsViewChangedEvent;
  }
}
