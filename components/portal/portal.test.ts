import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { accountSchema } from '../../src/contract/account.schema.ts';
import { getAccount, updateAccount } from '../../src/contract/account.ts';
import { getInvoice, listInvoices } from '../../src/contract/invoices.ts';
import { getOrder, listOrders } from '../../src/contract/orders.ts';
import { getOverview } from '../../src/contract/overview.ts';
import { listSubscriptions } from '../../src/contract/subscriptions.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { createTicket, listTickets } from '../../src/contract/tickets.ts';
import { mock, never, problem, requestsOf } from '../../src/internal/testing/network.ts';
import { sampleOverview } from '../../src/internal/testing/overview.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { OrderLoadedEvent } from '../order/order.events.ts';
import { TicketRequestedEvent } from '../shared/events.ts';
import './portal.define.ts';
import {
  CUSTOMER,
  eachInPortalRoom,
  goBack,
  heading,
  menu,
  type PortalRoom,
  path,
  START,
} from '../../src/internal/testing/portal-room.ts';
import { EtronPortal } from './portal.ts';

describe('<etron-portal>', () => {
  let room: PortalRoom;
  eachInPortalRoom((entered) => {
    room = entered;
  });

  it('begin with the overview; menus say where the reader is and what waits', async function () {
    this.timeout(30_000);
    await room.shownAt('/');
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
    await room.expectSound();
  });

  it('are reached by links, with title, focus and the way back, and tell the page', async () => {
    await room.shownAt('/');
    const told: string[] = [];
    room.portal.addEventListener('etron-navigated', (event) => told.push(event.path));
    await eventually(() => menu(/^Tickets/));
    menu(/^Tickets/).click();
    await eventually(() => focused()?.textContent === 'Tickets');
    assert.equal(menu(/^Tickets/).ariaCurrent, 'page');
    (await eventually(() => byRole('link', 'Bondrucker 1 druckt keine Umlaute'))).click();
    await eventually(() => document.title === `${room.ticket.number} ${room.ticket.subject} – ETRON Portal`);
    assert.match(focused()?.textContent ?? '', /^Ticket/);
    assert.equal(path(), `/tickets/${room.ticket.id}`);
    await goBack();
    await eventually(() => focused()?.textContent === 'Tickets' && document.title === 'Tickets – ETRON Portal');
    await goBack();
    await eventually(() => focused()?.textContent === 'Übersicht');
    assert.deepEqual(told, ['/tickets', `/tickets/${room.ticket.id}`, '/tickets', '/']);
    assert.deepEqual(requestsOf(getOverview).length > 1, true, 'what waits is counted again');
  });

  it('keep a list with its search and its place while a record is read', async () => {
    await room.shownAt('/tickets');
    const search = await eventually(() => byRole<HTMLInputElement>('searchbox', 'Tickets suchen'));
    type(search, 'druckt');
    await eventually(() => requestsOf(listTickets).at(-1)?.query.get('search') === 'druckt');
    await new Promise((resolve) => setTimeout(resolve, 200));
    window.scrollTo({ top: 700, behavior: 'instant' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    byRole('link', 'Bondrucker 1 druckt keine Umlaute').click();
    await eventually(() => document.title.startsWith(room.ticket.number));
    await eventually(() => window.scrollY < 100);
    await goBack();
    await eventually(() => Math.abs(window.scrollY - 700) < 20);
    assert.equal(byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value, 'druckt');
  });

  it('find their place again when all of the page is loaded anew', async () => {
    await room.shownAt('/tickets');
    await eventually(() => allByRole('row').length > 30);
    window.scrollTo({ top: 900, behavior: 'instant' });
    await eventually(() => history.state?.etronScroll === 900);
    room.portal.remove();
    window.scrollTo({ top: 0, behavior: 'instant' });
    room.show();
    await eventually(() => Math.abs(window.scrollY - 900) < 20);
  });

  it('begin a ticket with what was handed over, in memory only', async () => {
    await room.shownAt('/');
    await heading('Übersicht');
    const overview = await eventually(() => room.portal.shadowRoot?.querySelector('etron-overview'));
    const prefill = {
      subject: 'Berechtigung für Rechnungen',
      description: 'Bitte freischalten.',
      category: 'question' as const,
    };
    overview.dispatchEvent(new TicketRequestedEvent(prefill));
    const subject = await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff'));
    await eventually(() => subject.value === prefill.subject);
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Kategorie').value, 'question');
    assert.equal(path(), '/tickets/new');
    assert.notInclude(location.href, 'Berechtigung');
    mock(createTicket, ticketSchema, () => room.ticket);
    byRole('button', 'Ticket einreichen').click();
    (await eventually(() => byRole('link', 'Ticket ansehen'))).click();
    await eventually(() => path() === `/tickets/${room.ticket.id}`);
    room.portal.navigate('/tickets/new');
    await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff').value === '');
  });

  it('begin the request for a permission as a question', async () => {
    await room.shownAt('/');
    (await eventually(() => allByRole('button', /^Berechtigung anfragen|^Anfragen/)[0])).click();
    await eventually(() => byRole<HTMLSelectElement>('combobox', 'Kategorie').value === 'question');
    assert.match(byRole<HTMLInputElement>('textbox', 'Betreff').value, /Verkaufsaufträge/);
  });

  it('are there for every menu, and say whom to ask where a permission is missing', async function () {
    this.timeout(40_000);
    room.person = { ...CUSTOMER, permissions: [] };
    const missing = () => problem(403, 'permission_missing');
    for (const operation of [listOrders, getOrder, listInvoices, getInvoice, listSubscriptions])
      mock(operation as typeof listOrders, undefined, missing);
    await room.shownAt('/');
    for (const [to, tag, what] of [
      ['/offers', 'orders', 'Angebote'],
      [`/offers/${uuid(7)}`, 'order', 'Angebote'],
      ['/orders', 'orders', 'Verkaufsaufträge'],
      [`/orders/${uuid(7)}`, 'order', /Angebote|Verkaufsaufträge/],
      ['/invoices', 'invoices', 'Rechnungen'],
      [`/invoices/${uuid(7)}`, 'invoice', 'Rechnungen'],
      ['/subscriptions', 'subscriptions', 'Abonnements'],
    ] as const) {
      room.portal.navigate(to);
      await room.portal.updateComplete;
      await customElements.whenDefined(`etron-${tag}`);
      const panel = new RegExp(`^(${what instanceof RegExp ? what.source : what}) sind für Sie nicht freigeschaltet$`);
      await eventually(() => allByRole('heading', panel).length, 8_000);
      assert.lengthOf(
        allByRole('heading').filter(({ tagName }) => tagName === 'H1'),
        1,
        to,
      );
      assert.deepEqual(overflowing(room.portal), []);
    }
    byRole('button', 'Berechtigung anfragen').click();
    await eventually(() => byRole<HTMLInputElement>('textbox', 'Betreff').value === 'Berechtigung für Abonnements');
    assert.equal(byRole<HTMLSelectElement>('combobox', 'Kategorie').value, 'question');
  });

  it('take their title from the record that is shown', async () => {
    await room.shownAt('/');
    const loaded = (name: string, values: object) =>
      room.portal.shadowRoot
        ?.querySelector('etron-provider')
        ?.firstElementChild?.dispatchEvent(
          Object.assign(new Event(`etron-${name}-loaded`, { bubbles: true, composed: true }), values),
        );
    for (const operation of [getOrder, getInvoice]) mock(operation as typeof getOrder, undefined, never);
    room.portal.navigate(`/offers/${uuid(7)}`);
    await eventually(() => document.title === 'Angebot – ETRON Portal');
    loaded('order', { number: 'AN-2026-00123', orderTitle: 'Zweite Kassa' });
    await eventually(() => document.title === 'AN-2026-00123 Zweite Kassa – ETRON Portal');
    assert.ok(byRole('heading', 'Angebot AN-2026-00123 Zweite Kassa'));
    room.portal.navigate(`/invoices/${uuid(7)}`);
    await eventually(() => document.title === 'Rechnung – ETRON Portal');
    loaded('invoice', { number: 'RE-2026-00042', invoiceTitle: '' });
    await eventually(() => document.title === 'RE-2026-00042 – ETRON Portal');
  });

  it('lead back from an accepted offer to the sales orders, for those who may see them', async () => {
    mock(getOrder, undefined, never);
    for (const [permissions, back, is] of [
      [['offers', 'orders'], 'Alle Verkaufsaufträge', 'Verkaufsauftrag'],
      [['offers'], 'Alle Angebote', 'Angebot'],
    ] as const) {
      room.person = { ...CUSTOMER, permissions: [...permissions] };
      await room.shownAt(`/offers/${uuid(7)}`);
      const element = await eventually(() => room.portal.shadowRoot?.querySelector('etron-order'));
      const loaded = (status: 'open' | 'ordered') =>
        element.dispatchEvent(new OrderLoadedEvent({ id: uuid(7), number: 'AN-7', title: '', status }));
      loaded('open');
      await eventually(() => byRole('link', /Alle Angebote$/) && byRole('heading', 'Angebot AN-7'));
      loaded('ordered');
      await eventually(() => allByRole('link', new RegExp(`${back}$`))[0] && byRole('heading', `${is} AN-7`));
      assert.equal(menu(new RegExp(`^${back.replace('Alle ', '')}`)).ariaCurrent, 'page');
      assert.isTrue(element.isConnected, 'the element stays, with what it says of the acceptance');
      room.portal.remove();
    }
  });

  it('show people their own access, and take over what they change', async () => {
    const account = { name: CUSTOMER.name, phone: null, language: null, email: 'x', company: null, hasPassword: null };
    mock(getAccount, accountSchema, () => account);
    mock(updateAccount, accountSchema, ({ body }) => {
      room.person = { ...CUSTOMER, name: 'Eva Maier' };
      return { ...account, ...(body as object) };
    });
    await room.shownAt('/');
    await heading('Übersicht');
    byRole('button', /^Menü von/).click();
    byRole('link', 'Mein Zugang').click();
    await heading('Mein Zugang');
    await eventually(() => focused()?.textContent === 'Mein Zugang' && document.title === 'Mein Zugang – ETRON Portal');
    assert.equal(room.portal.shadowRoot?.querySelectorAll(':popover-open').length, 0);
    type(await eventually(() => allByRole('textbox', 'Name')[0]), 'Eva Maier');
    byRole('button', 'Speichern').click();
    await eventually(() => allByRole('button', /^Menü von Eva Maier/)[0]);
    await room.expectSound();
  });

  it('say kindly what does not exist', async function () {
    this.timeout(20_000);
    await room.shownAt('/nowhere/at/all');
    await heading('Diese Seite gibt es nicht');
    await room.expectSound();
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
    await room.shownAt('/documents');
    await eventually(() => textOf(byRole('alert')).includes('konnte nicht geladen werden'));
    await expectAccessible(room.portal);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => byRole('searchbox', 'Dokumente suchen'));
    assert.deepEqual(allByRole('alert'), []);
    EtronPortal.elements = elements;
  });

  it('count what waits again after something was signed', async () => {
    await room.shownAt('/documents');
    await eventually(() => menu(/^Signaturen.*, 1 wartet auf Sie$/));
    room.counters = sampleOverview({ documents: { mine: 0, others: 3, signed: 12 } });
    room.portal.shadowRoot
      ?.querySelector('etron-documents')
      ?.dispatchEvent(new Event('etron-document-signed', { bubbles: true, composed: true }));
    await eventually(() => menu('Signaturen'));
  });

  it('has its menus behind a button where it is narrow, which says what waits', async function () {
    this.timeout(30_000);
    await setViewport({ width: 320, height: 700 });
    history.replaceState(null, '', `${START}#/`);
    room.show({}, '100%');
    await heading('Übersicht');
    const button = await eventually(() => byRole('button', 'Menü öffnen, 6 warten auf Sie'));
    assert.deepEqual(allByRole('navigation'), []);
    button.focus();
    await sendKeys({ press: 'Enter' });
    await eventually(() => byRole('navigation', 'Menüs'));
    // The menus are placed in the window, which has no margin as the body has.
    assert.deepEqual(overflowing(document.documentElement), []);
    await expectAccessible(room.portal);
    menu(/^Signaturen/).focus();
    await sendKeys({ press: 'Enter' });
    await heading('Signaturen');
    assert.deepEqual(allByRole('navigation'), []);
  });

  it('lets the keyboard skip the menus', async () => {
    await room.shownAt('/tickets');
    await heading('Tickets');
    byRole('link', 'Zum Inhalt springen').focus();
    await sendKeys({ press: 'Enter' });
    await eventually(() => focused()?.textContent === 'Tickets');
  });

  it('has room for a brand and further entries', async () => {
    room.show({
      innerHTML: '<b slot="brand">Kassenhaus</b><a slot="footer" href="/imprint">Impressum</a>',
    } as Partial<EtronPortal>);
    await heading('Übersicht');
    assert.equal(byRole('link', 'Kassenhaus').getAttribute('href'), '#/');
    assert.ok(byRole('link', 'Impressum'));
    assert.notInclude(Object.keys(room.portal), 'appName', 'a reactive property is an accessor of the class');
  });
});
