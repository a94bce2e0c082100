import type { TicketCategory } from '../../src/contract/tickets.limits.ts';

/** Values that a new ticket starts with. */
export interface TicketPrefill {
  subject: string;
  description: string;
  category: TicketCategory;
}

/** The reader wants to file a ticket. Preventing the default keeps a link from being followed. */
export class TicketRequestedEvent extends Event {
  /** For the `prefill` property of the ticket form, if it is known what the ticket is about. */
  readonly prefill: TicketPrefill | undefined;

  constructor(prefill?: TicketPrefill) {
    super('etron-ticket-requested', { bubbles: true, composed: true, cancelable: true });
    this.prefill = prefill;
  }
}

/** The reader changed what a list shows: search, filters, sort or group. */
export class ViewChangedEvent<V extends object = object> extends Event {
  readonly view: V;

  constructor(view: V) {
    super('etron-view-changed', { bubbles: true, composed: true });
    this.view = view;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-ticket-requested': TicketRequestedEvent;
    // Dispatched by every list that has a view.
    'etron-view-changed': ViewChangedEvent;
  }
}
