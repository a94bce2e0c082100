import { assert } from '@open-wc/testing';
import { ticketAccessSchema } from '../../src/contract/contacts.schema.ts';
import { exchangeTicketLink } from '../../src/contract/contacts.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { redeemLink } from '../../src/contract/session.ts';
import { listTickets } from '../../src/contract/tickets.ts';
import { mock, requestsOf } from '../../src/internal/testing/network.ts';
import { allByRole, byRole, clearPage, eventually, focused, type } from '../../src/internal/testing/page.ts';
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

/** The states of open tickets, as the overview counts them. */
const OPEN = 'new,backlog,in_progress,waiting';

describe('<etron-portal>, its addresses', () => {
  let room: PortalRoom;
  eachInPortalRoom((entered) => {
    room = entered;
  });

  it('follow a hash that somebody changes by hand, and leave those of the page alone', async () => {
    await room.shownAt('/');
    await heading('Übersicht');
    location.hash = '#/documents';
    await heading('Signaturen');
    location.hash = '#imprint';
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.ok(byRole('heading', 'Signaturen'));
  });

  it('say what a list shows, for copied links and the way back', async () => {
    await room.shownAt('/');
    const tile = await eventually(() => allByRole('link', 'Tickets').find((link) => link.closest('.tile')));
    tile.click();
    await eventually(() => requestsOf(listTickets).at(-1)?.query.get('status') === OPEN);
    assert.equal(path(), `/tickets?status=${encodeURIComponent(OPEN)}`);

    type(byRole('searchbox', 'Tickets suchen'), 'druckt');
    await eventually(() => requestsOf(listTickets).at(-1)?.query.get('search') === 'druckt');
    const narrowed = path();
    assert.match(narrowed, /status=.*search=druckt|search=druckt.*status=/);
    const row = await eventually(() => byRole<HTMLAnchorElement>('link', /^Bondrucker 1 /));
    row.click();
    await eventually(() => path().startsWith('/tickets/'));
    byRole('link', 'Alle Tickets').click();
    await eventually(() => path() === narrowed);
    assert.equal(byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value, 'druckt');

    menu(/^Tickets/).click();
    await eventually(() => byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value === '');
    assert.equal(path(), '/tickets');
    await goBack();
    await eventually(() => byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value === 'druckt');
  });

  it('open a list as a copied link shows it', async () => {
    await room.shownAt('/tickets?status=waiting&search=druckt');
    await eventually(() => byRole<HTMLInputElement>('searchbox', 'Tickets suchen').value === 'druckt');
    // The list of the test before may still be asking.
    await eventually(() => requestsOf(listTickets).at(-1)?.query.get('status') === 'waiting');
  });

  it('stay on a page whose base leads elsewhere', async () => {
    const base = Object.assign(document.createElement('base'), { href: '/elsewhere/' });
    document.head.append(base);
    try {
      await room.shownAt('/');
      menu(/^Tickets/).click();
      await heading('Tickets');
      assert.equal(location.pathname + location.search, START);
    } finally {
      base.remove();
    }
  });

  it('open one ticket by a mailed link, without a login, and keep the token to themselves', async () => {
    mock(exchangeTicketLink, ticketAccessSchema, () => ({
      accessToken: 'ACCESS',
      expiresIn: 600,
      ticketId: room.ticket.id,
      contact: { name: 'Erika Gast', email: 'gast@example.at' },
      account: 'none',
    }));
    const paths: string[] = [];
    for (const routing of ['hash', 'history'] as const) {
      for (const person of [null, CUSTOMER]) {
        room.person = person;
        history.replaceState(null, '', `${START}#/t/GEHEIM`);
        room.show({ routing, base: location.pathname });
        room.portal.addEventListener('etron-navigated', ({ path }) => paths.push(path));
        await heading(room.ticket.subject);
        assert.deepEqual(
          [location.pathname + location.search, location.hash],
          [START, '#/t/GEHEIM'],
          'it is sent to no server',
        );
        assert.match(document.title, new RegExp(room.ticket.number));
        assert.lengthOf(allByRole('navigation', 'Menüs'), 0);
        room.portal.navigate('/t/GEHEIM');
        clearPage();
      }
    }
    assert.deepEqual(paths, Array(4).fill('/t'));
    assert.ok(requestsOf(exchangeTicketLink).every(({ body }) => (body as { token: string }).token === 'GEHEIM'));
  });

  it('are paths where the page wants it, below its base', async () => {
    history.replaceState(null, '', '/portal/tickets');
    room.show({ routing: 'history', base: '/portal/' });
    await heading('Tickets');
    assert.equal(menu(/^Signaturen/).getAttribute('href'), '/portal/documents');
    menu(/^Signaturen/).click();
    await heading('Signaturen');
    assert.equal(location.pathname, '/portal/documents');
    await goBack();
    await eventually(() => focused()?.textContent === 'Tickets');
    assert.equal(location.pathname, '/portal/tickets');
    menu('Übersicht').click();
    await eventually(() => location.pathname === '/portal/');
    await heading('Übersicht');
  });

  it('are those of mailed links too, which have the path in the hash', async () => {
    history.replaceState(null, '', '/portal/#/tickets');
    room.show({ routing: 'history', base: '/portal' });
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
    room.person = null;
    mock(redeemLink, meSchema, () => room.logIn());
    history.replaceState(null, '', '/portal/#/login/a%2Fb');
    room.show({ routing: 'history', base: '/portal' });
    (await eventually(() => byRole('button', 'Jetzt anmelden'))).click();
    await heading('Übersicht');
    assert.deepEqual(requestsOf(redeemLink)[0]?.body, { token: 'a/b' });
    assert.equal(location.pathname + location.hash, '/portal/');
  });

  it('leave to the browser what is not theirs', async () => {
    history.replaceState(null, '', '/portal');
    room.show({ routing: 'history', base: '/portal' });
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
      room.portal.append(Object.assign(anchor, { slot: 'footer', textContent: text, ...link }));
      anchor.click();
    }
    room.portal
      .querySelector<HTMLElement>('a')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, ctrlKey: true, cancelable: true }));
    document.removeEventListener('click', stop);
    assert.deepEqual(followed, ['outside', 'unknown', 'foreign', 'window', 'file', 'outside']);
    await heading('Tickets');
  });

  it('leave the title of the window alone when told to', async () => {
    await room.shownAt('/tickets', { withoutTitle: true });
    await heading('Tickets');
    assert.equal(document.title, 'Test');
  });
});
