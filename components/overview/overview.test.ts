import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { overviewSchema } from '../../src/contract/overview.schema.ts';
import { getOverview, type Overview } from '../../src/contract/overview.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { getSession, type Me, PERMISSIONS } from '../../src/contract/session.ts';
import {
  API,
  mock,
  mockNetwork,
  never,
  offline,
  problem,
  requests,
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
  statusText,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import type { TicketRequestedEvent } from '../shared/events.ts';
import './overview.define.ts';
import type { EtronOverview } from './overview.ts';

const HREF = '#/{menu}';
const ALL: Partial<Me> = { permissions: [...PERMISSIONS] };
const NONE: Partial<Overview> = { offers: null, orders: null, invoices: null, subscriptions: null };

describe('<etron-overview>', () => {
  mockNetwork();
  let overview: EtronOverview;
  let counters: Overview;

  before(() => setViewport({ width: 1280, height: 900 }));
  beforeEach(() => {
    counters = sampleOverview();
    mock(getOverview, overviewSchema, () => counters);
  });
  afterEach(clearPage);

  /** Inside of `<etron-provider>`. */
  function show(person: Partial<Me> = ALL, attributes: Partial<EtronOverview> = { menuHref: HREF }): TestSession {
    const provider = new TestSession();
    overview = Object.assign(document.createElement('etron-overview'), attributes);
    provider.append(overview);
    showPage('1200px', provider);
    provider.session.setValue({ ...me(3, 'customer'), ...person });
    return provider;
  }

  const tiles = (): HTMLElement[] => allByRole('listitem').filter((item) => item.matches('.tile'));
  const tileOf = (name: string): string => {
    const tile = tiles().find((item) => textOf(item.querySelector('h2') as Node).trim() === name);
    return tile ? textOf(tile).trim() : assert.fail(`no tile ${name}`);
  };
  const counted = () => eventually(() => /\d/.test(tileOf('Tickets')));
  const names = () => tiles().map((item) => textOf(item.querySelector('h2') as Node).trim());

  async function expectSound(): Promise<void> {
    for (const width of ['320px', '700px', '1200px']) {
      (overview.closest('main') as HTMLElement).style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.deepEqual(overflowing(overview), [], width);
      await expectAccessible(overview);
    }
  }

  it('counts what there is and says what waits, in one request', async () => {
    show();
    await counted();
    assert.equal(tileOf('Tickets'), 'Tickets 5 offene Tickets 2 Rückfragen warten auf Sie');
    assert.equal(
      tileOf('Signaturen'),
      'Signaturen 3 offene Dokumente 1 wartet auf Ihre Unterschrift 2 warten auf andere · 12 unterschrieben',
    );
    assert.equal(
      tileOf('Angebote'),
      'Angebote 3 offene Angebote 3 warten auf Ihre Entscheidung 1 läuft in den nächsten 7 Tagen ab',
    );
    assert.equal(tileOf('Verkaufsaufträge'), 'Verkaufsaufträge 4 Verkaufsaufträge');
    assert.match(tileOf('Rechnungen'), /^Rechnungen 2 offene Rechnungen 1 überfällig 1\.234,50 € zu bezahlen$/);
    assert.equal(tileOf('Abonnements'), 'Abonnements 1.200 aktive Abonnements auf 2 Instanzen');
    assert.include(statusText(), '7 Aufgaben warten auf Sie.');
    assert.lengthOf(requests, 1);
    await expectSound();
  });

  it('leads to the lists with what the tiles count, and to a new ticket', async () => {
    show();
    overview.menuHref = '#/{menu}{view}';
    overview.createHref = '#/tickets/new';
    await counted();
    const href = (name: string) => byRole<HTMLAnchorElement>('link', name).getAttribute('href');
    assert.equal(href('Tickets'), `#/tickets?status=${encodeURIComponent('new,backlog,in_progress,waiting')}`);
    assert.equal(href('Signaturen'), '#/documents?state=waiting');
    assert.equal(href('Angebote'), '#/offers?status=open');
    assert.equal(href('Verkaufsaufträge'), '#/orders');
    assert.equal(href('Rechnungen'), '#/invoices?status=unpaid');
    assert.equal(href('Ticket einreichen'), '#/tickets/new');
    const events: string[] = [];
    overview.addEventListener('etron-ticket-requested', (event) => {
      events.push(event.type);
      event.preventDefault();
    });
    byRole('link', 'Ticket einreichen').click();
    assert.deepEqual(events, ['etron-ticket-requested']);
    await expectSound();
  });

  it('speaks English, live', async () => {
    show();
    await counted();
    document.documentElement.lang = 'en';
    await eventually(() => tileOf('Sales orders') === 'Sales orders 4 sales orders');
    assert.equal(tileOf('Tickets'), 'Tickets 5 open tickets 2 questions are waiting for you');
    assert.match(tileOf('Invoices'), /1 overdue €1,234\.50 to be paid$/);
    assert.notMatch(textOf(overview), /offen|wart|Angebot|Rechnung/);
  });

  it('says it when nothing waits', async () => {
    counters = sampleOverview({
      tickets: { open: 1, mine: 0, others: 0 },
      documents: { mine: 0, others: 0, signed: 0 },
      offers: { open: 0, ending: 0 },
      invoices: { open: 0, overdue: 0, due: '0.00' },
      subscriptions: { active: 0, instances: 0 },
    });
    show();
    await counted();
    assert.include(statusText(), 'Im Moment wartet nichts auf Sie.');
    assert.equal(tileOf('Tickets'), 'Tickets 1 offenes Ticket');
    assert.equal(tileOf('Signaturen'), 'Signaturen 0 offene Dokumente');
    assert.equal(tileOf('Rechnungen'), 'Rechnungen 0 offene Rechnungen');
    assert.deepEqual(overview.shadowRoot?.querySelectorAll('[data-waiting]').length, 0);
  });

  it('marks what waits by more than its colour', async () => {
    show();
    await counted();
    const waiting = tiles().filter((item) => item.dataset['waiting']);
    assert.deepEqual(
      waiting.map((item) => textOf(item.querySelector('h2') as Node).trim()),
      ['Tickets', 'Signaturen', 'Angebote', 'Rechnungen'],
    );
    for (const item of waiting) assert.match(textOf(item.querySelector('.waits') as Node), /\d+ \S/);
  });

  for (const [role, words, waits] of [
    ['partner', /2 Rückfragen warten auf Sie 3 Rückfragen warten auf Ihre Kunden/, '7 Aufgaben warten auf Sie.'],
    ['staff', /3 Rückfragen warten auf Antwort/, ''],
  ] as const) {
    it(`says to ${role} that others may have to answer`, async () => {
      const tickets = { open: 5, mine: role === 'staff' ? 0 : 2, others: 3 };
      counters = sampleOverview({
        tickets,
        ...(role === 'staff' && { documents: { mine: 0, others: 3, signed: 12 } }),
      });
      show({ role, permissions: role === 'staff' ? [] : [...PERMISSIONS] });
      await counted();
      assert.match(tileOf('Tickets'), words);
      assert.equal(statusText().trim(), waits);
      assert.deepEqual(names().length, 6);
      assert.equal(!!overview.shadowRoot?.querySelector('.waits'), role !== 'staff');
    });
  }

  it('leaves out menus without permission', async () => {
    counters = sampleOverview({ ...NONE, invoices: counters.invoices });
    show({ permissions: ['invoices'] });
    await counted();
    assert.deepEqual(names(), ['Tickets', 'Signaturen', 'Rechnungen']);
    assert.include(statusText(), '4 Aufgaben warten auf Sie.');
  });

  it('explains whom to ask, where it is told to', async () => {
    counters = sampleOverview(NONE);
    show({ permissions: [] }, { menuHref: HREF, explain: true });
    await counted();
    assert.deepEqual(names(), ['Tickets', 'Signaturen']);
    assert.ok(
      byRole('heading', 'Angebote, Verkaufsaufträge, Rechnungen und Abonnements sind für Sie nicht freigeschaltet'),
    );
    assert.match(textOf(overview), /Bitte fragen Sie Ihre Geschäftsleitung/);
    assert.deepEqual(allByRole('button'), []);
    assert.lengthOf(allByRole('link'), 2);
    await expectSound();
  });

  it('sends customers of a sales partner there', async () => {
    counters = sampleOverview(NONE);
    const partner = { id: uuid(8), name: 'Kassenhaus Brandstätter GmbH \u202egnp' };
    show({ permissions: [], management: true, partner }, { explain: true });
    await counted();
    assert.ok(byRole('heading', /^Angebote, .* und Abonnements erhalten Sie von Ihrem Vertriebspartner$/));
    assert.match(textOf(overview), /Ihr Vertriebspartner Kassenhaus Brandstätter GmbH gnp hat diese Unterlagen/);
    assert.deepEqual(allByRole('button', /anfragen/), []);
    await expectSound();
  });

  it('lets the management ask for a permission, by keyboard', async () => {
    counters = sampleOverview({ ...NONE, orders: { total: 1 } });
    const person: Partial<Me> = { permissions: ['orders'], management: true };
    const provider = show(person, { menuHref: HREF, explain: true });
    const wishes: unknown[] = [];
    provider.addEventListener('etron-ticket-requested', (event) =>
      wishes.push((event as TicketRequestedEvent).prefill),
    );
    await counted();
    await expectSound();
    assert.ok(byRole('heading', 'Angebote, Rechnungen und Abonnements sind für Sie nicht freigeschaltet'));
    assert.lengthOf(allByRole('button', /^Berechtigung anfragen: /), 3);
    byRole('button', 'Berechtigung anfragen: Angebote').focus();
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(wishes, [
      {
        subject: 'Berechtigung für Angebote',
        description:
          'Guten Tag,\n\nbitte schalten Sie im Portal „Angebote“ frei.\n\nFür: Eva Berger, eva@example.at (weitere Namen bitte ergänzen)',
        category: 'question',
      },
    ]);
  });

  it('leads to the menus by links, or tells the page which one was opened', async () => {
    show();
    await counted();
    assert.equal(byRole<HTMLAnchorElement>('link', 'Angebote').getAttribute('href'), '#/offers');
    const opened: string[] = [];
    overview.addEventListener('etron-menu-selected', (event) => {
      opened.push(event.menu);
      event.preventDefault();
    });
    const before = location.href;
    byRole('link', 'Angebote').click();
    overview.setAttribute('menu-href', '');
    await eventually(() => byRole('button', 'Signaturen'));
    byRole('button', 'Signaturen').focus();
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(opened, ['offers', 'documents']);
    assert.equal(location.href, before);
  });

  it('keeps its shape while it loads: names first, figures later', async () => {
    mock(getOverview, overviewSchema, never);
    show();
    await eventually(() => allByRole('link').length === 6);
    assert.include(statusText(), 'Die Übersicht wird geladen');
    assert.equal(byRole('list', 'Menüs').ariaBusy, 'true');
    await expectSound();
    const heights = () => tiles().map((item) => Math.round(item.getBoundingClientRect().top));
    const before = heights();
    overview.remove();
    mock(getOverview, overviewSchema, () => counters);
    show();
    await counted();
    assert.deepEqual(heights(), before);
  });

  for (const [answer, words] of [
    [() => problem(500, 'internal'), /Das hat leider nicht geklappt/],
    [offline, /Keine Verbindung/],
  ] as const) {
    it(`says what went wrong and tries again: ${words}`, async () => {
      mock(getOverview, overviewSchema, answer);
      show();
      await eventually(() => words.test(textOf(byRole('alert'))));
      assert.lengthOf(allByRole('link'), 6, 'the menus are there all the same');
      await expectSound();
      mock(getOverview, overviewSchema, () => counters);
      byRole('button', 'Erneut versuchen').click();
      await counted();
      assert.deepEqual(allByRole('alert'), []);
    });
  }

  it('counts again when the reader comes back, and tells the page', async () => {
    show();
    const told: Overview[] = [];
    overview.addEventListener('etron-overview-loaded', (event) => told.push(event.overview));
    await counted();
    counters = sampleOverview({ tickets: { open: 6, mine: 2, others: 0 } });
    document.dispatchEvent(new Event('visibilitychange'));
    await eventually(() => /^Tickets 6 /.test(tileOf('Tickets')));
    assert.deepEqual(
      told.map(({ tickets }) => tickets.open),
      [5, 6],
    );
  });

  it('forgets nothing it shows while it counts again', async () => {
    show();
    await counted();
    byRole('link', 'Tickets').focus();
    mock(getOverview, overviewSchema, never);
    void overview.refresh();
    await eventually(() => requestsOf(getOverview).length === 2);
    assert.match(tileOf('Tickets'), /^Tickets 5 /);
    assert.equal(focused()?.textContent, 'Tickets');
  });

  it('asks those to log in who are not', async () => {
    const provider = show();
    await counted();
    provider.session.setValue(null);
    await eventually(() => textOf(overview).includes('Bitte melden Sie sich an.'));
    assert.deepEqual(tiles(), []);
  });

  it('works alone, and asks by itself who is logged in', async () => {
    mock(getSession, meSchema, () => ({ ...me(3, 'customer'), permissions: [...PERMISSIONS] }));
    overview = Object.assign(document.createElement('etron-overview'), { apiUrl: API, menuHref: HREF });
    showPage('700px', overview);
    await eventually(() => names().length === 6);
    assert.match(tileOf('Tickets'), /Rückfragen warten auf Sie/);
    assert.notInclude(Object.keys(overview), 'menuHref', 'a reactive property is an accessor of the class');
  });

  it('says alone that nobody is logged in', async () => {
    mock(getSession, meSchema, () => problem(401, 'unauthenticated'));
    mock(getOverview, overviewSchema, () => problem(401, 'unauthenticated'));
    overview = Object.assign(document.createElement('etron-overview'), { apiUrl: API });
    showPage('700px', overview);
    await eventually(() => textOf(overview).includes('Bitte melden Sie sich an.'));
  });
});
