import type { TicketCategory } from '../../src/contract/tickets.limits.ts';

/** What a new ticket begins with. */
export interface TicketPrefill {
  subject: string;
  description: string;
  category: TicketCategory;
}

/** The reader wants to file a ticket. Prevent the default to keep a link from being followed. */
export class TicketRequestedEvent extends Event {
  /** What the ticket form's `prefill` takes, where the wish came from something that knows what the ticket is about. */
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
    // Of every list that has a view.
    'etron-view-changed': ViewChangedEvent;
  }
}
