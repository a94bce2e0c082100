/** A ticket was filed. */
export class TicketCreatedEvent extends Event {
  /** `T-2026-000123` */
  readonly number: string;
  /** Only for somebody logged in. */
  readonly id: string | undefined;

  constructor(number: string, id?: string) {
    super('etron-ticket-created', { bubbles: true, composed: true });
    this.number = number;
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-ticket-created': TicketCreatedEvent;
  }
}
