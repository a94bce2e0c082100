/** A ticket is on the screen; the page can take its title from it. It is dispatched again whenever the ticket was read again. */
export class TicketLoadedEvent extends Event {
  static readonly type = 'etron-ticket-loaded';
  readonly id: string;
  readonly number: string;
  readonly subject: string;

  constructor(ticket: { id: string; number: string; subject: string }) {
    super(TicketLoadedEvent.type, { bubbles: true, composed: true });
    this.id = ticket.id;
    this.number = ticket.number;
    this.subject = ticket.subject;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-ticket-loaded': TicketLoadedEvent;
  }
}
