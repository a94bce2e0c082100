import { assert } from '@open-wc/testing';
import type { CustomElement, Package } from 'custom-elements-manifest';
import { accountSchema, sessionListSchema } from '../../src/contract/account.schema.ts';
import { getAccount, listSessions } from '../../src/contract/account.ts';
import { markRead } from '../../src/contract/history.ts';
import { invoiceSchema } from '../../src/contract/invoices.schema.ts';
import { getInvoice } from '../../src/contract/invoices.ts';
import { overviewSchema } from '../../src/contract/overview.schema.ts';
import { getOverview } from '../../src/contract/overview.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { deleteSession, getSession, type Me } from '../../src/contract/session.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { createTicket, getTicket } from '../../src/contract/tickets.ts';
import { mockDocuments, sampleDocuments } from '../../src/internal/testing/documents.ts';
import { aroundEach, HistoryRoom, RECORD } from '../../src/internal/testing/history.ts';
import { mockInvoices, sampleInvoice, sampleInvoices } from '../../src/internal/testing/invoices.ts';
import { API, mock, problem, requests, requestsOf } from '../../src/internal/testing/network.ts';
import { OrderRoom } from '../../src/internal/testing/order-room.ts';
import { mockOrders, sampleOrders } from '../../src/internal/testing/orders.ts';
import { sampleOverview } from '../../src/internal/testing/overview.ts';
import { byRole, eventually, showPage, type } from '../../src/internal/testing/page.ts';
import { sampleMessage, sampleTicket } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import { SigningRoom } from '../../src/internal/testing/signing.ts';
import { mockSubscriptions, sampleSubscription } from '../../src/internal/testing/subscriptions.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import '../account/account.define.ts';
import '../composer/composer.define.ts';
import '../documents/documents.define.ts';
import '../history/history.define.ts';
import '../invoice/invoice.define.ts';
import '../invoices/invoices.define.ts';
import '../message/message.define.ts';
import '../order/order.define.ts';
import '../orders/orders.define.ts';
import '../overview/overview.define.ts';
import '../portal/portal.define.ts';
import '../sign-doc/sign-doc.define.ts';
import '../subscriptions/subscriptions.define.ts';
import '../ticket-form/ticket-form.define.ts';
import '../ticket-list/ticket-list.define.ts';
import '../ticket/ticket.define.ts';
import '../time-entries/time-entries.define.ts';
import './provider.define.ts';

/** Somebody who may see everything. */
const READER: Me = { ...me(1, 'customer'), permissions: ['offers', 'orders', 'invoices', 'subscriptions'] };

interface Subject {
  /** Mocks what the element asks for; gives its properties. */
  prepare(): object;
  /** What of the record somebody who is logged in sees, or typed. */
  secret: string;
  /** What the reader does before. */
  act?(): Promise<unknown>;
  /** How the reader logs out, where it is not by the provider around. */
  logOut?(element: HTMLElement): Promise<void>;
}

/** A list of records needs no properties. */
const listOf = (prepare: () => void) => (): object => {
  prepare();
  return {};
};

const SUBJECTS: { [tag: string]: Subject } = {
  'etron-account': {
    prepare: () => {
      const { name, email, company } = READER;
      mock(getAccount, accountSchema, () => ({
        ...{ name, email, company },
        ...{ phone: '+43 1 234567', language: null, hasPassword: true },
      }));
      mock(listSessions, sessionListSchema, () => ({ items: [] }));
      return {};
    },
    secret: '+43 1 234567',
  },
  'etron-composer': {
    prepare: () => ({ recordId: RECORD }),
    secret: 'Unter uns gesagt',
    act: async () => type(await eventually(() => byRole('textbox', 'Ihre Nachricht')), 'Unter uns gesagt'),
  },
  'etron-documents': { prepare: listOf(() => mockDocuments(sampleDocuments(3))), secret: 'Wartungsvertrag 1' },
  'etron-history': { prepare: () => ({ recordId: RECORD }), secret: 'Hier das Foto.' },
  'etron-invoice': {
    prepare: () => {
      mock(getInvoice, invoiceSchema, () => sampleInvoice());
      return { invoiceId: sampleInvoice().id };
    },
    secret: 'onRetail Kassa, Oktober 2026',
  },
  'etron-invoices': { prepare: listOf(() => mockInvoices(sampleInvoices(3))), secret: 'RE-2026-00001' },
  'etron-message': {
    prepare: () => ({ recordId: RECORD, entry: sampleMessage(101, 'Der Schlüssel liegt im Safe.') }),
    secret: 'Der Schlüssel liegt im Safe.',
  },
  'etron-order': { prepare: () => ({ orderId: new OrderRoom().order.id }), secret: 'Kassenterminal Touch' },
  'etron-orders': { prepare: listOf(() => mockOrders(sampleOrders(3))), secret: 'Kassenplatz 1' },
  'etron-overview': {
    prepare: listOf(() => mock(getOverview, overviewSchema, () => sampleOverview())),
    secret: '1.234,50',
  },
  'etron-portal': {
    prepare: () => {
      mock(getOverview, overviewSchema, () => sampleOverview());
      return { apiUrl: API };
    },
    secret: '1.234,50',
    // A session that ends in another way is one that the same reader goes on with.
    logOut: async (portal) => {
      portal.shadowRoot?.querySelector<HTMLElement>('[popovertarget=profile]')?.click();
      (await eventually(() => byRole('button', 'Abmelden'))).click();
    },
  },
  'etron-sign-doc': {
    prepare: () => ({ documentId: new SigningRoom().document.id }),
    secret: 'Wartungsvertrag 2027',
  },
  'etron-subscriptions': {
    prepare: listOf(() => mockSubscriptions([sampleSubscription(1)])),
    secret: 'onRetail Kassa',
  },
  'etron-ticket': {
    prepare: () => {
      mock(getTicket, ticketSchema, () => sampleTicket());
      mock(markRead, undefined, () => new Response(null, { status: 204 }));
      return { ticketId: RECORD };
    },
    secret: 'Bondrucker druckt keine Umlaute',
  },
  'etron-ticket-form': {
    prepare: () => ({}),
    secret: 'Die Lade klemmt',
    act: async () => type(await eventually(() => byRole('textbox', 'Betreff')), 'Die Lade klemmt'),
  },
  'etron-ticket-list': { prepare: listOf(() => mockTickets(sampleTickets(3))), secret: 'Bondrucker 1' },
  'etron-time-entries': { prepare: () => ({ recordId: RECORD, staff: true }), secret: 'Fehlersuche' },
};

/** Elements that show nothing of a record, and why. */
const WITHOUT_RECORDS: { [tag: string]: string } = {
  'etron-login': 'It is there for whoever is not logged in.',
  'etron-provider': 'It shows nothing itself.',
  'etron-ticket-link': 'It is for whoever comes by a mailed link, logged in or not.',
  'etron-signature-dialog': 'It asks for nothing, and shows what the page opened it with, which closes it too.',
};

/** All that a page could read of an element: its insides, with what stands in controls. */
const insidesOf = (root: Element | ShadowRoot): string =>
  [...root.querySelectorAll('*')].reduce(
    (text, element) =>
      `${text}\n${(element as Partial<HTMLInputElement>).value ?? ''}${element.shadowRoot ? insidesOf(element.shadowRoot) : ''}`,
    root.innerHTML,
  );

describe('After a log-out', () => {
  let loggedIn: boolean;
  let element: HTMLElement;

  aroundEach(() => {
    loggedIn = true;
    new HistoryRoom();
    mock(getSession, meSchema, () => (loggedIn ? READER : problem(401, 'unauthenticated')));
    mock(deleteSession, undefined, () => {
      loggedIn = false;
      return new Response(null, { status: 204 });
    });
  });

  /** Shows an element to somebody who is logged in. */
  function show(tag: string, properties: object): HTMLElementTagNameMap['etron-provider'] {
    const provider = document.createElement('etron-provider');
    provider.apiUrl = API;
    element = Object.assign(document.createElement(tag), properties);
    provider.append(element);
    showPage('900px', provider);
    return provider;
  }
  /** Waits until nothing is on its way any more. */
  async function settled(): Promise<void> {
    for (let seen = -1; seen < requests.length; ) {
      seen = requests.length;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const content = () => insidesOf(element.shadowRoot ?? assert.fail());

  it('each element of the family is looked at', async () => {
    const { modules }: Package = await (await fetch('/custom-elements.json')).json();
    const tags = modules.flatMap(({ declarations = [] }) =>
      declarations.flatMap((declaration) => (declaration as CustomElement).tagName ?? []),
    );
    assert.sameMembers(Object.keys({ ...SUBJECTS, ...WITHOUT_RECORDS }), tags, 'say here what a new element shows');
  });

  for (const [tag, { prepare, secret, act, logOut }] of Object.entries(SUBJECTS)) {
    it(`<${tag}> shows and asks for nothing of what was there`, async () => {
      const properties = prepare();
      // Rooms of single records know a session of their own.
      mock(getSession, meSchema, () => (loggedIn ? READER : problem(401, 'unauthenticated')));
      const outer = show(tag, properties);
      await eventually(() => outer.me);
      await act?.();
      await eventually(() => content().includes(secret));
      await settled();
      await (logOut ? logOut(element) : outer.logOut());
      await eventually(() => !content().includes(secret));
      for (const personal of [READER.name, READER.email, `${READER.company?.name}`.slice(0, 15)])
        await eventually(() => !content().includes(personal));
      const before = requests.length;
      window.dispatchEvent(new Event('online'));
      document.dispatchEvent(new Event('visibilitychange'));
      await (element as { refresh?(): Promise<void> }).refresh?.();
      await new Promise((resolve) => setTimeout(resolve, 150));
      const asked = requests.slice(before).map(({ operation: { method, path } }) => `${method} ${path}`);
      // Providers ask who is logged in when the network is back.
      assert.deepEqual(
        asked.filter((request) => request !== `GET ${getSession.path}`),
        [],
      );
      assert.notInclude(content(), secret);
    });
  }

  describe('<etron-ticket-form>', () => {
    const { number } = sampleTicket();
    let provider: HTMLElementTagNameMap['etron-provider'];

    async function file(): Promise<void> {
      provider = show('etron-ticket-form', {});
      await eventually(() => content().includes(READER.email));
      type(byRole('textbox', 'Betreff'), 'Die Lade klemmt');
      type(byRole('textbox', 'Beschreibung'), 'Seit heute früh.');
      type(byRole('combobox', 'Kategorie'), 'fault');
      byRole('button', 'Ticket einreichen').click();
    }

    it('says no more of the ticket that was filed', async () => {
      mock(createTicket, ticketSchema, () => sampleTicket());
      await file();
      await eventually(() => content().includes(number));
      await provider.logOut();
      await eventually(() => !content().includes(number));
    });

    it('says nothing of a ticket whose filing is told only then', async () => {
      let answer: () => void = () => {};
      mock(createTicket, ticketSchema, async () => {
        await new Promise<void>((resolve) => (answer = resolve));
        return sampleTicket();
      });
      await file();
      await eventually(() => requestsOf(createTicket).length);
      await provider.logOut();
      answer();
      await settled();
      assert.notInclude(content(), number);
    });
  });
});
