import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../contract/history.ts';
import { acceptOrderBody, declineOrderBody, orderSchema } from '../../contract/orders.schema.ts';
import { acceptOrder, declineOrder, getOrder, type Order } from '../../contract/orders.ts';
import { meSchema } from '../../contract/session.schema.ts';
import { getSession } from '../../contract/session.ts';
import { API, EventStream, mock } from './network.ts';
import { sampleOrder } from './orders.ts';
import { eventually, showPage, textOf } from './page.ts';
import { me } from './session.ts';

const AT = '2026-11-24T10:00:00Z';

/** An offer on a mocked server that takes answers as the API does. */
export class OrderRoom {
  order: Order = sampleOrder();
  readonly live = new EventStream();
  /** What the server does instead of taking an answer. */
  failure: (() => Response | Promise<Response>) | undefined;
  /** What was told, by type. */
  readonly events: string[] = [];

  constructor() {
    mock(getOrder, orderSchema, () => this.order);
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => this.live.response());
    mock(getSession, meSchema, () => me(1, 'customer'));
    mock(acceptOrder, orderSchema, async ({ body }) => {
      const { options } = acceptOrderBody.parse(body);
      if (this.failure) return this.failure();
      return this.#answered({
        status: 'ordered',
        sealed: true,
        answer: { kind: 'accepted', name: 'Eva Berger', at: AT, reason: null, options },
      });
    });
    mock(declineOrder, orderSchema, async ({ body }) => {
      const { reason } = declineOrderBody.parse(body);
      if (this.failure) return this.failure();
      return this.#answered({
        status: 'declined',
        answer: { kind: 'declined', name: 'Eva Berger', at: AT, reason, options: {} },
      });
    });
  }

  #answered(over: Partial<Order>): Order {
    this.order = { ...this.order, answering: 'none', ...over };
    return this.order;
  }

  show(width = '900px'): HTMLElementTagNameMap['etron-order'] {
    const element = document.createElement('etron-order');
    element.apiUrl = API;
    element.orderId = this.order.id;
    for (const type of ['etron-order-accepted', 'etron-order-declined'] as const)
      element.addEventListener(type, (event) => this.events.push(`${event.type} ${event.id}`));
    showPage(width, element);
    return element;
  }

  /** Shows the offer and waits until it can be answered, if it can. */
  async shown(width?: string): Promise<HTMLElementTagNameMap['etron-order']> {
    const element = this.show(width);
    await eventually(() => textOf(element).includes(this.order.number));
    if (this.order.answering === 'here')
      // What answers it comes in files of its own.
      await eventually(() => element.renderRoot.querySelector('.bar .primary[aria-disabled="false"]'));
    return element;
  }
}
