import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { historyPageSchema, timeSheetSchema } from '../../contract/history.schema.ts';
import { listHistory, listTimeEntries, markRead, streamChanges } from '../../contract/history.ts';
import { overviewSchema } from '../../contract/overview.schema.ts';
import { getOverview, type Overview } from '../../contract/overview.ts';
import { meSchema } from '../../contract/session.schema.ts';
import { createSession, deleteSession, getSession, type Me } from '../../contract/session.ts';
import { ticketSchema } from '../../contract/tickets.schema.ts';
import { getTicket, type Ticket } from '../../contract/tickets.ts';
import { mockDocuments, sampleDocuments } from './documents.ts';
import { API, EventStream, mock, mockNetwork, problem } from './network.ts';
import { sampleOverview } from './overview.ts';
import { allByRole, clearPage, eventually, expectAccessible, overflowing, showPage } from './page.ts';
import { sampleTicket, uuid } from './samples.ts';
import { me } from './session.ts';
import { mockTickets, sampleTickets } from './tickets.ts';

type Portal = HTMLElementTagNameMap['etron-portal'];

export const CUSTOMER: Me = { ...me(3, 'customer'), permissions: ['offers'], management: true };
/** The address of the test page. */
export const START = location.pathname + location.search;

/** A portal on a mocked server with tickets and documents. */
export class PortalRoom {
  portal!: Portal;
  /** Who is logged in on the server. */
  person: Me | null = CUSTOMER;
  counters: Overview = sampleOverview({ orders: null, invoices: null, subscriptions: null });
  readonly ticket: Ticket = sampleTicket({ id: uuid(1_000) });

  constructor() {
    localStorage.clear();
    history.replaceState(null, '', START);
    mock(getSession, meSchema, () => this.person ?? problem(401, 'unauthenticated'));
    mock(createSession, meSchema, () => this.logIn());
    mock(deleteSession, undefined, () => {
      this.person = null;
      return undefined as never;
    });
    mock(getOverview, overviewSchema, () => (this.person ? this.counters : problem(401, 'unauthenticated')));
    mock(getTicket, ticketSchema, ({ params }) =>
      params['id'] === this.ticket.id ? this.ticket : problem(404, 'not_found'),
    );
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => new EventStream().response());
    mock(markRead, undefined, () => new Response(null, { status: 204 }));
    mockTickets(sampleTickets(60));
    mockDocuments(sampleDocuments(7));
  }

  logIn(): Me {
    this.person = CUSTOMER;
    return this.person;
  }

  show(attributes: Partial<Portal> = {}, width = '1200px'): void {
    this.portal = Object.assign(document.createElement('etron-portal'), { apiUrl: API, ...attributes });
    showPage(width, this.portal);
  }

  /** Opens the portal at a path, whatever it shows there. */
  open(path: string, attributes?: Partial<Portal>): void {
    history.replaceState(null, '', `${START}#${path}`);
    this.show(attributes);
  }

  /** Opens the portal at a path, and waits for its menu or its login. */
  async shownAt(path: string, attributes?: Partial<Portal>): Promise<void> {
    this.open(path, attributes);
    await eventually(() => allByRole('navigation').length || allByRole('textbox').length);
  }

  /** Checks that nothing is cut off and that axe finds nothing, on narrow and on wide pages. */
  async expectSound(): Promise<void> {
    for (const width of ['320px', '1200px']) {
      (this.portal.closest('main') as HTMLElement).style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(overflowing(this.portal), [], width);
      await expectAccessible(this.portal);
    }
  }
}

/** Gives each test of a suite a room of its own. */
export function eachInPortalRoom(enter: (room: PortalRoom) => void): void {
  mockNetwork();
  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => enter(new PortalRoom()));
  afterEach(async () => {
    clearPage();
    history.replaceState(null, '', START);
    await setViewport({ width: 1280, height: 800 });
  });
}

export const heading = (name: string | RegExp): Promise<HTMLElement> => eventually(() => allByRole('heading', name)[0]);

export const menu = (name: string | RegExp): HTMLElement =>
  allByRole('link', name).find((link) => link.closest('nav')) ?? assert.fail(`no menu ${name}`);

/** The portal's path in the hash of the address. */
export const path = (): string => location.hash.slice(1);

export async function goBack(): Promise<void> {
  history.back();
  await new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
}
