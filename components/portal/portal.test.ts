import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { historyPageSchema, timeSheetSchema } from '../../src/contract/history.schema.ts';
import { listHistory, listTimeEntries, markRead, streamChanges } from '../../src/contract/history.ts';
import { getInvoice, listInvoices } from '../../src/contract/invoices.ts';
import { getOrder, listOrders } from '../../src/contract/orders.ts';
import { overviewSchema } from '../../src/contract/overview.schema.ts';
import { getOverview, type Overview } from '../../src/contract/overview.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { createSession, deleteSession, getSession, type Me, redeemLink } from '../../src/contract/session.ts';
import { listSubscriptions } from '../../src/contract/subscriptions.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { createTicket, getTicket, listTickets, type Ticket } from '../../src/contract/tickets.ts';
import { registerWords } from '../../src/i18n/register.ts';
import { mockDocuments, sampleDocuments } from '../../src/internal/testing/documents.ts';
import { italian } from '../../src/internal/testing/italian.ts';
import {
  API,
  EventStream,
  mock,
  mockNetwork,
  never,
  offline,
  problem,
  requestsOf,
} from '../../src/internal/testing/network.ts';
import { sampleOverview } from '../../src/internal/testing/overview.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleTicket, uuid } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import { TicketRequestedEvent } from '../shared/events.ts';
import './portal.define.ts';
import { EtronPortal } from './portal.ts';

const CUSTOMER: Me = { ...me(3, 'customer'), permissions: ['offers'], management: true };
const PASSWORD = 'kassa-2026';
const START = location.pathname + location.search;

describe('<etron-portal>', () => {
  mockNetwork();
  let portal: EtronPortal;
  let person: Me | null;
  let counters: Overview;
  let ticket: Ticket;

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    localStorage.clear();
    history.replaceState(null, '', START);
    person = CUSTOMER;
    counters = sampleOverview({ orders: null, invoices: null, subscriptions: null });
    ticket = sampleTicket({ id: uuid(1_000) });
    mock(getSession, meSchema, () => person ?? problem(401, 'unauthenticated'));
    mock(createSession, meSchema, () => enter());
    mock(deleteSession, undefined, () => {
      person = null;
      return undefined as never;
    });
    mock(getOverview, overviewSchema, () => (person ? counters : problem(401, 'unauthenticated')));
    mock(getTicket, ticketSchema, ({ params }) => (params['id'] === ticket.id ? ticket : problem(404, 'not_found')));
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => new EventStream().response());
    mock(markRead, undefined, () => new Response(null, { status: 204 }));
    mockTickets(sampleTickets(60));
    mockDocuments(sampleDocuments(7));
  });
  afterEach(async () => {
    clearPage();
    history.replaceState(null, '', START);
    await setViewport({ width: 1280, height: 800 });
  });

  function enter(): Me {
    person = CUSTOMER;
    return person;
  }

  function show(attributes: Partial<EtronPortal> = {}, width = '1200px'): void {
    portal = Object.assign(document.createElement('etron-portal'), { apiUrl: API, ...attributes });
    showPage(width, portal);
  }

  /** Shows it at a path. */
  async function shownAt(path: string, attributes?: Partial<EtronPortal>): Promise<void> {
    history.replaceState(null, '', `${START}#${path}`);
    show(attributes);
    await eventually(() => allByRole('navigation').length || allByRole('textbox').length);
  }

  const heading = (name: string | RegExp) => eventually(() => allByRole('heading', name)[0]);
  const menu = (name: string | RegExp): HTMLElement =>
    allByRole('link', name).find((link) => link.closest('nav')) ?? assert.fail(`no menu ${name}`);
  const path = () => location.hash.slice(1);
  const back = async (): Promise<void> => {
    history.back();
    await new Promise((resolve) => window.addEventListener('popstate', resolve, { once: true }));
  };

  async function expectSound(widths = ['320px', '1200px']): Promise<void> {
    for (const width of widths) {
      (portal.closest('main') as HTMLElement).style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.deepEqual(overflowing(portal), [], width);
      await expectAccessible(portal);
    }
  }

  describe('before the login', () => {
    beforeEach(() => {
      person = null;
    });

    it('asks to log in, and then shows what was asked for', async function () {
      this.timeout(30_000);
      await shownAt('/tickets');
      await heading('Anmelden');
      assert.equal(document.title, 'Anmelden – ETRON Portal');
      assert.deepEqual(allByRole('navigation'), []);
      await expectSound();
      type(byRole('textbox', 'E-Mail-Adresse'), CUSTOMER.email);
      byRole('textbox', 'E-Mail-Adresse').focus();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: PASSWORD });
      await sendKeys({ press: 'Enter' });
      await heading('Tickets');
      await eventually(() => focused()?.textContent === 'Tickets');
      await eventually(() => allByRole('gridcell').length);
      assert.equal(document.title, 'Tickets – ETRON Portal');
      assert.equal(path(), '/tickets');
    });

    it('redeems a mailed link, and leaves nothing of it in the address', async () => {
      mock(redeemLink, meSchema, () => enter());
      await shownAt('/login/a%2Fb').catch(() => {});
      (await eventually(() => byRole('button', 'Jetzt anmelden'))).click();
      await heading('Übersicht');
      assert.deepEqual(requestsOf(redeemLink)[0]?.body, { token: 'a/b' });
      assert.equal(path(), '/');
      assert.notInclude(location.href, 'login');
    });

    it('waits without a flicker while it is not known who is there, and says when that takes long', async () => {
      mock(getSession, meSchema, never);
      show();
      await eventually(() => textOf(portal).includes('Das Portal wird geladen'));
      assert.include(textOf(portal), 'Besteht eine Verbindung zum Internet?');
      assert.deepEqual(allByRole('textbox'), []);
      await expectAccessible(portal);
    });

    it('leaves the login to a host with tokens', async () => {
      show({ getToken: () => Promise.reject(new Error('not today')) });
      mock(getSession, meSchema, () => problem(401, 'unauthenticated'));
      await eventually(() => textOf(portal).includes('Das Portal wird geladen'));
      assert.deepEqual(allByRole('textbox'), []);
    });
  });

  describe('its pages', () => {
    it('begin with the overview; menus say where the reader is and what waits', async function () {
      this.timeout(30_000);
      await shownAt('/');
      await heading('Übersicht');
      await eventually(() => menu(/^Tickets.*, 2 warten auf Sie$/));
      const names = byRole('navigation', 'Menüs').querySelectorAll('.name');
      assert.deepEqual(
        [...names].map((name) => name.textContent),
        ['Übersicht', 'Tickets', 'Signaturen', 'Angebote'],
        'what nobody may see is no menu',
      );
      assert.equal(menu('Übersicht').ariaCurrent, 'page');
      assert.lengthOf(requestsOf(getOverview), 1, 'the tiles and the menus share their counters');
      assert.notEqual(focused()?.tagName, 'H1', 'a page that was just opened keeps its focus');
      await expectSound();
    });

    it('are reached by links, with title, focus and the way back, and tell the page', async () => {
      await shownAt('/');
      const told: string[] = [];
      portal.addEventListener('etron-navigated', (event) => told.push(event.path));
      await eventually(() => menu(/^Tickets/));
      menu(/^Tickets/).click();
      await eventually(() => focused()?.textContent === 'Tickets');
      assert.equal(menu(/^Tickets/).ariaCurrent, 'page');
      (await eventually(() => byRole('link', 'Bondrucker 1 druckt keine Umlaute'))).click();
      await eventually(() => document.title === `${ticket.number} ${ticket.subject} – ETRON Portal`);
      assert.match(focused()?.textContent ?? '', /^Ticket/);
      assert.equal(path(), `/tickets/${ticket.id}`);
      await back();
      await eventually(() => focused()?.textContent === 'Tickets' && document.title === 'Tickets – ETRON Portal');
      await back();
      await eventually(() => focused()?.textContent === 'Übersicht');
      assert.deepEqual(told, ['/tickets', `/tickets/${ticket.id}`, '/tickets', '/']);
      assert.deepEqual(requestsOf(getOverview).length > 1, true, 'what waits is counted again');
    });

    it('keep a list with its search and its place while a record is read', async () => {
      await shownAt('/tickets');
      const search = await eventually(() => byRole<HTMLInputElement>('searchbox', 'Tickets suchen'));
      type(search, 'druckt');
      await eventually(() => requestsOf(listTickets).at(-1)?.query.get('search') === 'druckt');
      await new Promise((resolve) => setTimeout(resolve, 200));
      window.scrollTo({ top: 700, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, 300));
      byRole('link', 'Bondrucker 1 druckt keine Umlaute').click();
      await eventually(() => document.title.startsWith(ticket.number));
      await eventually(() => window.scrollY < 100);
      await back();
      await eventually(() => Math.abs(window.scrollY - 700) < 20);
      assert.equal(byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value, 'druckt');
    });

    it('find their place again when all of the page is loaded anew', async () => {
      await shownAt('/tickets');
      await eventually(() => allByRole('row').length > 30);
      window.scrollTo({ top: 900, behavior: 'instant' });
      await eventually(() => history.state?.etronScroll === 900);
      portal.remove();
      window.scrollTo({ top: 0, behavior: 'instant' });
      show();
      await eventually(() => Math.abs(window.scrollY - 900) < 20);
    });

    it('begin a ticket with what was handed over, in memory only', async () => {
      await shownAt('/');
      await heading('Übersicht');
      const overview = await eventually(() => portal.shadowRoot?.querySelector('etron-overview'));
      const prefill = {
        subject: 'Berechtigung für Rechnungen',
        description: 'Bitte freischalten.',
        category: 'question' as const,
      };
      overview.dispatchEvent(new TicketRequestedEvent(prefill));
      const subject = await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff'));
      await eventually(() => subject.value === prefill.subject);
      assert.equal(path(), '/tickets/new');
      assert.notInclude(location.href, 'Berechtigung');
      mock(createTicket, ticketSchema, () => ticket);
      byRole('button', 'Ticket einreichen').click();
      (await eventually(() => byRole('link', 'Ticket ansehen'))).click();
      await eventually(() => path() === `/tickets/${ticket.id}`);
      portal.navigate('/tickets/new');
      await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff').value === '');
    });

    it('are there for every menu, and say whom to ask where a permission is missing', async function () {
      this.timeout(40_000);
      person = { ...CUSTOMER, permissions: [] };
      const missing = () => problem(403, 'permission_missing');
      for (const operation of [listOrders, getOrder, listInvoices, getInvoice, listSubscriptions])
        mock(operation as typeof listOrders, undefined, missing);
      await shownAt('/');
      for (const [to, tag, what] of [
        ['/offers', 'orders', 'Angebote'],
        [`/offers/${uuid(7)}`, 'order', 'Angebote'],
        ['/orders', 'orders', 'Verkaufsaufträge'],
        [`/orders/${uuid(7)}`, 'order', /Angebote|Verkaufsaufträge/],
        ['/invoices', 'invoices', 'Rechnungen'],
        [`/invoices/${uuid(7)}`, 'invoice', 'Rechnungen'],
        ['/subscriptions', 'subscriptions', 'Abonnements'],
      ] as const) {
        portal.navigate(to);
        await portal.updateComplete;
        await customElements.whenDefined(`etron-${tag}`);
        const panel = new RegExp(
          `^(${what instanceof RegExp ? what.source : what}) sind für Sie nicht freigeschaltet$`,
        );
        await eventually(() => allByRole('heading', panel).length, 8_000);
        assert.lengthOf(
          allByRole('heading').filter(({ tagName }) => tagName === 'H1'),
          1,
          to,
        );
        assert.deepEqual(overflowing(portal), []);
      }
      byRole('button', 'Berechtigung anfragen').click();
      await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff').value === 'Berechtigung für Abonnements');
    });

    it('take their title from the record that is shown', async () => {
      await shownAt('/');
      const loaded = (name: string, values: object) =>
        portal.shadowRoot
          ?.querySelector('etron-provider')
          ?.firstElementChild?.dispatchEvent(
            Object.assign(new Event(`etron-${name}-loaded`, { bubbles: true, composed: true }), values),
          );
      for (const operation of [getOrder, getInvoice]) mock(operation as typeof getOrder, undefined, never);
      portal.navigate(`/offers/${uuid(7)}`);
      await eventually(() => document.title === 'Angebot – ETRON Portal');
      loaded('order', { number: 'AN-2026-00123', orderTitle: 'Zweite Kassa' });
      await eventually(() => document.title === 'AN-2026-00123 Zweite Kassa – ETRON Portal');
      assert.ok(byRole('heading', 'Angebot AN-2026-00123 Zweite Kassa'));
      portal.navigate(`/invoices/${uuid(7)}`);
      await eventually(() => document.title === 'Rechnung – ETRON Portal');
      loaded('invoice', { number: 'RE-2026-00042', invoiceTitle: '' });
      await eventually(() => document.title === 'RE-2026-00042 – ETRON Portal');
    });

    it('say kindly what does not exist', async function () {
      this.timeout(20_000);
      await shownAt('/nowhere/at/all');
      await heading('Diese Seite gibt es nicht');
      await expectSound();
      byRole('link', 'Zur Übersicht').click();
      await heading('Übersicht');
    });

    it('say when their part cannot be loaded, and try again', async function () {
      this.timeout(20_000);
      const { elements } = EtronPortal;
      let tries = 0;
      EtronPortal.elements = {
        ...elements,
        documents: () =>
          tries++ ? (elements.documents as () => Promise<unknown>)() : Promise.reject(new Error('offline')),
      };
      await shownAt('/documents');
      await eventually(() => textOf(byRole('alert')).includes('konnte nicht geladen werden'));
      await expectAccessible(portal);
      byRole('button', 'Erneut versuchen').click();
      await eventually(() => byRole('searchbox', 'Dokumente suchen'));
      assert.deepEqual(allByRole('alert'), []);
      EtronPortal.elements = elements;
    });

    it('count what waits again after something was signed', async () => {
      await shownAt('/documents');
      await eventually(() => menu(/^Signaturen.*, 1 wartet auf Sie$/));
      counters = sampleOverview({ documents: { mine: 0, others: 3, signed: 12 } });
      portal.shadowRoot
        ?.querySelector('etron-documents')
        ?.dispatchEvent(new Event('etron-document-signed', { bubbles: true, composed: true }));
      await eventually(() => menu('Signaturen'));
    });
  });

  describe('its addresses', () => {
    it('follow a hash that somebody changes by hand, and leave those of the page alone', async () => {
      await shownAt('/');
      await heading('Übersicht');
      location.hash = '#/documents';
      await heading('Signaturen');
      location.hash = '#imprint';
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(byRole('heading', 'Signaturen'));
    });

    it('stay on a page whose base leads elsewhere', async () => {
      const base = Object.assign(document.createElement('base'), { href: '/elsewhere/' });
      document.head.append(base);
      try {
        await shownAt('/');
        menu(/^Tickets/).click();
        await heading('Tickets');
        assert.equal(location.pathname + location.search, START);
      } finally {
        base.remove();
      }
    });

    it('are paths where the page wants it, below its base', async () => {
      history.replaceState(null, '', '/portal/tickets');
      show({ routing: 'history', base: '/portal/' });
      await heading('Tickets');
      assert.equal(menu(/^Signaturen/).getAttribute('href'), '/portal/documents');
      menu(/^Signaturen/).click();
      await heading('Signaturen');
      assert.equal(location.pathname, '/portal/documents');
      await back();
      await eventually(() => focused()?.textContent === 'Tickets');
      assert.equal(location.pathname, '/portal/tickets');
      menu('Übersicht').click();
      await eventually(() => location.pathname === '/portal/');
      await heading('Übersicht');
    });

    it('are those of mailed links too, which have the path in the hash', async () => {
      history.replaceState(null, '', '/portal/#/tickets');
      show({ routing: 'history', base: '/portal' });
      await heading('Tickets');
      assert.equal(location.pathname + location.hash, '/portal/tickets');
      location.hash = '#/documents';
      await heading('Signaturen');
      assert.equal(location.pathname + location.hash, '/portal/documents');
      location.hash = '#imprint';
      await new Promise((resolve) => setTimeout(resolve, 50));
      assert.ok(byRole('heading', 'Signaturen'));
    });

    it('take a mailed login link, which is in no address afterwards', async () => {
      person = null;
      mock(redeemLink, meSchema, () => enter());
      history.replaceState(null, '', '/portal/#/login/a%2Fb');
      show({ routing: 'history', base: '/portal' });
      (await eventually(() => byRole('button', 'Jetzt anmelden'))).click();
      await heading('Übersicht');
      assert.deepEqual(requestsOf(redeemLink)[0]?.body, { token: 'a/b' });
      assert.equal(location.pathname + location.hash, '/portal/');
    });

    it('leave to the browser what is not theirs', async () => {
      history.replaceState(null, '', '/portal');
      show({ routing: 'history', base: '/portal' });
      await heading('Übersicht');
      const followed: string[] = [];
      const stop = (event: Event) => {
        if (!event.defaultPrevented) followed.push((event.target as HTMLElement).textContent ?? '');
        event.preventDefault();
      };
      document.addEventListener('click', stop);
      for (const [text, link] of [
        ['outside', { href: '/other' }],
        ['unknown', { href: '/portal/files/price-list.pdf' }],
        ['foreign', { href: 'https://etron.example/portal/tickets' }],
        ['window', { href: '/portal/tickets', target: '_blank' }],
        ['file', { href: '/portal/tickets', download: 'x.csv' }],
        ['own', { href: '/portal/tickets' }],
      ] as const) {
        const anchor: HTMLAnchorElement = document.createElement('a');
        portal.append(Object.assign(anchor, { slot: 'footer', textContent: text, ...link }));
        anchor.click();
      }
      portal
        .querySelector<HTMLElement>('a')
        ?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true, cancelable: true }));
      document.removeEventListener('click', stop);
      assert.deepEqual(followed, ['outside', 'unknown', 'foreign', 'window', 'file', 'outside']);
      await heading('Tickets');
    });

    it('leave the title of the window alone when told to', async () => {
      await shownAt('/tickets', { withoutTitle: true });
      await heading('Tickets');
      assert.equal(document.title, 'Test');
    });
  });

  describe('its person', () => {
    const openProfile = async () => {
      (await eventually(() => byRole('button', /^Menü von Eva Berger/))).focus();
      await sendKeys({ press: 'Enter' });
      await eventually(() => byRole('radio', 'Deutsch'));
    };

    it('chooses language and colours, which are kept', async function () {
      this.timeout(30_000);
      await shownAt('/');
      const told: unknown[] = [];
      portal.addEventListener('etron-preferences-changed', ({ language, theme }) => told.push([language, theme]));
      await openProfile();
      await expectAccessible(portal);
      byRole('radio', 'English').click();
      await heading('Overview');
      await eventually(() => menu(/^Signatures/));
      byRole('radio', 'Dark').click();
      await eventually(() => getComputedStyle(portal).colorScheme === 'dark');
      assert.deepEqual(told, [
        ['en', 'system'],
        ['en', 'dark'],
      ]);
      assert.equal(document.title, 'Overview – ETRON Portal');
      portal.remove();
      show();
      await heading('Overview');
      assert.equal(getComputedStyle(portal).colorScheme, 'dark');
    });

    it('chooses from the languages that the page has brought, too', async () => {
      registerWords('it', italian);
      await shownAt('/');
      await openProfile();
      (await eventually(() => byRole('radio', 'Italiano'))).click();
      await heading('Panoramica');
      assert.equal(portal.lang, 'it');
    });

    it('finds no such choice where the page makes it', async () => {
      localStorage['etron-preferences'] = '{"language":"en","theme":"dark"}';
      await shownAt('/', { withoutPreferences: true });
      await heading('Übersicht');
      assert.notEqual(getComputedStyle(portal).colorScheme, 'dark');
      (await eventually(() => byRole('button', /^Menü von Eva Berger/))).click();
      await eventually(() => byRole('button', 'Abmelden'));
      assert.deepEqual(allByRole('radio'), []);
    });

    it('takes what the page set before the element was defined', async () => {
      localStorage['etron-preferences'] = '{"language":"en","theme":"dark"}';
      history.replaceState(null, '', '/shop/portal/tickets');
      const early = document.createElement('test-late-portal') as EtronPortal;
      Object.assign(early, { apiUrl: API, withoutPreferences: true, routing: 'history', base: '/shop/portal' });
      portal = early;
      showPage('1200px', portal);
      customElements.define('test-late-portal', class extends EtronPortal {});
      await heading('Tickets');
      assert.equal(portal.lang, '');
      assert.equal(portal.style.colorScheme, '');
    });

    it('logs out by keyboard, and nothing of theirs is left', async () => {
      await shownAt('/tickets');
      await openProfile();
      for (let tabs = 0; tabs < 6 && focused()?.textContent !== 'Abmelden'; tabs++) await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await heading('Anmelden');
      assert.lengthOf(requestsOf(deleteSession), 1);
      assert.equal(path(), '/');
      assert.notInclude(textOf(portal), 'Eva Berger');
      assert.notInclude(textOf(portal), 'Bondrucker');
      await eventually(() => focused()?.textContent === 'Anmelden');
    });

    it('hears when logging out did not work', async () => {
      mock(deleteSession, undefined, offline);
      await shownAt('/');
      await openProfile();
      byRole('button', 'Abmelden').click();
      await eventually(() => textOf(byRole('alert')).includes('Die Abmeldung hat nicht geklappt.'));
      assert.ok(byRole('heading', 'Übersicht'));
    });

    it('goes on where they were when the session ended, with what was typed and the focus where it was', async function () {
      this.timeout(20_000);
      await shownAt('/tickets/new');
      const subject = await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff'));
      type(subject, 'Mitten im Schreiben');
      subject.focus();
      person = null;
      window.dispatchEvent(new Event('online'));
      const dialog = await eventually(() => byRole('dialog', 'Anmelden'));
      await heading('Ihre Sitzung ist abgelaufen');
      await expectAccessible(portal);
      await sendKeys({ press: 'Escape' });
      await sendKeys({ press: 'Escape' });
      await eventually(() => (dialog as HTMLDialogElement).open);
      const email = byRole<HTMLInputElement>('textbox', 'E-Mail-Adresse');
      assert.equal(email.value, CUSTOMER.email);
      email.focus();
      await sendKeys({ press: 'Tab' });
      await sendKeys({ type: PASSWORD });
      await sendKeys({ press: 'Enter' });
      await eventually(() => !(dialog as HTMLDialogElement).open);
      assert.equal(byRole<HTMLInputElement>('textbox', 'Betreff').value, 'Mitten im Schreiben');
      await eventually(() => focused() === subject);
    });

    it('is another one after the session ended: nothing of the first is left', async () => {
      await shownAt('/tickets');
      await eventually(() => allByRole('gridcell').length);
      const list = portal.shadowRoot?.querySelector('etron-ticket-list');
      person = null;
      window.dispatchEvent(new Event('online'));
      await heading('Ihre Sitzung ist abgelaufen');
      const login = portal.shadowRoot?.querySelector('dialog etron-login') as HTMLElement;
      person = { ...CUSTOMER, id: uuid(4), name: 'Paul Leitner' };
      login.dispatchEvent(
        Object.assign(new Event('etron-logged-in', { bubbles: true, composed: true }), { me: person }),
      );
      await eventually(() => byRole('button', /^Menü von Paul Leitner/));
      assert.notEqual(portal.shadowRoot?.querySelector('etron-ticket-list'), list);
    });
  });

  it('has its menus behind a button where it is narrow, which says what waits', async function () {
    this.timeout(30_000);
    await setViewport({ width: 320, height: 700 });
    history.replaceState(null, '', `${START}#/`);
    show({}, '100%');
    await heading('Übersicht');
    const button = await eventually(() => byRole('button', 'Menü öffnen, 6 warten auf Sie'));
    assert.deepEqual(allByRole('navigation'), []);
    button.focus();
    await sendKeys({ press: 'Enter' });
    await eventually(() => byRole('navigation', 'Menüs'));
    // The menus are placed in the window, which has no margin as the body has.
    assert.deepEqual(overflowing(document.documentElement), []);
    await expectAccessible(portal);
    menu(/^Signaturen/).focus();
    await sendKeys({ press: 'Enter' });
    await heading('Signaturen');
    assert.deepEqual(allByRole('navigation'), []);
  });

  it('lets the keyboard skip the menus', async () => {
    await shownAt('/tickets');
    await heading('Tickets');
    byRole('link', 'Zum Inhalt springen').focus();
    await sendKeys({ press: 'Enter' });
    await eventually(() => focused()?.textContent === 'Tickets');
  });

  it('has room for a brand and further entries', async () => {
    show({
      innerHTML: '<b slot="brand">Kassenhaus</b><a slot="footer" href="/imprint">Impressum</a>',
    } as Partial<EtronPortal>);
    await heading('Übersicht');
    assert.equal(byRole('link', 'Kassenhaus').getAttribute('href'), '#/');
    assert.ok(byRole('link', 'Impressum'));
    assert.notInclude(Object.keys(portal), 'appName', 'a reactive property is an accessor of the class');
  });
});
