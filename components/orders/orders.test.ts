import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { orderPageSchema } from '../../src/contract/orders.schema.ts';
import { listOrders, type OrderSummary } from '../../src/contract/orders.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { getSession } from '../../src/contract/session.ts';
import { mock, mockNetwork, problem, requestsOf } from '../../src/internal/testing/network.ts';
import { inDays, mockOrders, sampleOrders } from '../../src/internal/testing/orders.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  statusText,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import type { TicketRequestedEvent } from '../shared/events.ts';
import { ListPage } from '../shared/testing/list-page.ts';
import { describeRecordList } from '../shared/testing/record-list.ts';
import './orders.define.ts';
import { cleanView, type OrdersView } from './orders.view.ts';

describeRecordList({
  tag: 'etron-orders',
  list: listOrders,
  schema: orderPageSchema,
  records: sampleOrders,
  serve: mockOrders,
  title: ({ title }) => title,
  hrefAttribute: 'orderHref',
  selected: 'etron-order-selected',
  nowhere: { search: 'gibt es nicht' },
  lengthen: (order) => {
    const long = 'Registrierkassensicherheitsverordnung'.repeat(3);
    Object.assign(order, { title: long, company: { id: uuid(6), name: long } });
  },
  words: {
    loading: 'Angebote werden geladen',
    found: '7 Angebote',
    empty: 'Noch keine Angebote',
    noMatch: 'Kein Angebot passt dazu',
  },
});

describe('<etron-orders>', () => {
  mockNetwork();
  const page = new ListPage('etron-orders', listOrders);
  const { show, shown, shownTo, titles, rowOf, lastQuery } = page;
  let orders: OrderSummary[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    orders = sampleOrders(7);
    mockOrders(orders);
  });
  afterEach(clearPage);

  it('is narrowed to a period, and says so in the view', async () => {
    await shown();
    const period = byRole<HTMLSelectElement>('combobox', 'Zeitraum');
    period.value = 'last-year';
    period.dispatchEvent(new Event('change'));
    const year = new Date().getFullYear() - 1;
    await eventually(() => lastQuery().from === `${year}-01-01` && lastQuery().to === `${year}-12-31`);
    assert.notProperty(lastQuery(), 'period');
    assert.deepEqual(page.list.view, { period: 'last-year' });
    assert.deepEqual(cleanView({ period: 'yesterday' }), {});
  });

  it('shows a row per offer with what matters, in both languages, live', async () => {
    Object.assign(orders[0] ?? {}, { gross: '1234.50', date: '2026-11-03' });
    await shown();
    assert.match(
      textOf(rowOf('Kassenplatz 1')),
      /AN-2026-00007 Kassenplatz 1 .*3\.11\.2026 .*noch 3 Tage gültig Offen .*1\.234,50 €/,
    );
    assert.match(textOf(rowOf('Kassenplatz 2')), /Verkaufsauftrag/);
    assert.match(textOf(rowOf('Kassenplatz 5')), /war gültig bis .* Abgelaufen/);
    assert.match(textOf(rowOf('Kassenplatz 6')), /gültig bis \d/);
    assert.lengthOf(
      page.list.shadowRoot?.querySelectorAll('[data-urgent]:not(button)') ?? [],
      2,
      'the 1st and the 7th',
    );
    assert.notInclude(textOf(page.list), 'Bäckerei');
    await eventually(() => statusText().includes('7 Angebote'));
    document.documentElement.lang = 'en';
    await eventually(() => /valid for 3 more days Open .*€1,234\.50/.test(textOf(rowOf('Kassenplatz 1'))));
    assert.notMatch(textOf(page.list), /gültig|Angebote|Abgelehnt/);
  });

  for (const [days, words, urgent] of [
    [0, 'nur noch heute gültig', true],
    [1, 'noch bis morgen gültig', true],
    [7, 'noch 7 Tage gültig', true],
    [8, 'gültig bis', false],
  ] as const) {
    it(`says how long an offer is valid: ${words}`, async () => {
      orders.length = 1;
      Object.assign(orders[0] ?? {}, { validUntil: inDays(days) });
      await shown();
      const validity = rowOf('Kassenplatz 1').querySelectorAll('time')[1];
      assert.include(validity?.textContent, words);
      assert.equal(validity?.hasAttribute('data-urgent'), urgent);
    });
  }

  it('shows sales orders apart, without states that they do not have', async () => {
    await shown({ show: 'orders' });
    assert.deepEqual(titles(), ['Kassenplatz 2']);
    assert.include(textOf(rowOf('Kassenplatz 2')), 'Beauftragt');
    assert.deepEqual(lastQuery(), { view: 'orders', limit: '50' });
    assert.deepEqual(allByRole('columnheader', /Gültigkeit/), []);
    assert.ok(byRole('button', 'Storniert'));
    assert.deepEqual(allByRole('button', /Abgelehnt|Abgelaufen/), []);
  });

  it('shows no offers as sales orders while those are on their way', async () => {
    await shown();
    page.list.show = 'orders';
    await page.list.updateComplete;
    assert.deepEqual(titles(), []);
    await eventually(() => titles().join() === 'Kassenplatz 2');
  });

  it('narrows to a state, and shows all again', async () => {
    await shown();
    const declined = byRole('button', 'Abgelehnt');
    declined.click();
    await eventually(() => titles().join() === 'Kassenplatz 3');
    assert.deepEqual(lastQuery(), { view: 'offers', status: 'declined', limit: '50' });
    assert.equal(declined.ariaPressed, 'true');
    byRole('button', 'Alle').click();
    await eventually(() => titles().length === 7);
    assert.deepEqual(page.views, [{ status: 'declined' }, {}]);
  });

  it('sorts by its headings, from the last to the first and then the other way round', async () => {
    await shown();
    const heading = () => allByRole('columnheader', 'Betrag')[0];
    assert.equal(allByRole('columnheader', 'Datum')[0]?.ariaSort, 'descending');
    byRole('button', 'Betrag').click();
    await eventually(() => lastQuery()['sort'] === 'gross' && titles()[0] === 'Kassenplatz 7');
    assert.equal(heading()?.ariaSort, 'descending');
    byRole('button', 'Betrag').click();
    await eventually(() => titles()[0] === 'Kassenplatz 1' && heading()?.ariaSort === 'ascending');
    assert.deepEqual(page.views, [{ sort: 'gross' }, { sort: 'gross', direction: 'asc' }]);
  });

  it('sorts by a menu where there are no headings', async () => {
    await shown({}, '320px');
    assert.deepEqual(allByRole('columnheader'), []);
    const menu = byRole<HTMLSelectElement>('combobox', 'Sortieren nach');
    menu.value = 'number';
    menu.dispatchEvent(new Event('change'));
    await eventually(() => lastQuery()['sort'] === 'number');
    byRole('button', 'Absteigend').click();
    await eventually(() => lastQuery()['direction'] === 'asc');
  });

  it('keeps only what the API takes of a view from an address', () => {
    const loose = { search: 'x'.repeat(300), status: 'lost', sort: 'colour', direction: 'up' };
    assert.deepEqual(cleanView(loose), { search: 'x'.repeat(200) });
    const view: OrdersView = { status: 'open', sort: 'gross', direction: 'asc', company: uuid(5) };
    assert.deepEqual(cleanView(view), view);
  });

  it('shows employees the company', async () => {
    await shownTo(me(1, 'staff'));
    await eventually(() => rowOf('Kassenplatz 1'));
    assert.include(textOf(rowOf('Kassenplatz 1')), 'Bäckerei Huber & Söhne GmbH');
    assert.ok(byRole('columnheader', 'Kunde'));
  });

  describe('without the permission', () => {
    beforeEach(() => mock(listOrders, orderPageSchema, () => problem(403, 'permission_missing')));

    it('sends customers of a sales partner there', async () => {
      const partner = { id: uuid(8), name: 'Kassen Lang KG' };
      await shownTo({ ...me(1, 'customer'), management: true, partner });
      await eventually(() => byRole('heading', 'Angebote erhalten Sie von Ihrem Vertriebspartner'));
      assert.include(textOf(page.list), 'Ihr Vertriebspartner Kassen Lang KG hat diese Unterlagen.');
      assert.deepEqual(allByRole('button'), []);
      assert.deepEqual(allByRole('searchbox'), []);
      await expectAccessible(page.list);
    });

    it('lets the management ask for it, with a ticket that is written already', async () => {
      await shownTo({ ...me(1, 'customer'), management: true });
      const button = await eventually(() => byRole('button', 'Berechtigung anfragen'));
      await expectAccessible(page.list);
      const asked: TicketRequestedEvent['prefill'][] = [];
      document.addEventListener(
        'etron-ticket-requested',
        (event) => asked.push((event as TicketRequestedEvent).prefill),
        {
          once: true,
        },
      );
      button.click();
      assert.deepEqual(asked, [
        {
          subject: 'Berechtigung für Angebote',
          description:
            'Guten Tag,\n\nbitte schalten Sie im Portal „Angebote“ frei.\n\nFür: Eva Berger, eva@example.at (weitere Namen bitte ergänzen)',
          category: 'question',
        },
      ]);
    });

    it('sends everybody else to their management, asking itself who reads', async () => {
      mock(getSession, meSchema, () => me(1, 'customer'));
      show();
      await eventually(() => textOf(page.list).includes('Bitte fragen Sie Ihre Geschäftsleitung'));
      assert.deepEqual(allByRole('button'), []);
      await eventually(() => requestsOf(getSession).length === 1);
    });
  });
});
