import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import { listHistory, listTimeEntries, markRead, streamChanges } from '../../contract/history.ts';
import { meSchema } from '../../contract/session.schema.ts';
import { getSession } from '../../contract/session.ts';
import { ticketSchema } from '../../contract/tickets.schema.ts';
import { getTicket, type Ticket } from '../../contract/tickets.ts';
import { API, EventStream, mock, mockNetwork, problem } from './network.ts';
import { allByRole, clearPage, eventually, showPage } from './page.ts';
import { sampleTicket } from './samples.ts';
import { me } from './session.ts';

export const CUSTOMER = me(3, 'customer');
/** What only employees are told of a ticket. */
export const STAFF: NonNullable<Ticket['staff']> = {
  context: {
    instance: 'huber-linz',
    version: '26.11.2',
    pageUrl: 'javascript:alert(1)',
    userAgent: 'Mozilla/5.0',
    fields: { Kassa: '2', '<b>x</b>': '<i>y</i>' },
  },
  contactVerified: false,
  quarantined: true,
  embedKey: 'pk_demo',
  host: null,
  mailed: false,
  confirmable: true,
  linked: false,
};

/** A page with `<etron-ticket>` on a mocked API that knows one ticket. */
export class TicketRoom {
  ticket = sampleTicket();
  readonly live = new EventStream();

  constructor() {
    mock(getTicket, ticketSchema, ({ params }) =>
      params.id === this.ticket.id ? this.ticket : problem(404, 'not_found'),
    );
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: this.ticket.unread }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => this.live.response());
    mock(markRead, undefined, () => new Response(null, { status: 204 }));
    mock(getSession, meSchema, () => CUSTOMER);
  }

  show(width = '1000px') {
    const element = document.createElement('etron-ticket');
    element.apiUrl = API;
    element.ticketId = this.ticket.id;
    showPage(width, element);
    return element;
  }

  /** Shows the ticket, and waits for the field for messages. */
  async shown(width?: string) {
    const element = this.show(width);
    await eventually(() => allByRole('textbox').length);
    return element;
  }
}

/** Gives each test of a suite a room of its own. */
export function eachInTicketRoom(enter: (room: TicketRoom) => void): void {
  mockNetwork();
  beforeEach(() => {
    localStorage.clear();
    enter(new TicketRoom());
  });
  afterEach(clearPage);
}
