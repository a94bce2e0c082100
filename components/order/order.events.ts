import type { OrderStatus } from '../../src/contract/orders.limits.ts';
import type { Order } from '../../src/contract/orders.ts';

export type { RecordChangedEvent } from '../history/history.events.ts';
export type { TicketPrefill, TicketRequestedEvent } from '../shared/events.ts';

/** An offer or a sales order is on the screen; the page can take its title from it. It is dispatched again whenever it was read again. */
export class OrderLoadedEvent extends Event {
  readonly id: string;
  readonly number: string;
  readonly orderTitle: string;
  /** What it is by now: `open` is an offer, `ordered` a sales order. */
  readonly status: OrderStatus;

  constructor({ id, number, title, status }: Pick<Order, 'id' | 'number' | 'title' | 'status'>) {
    super('etron-order-loaded', { bubbles: true, composed: true });
    this.id = id;
    this.number = number;
    this.orderTitle = title;
    this.status = status;
  }
}

/** The reader accepted the offer; it is a sales order now. */
export class OrderAcceptedEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('etron-order-accepted', { bubbles: true, composed: true });
    this.id = id;
  }
}

/** The reader declined the offer. */
export class OrderDeclinedEvent extends Event {
  readonly id: string;

  constructor(id: string) {
    super('etron-order-declined', { bubbles: true, composed: true });
    this.id = id;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-order-loaded': OrderLoadedEvent;
    'etron-order-accepted': OrderAcceptedEvent;
    'etron-order-declined': OrderDeclinedEvent;
  }
}
