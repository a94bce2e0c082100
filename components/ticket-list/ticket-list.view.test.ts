import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { Client } from '../../src/api/client.ts';
import { ticketFacetsSchema } from '../../src/contract/tickets.schema.ts';
import { getTicketFacets, listTickets } from '../../src/contract/tickets.ts';
import { API, mock, mockNetwork, never } from '../../src/internal/testing/network.ts';
import { allByRole, byRole, clearPage, eventually, expectAccessible, textOf } from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import { ListPage } from '../shared/testing/list-page.ts';
import './ticket-list.define.ts';
import { cleanView, type TicketListView } from './ticket-list.view.ts';

describe('<etron-ticket-list> view', () => {
  mockNetwork();
  const page = new ListPage('etron-ticket-list', listTickets);
  const { lastQuery } = page;

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => mockTickets(sampleTickets(40)));
  afterEach(clearPage);

  const settled = () => eventually(() => page.root.querySelector('.statuses .count')?.textContent && page.openers()[0]);
  const shown = async (view: TicketListView = {}, width?: string): Promise<void> => {
    page.show({ view }, width);
    await settled();
  };
  const choose = (label: string, option: string | RegExp) => {
    const select = byRole<HTMLSelectElement>('combobox', label);
    const found = [...select.options].find(({ text }) =>
      typeof option === 'string' ? text === option : option.test(text),
    );
    select.value = found?.value ?? assert.fail(`no option ${option}`);
    select.dispatchEvent(new Event('change'));
  };

  it('filters by several statuses, with counts', async () => {
    await shown();
    byRole('button', 'Neu 8').click();
    await page.list.updateComplete;
    byRole('button', 'Rückfrage an den Kunden 8').click();
    await eventually(() => allByRole('row').length === 17);
    assert.equal(byRole('button', 'Neu 8').ariaPressed, 'true');
    assert.deepEqual(page.views.at(-1), { status: 'new,waiting' });
    byRole('button', 'Neu 8').click();
    await eventually(() => allByRole('row').length === 9);
    await expectAccessible(page.list);
  });

  it('filters by customer and employee', async () => {
    await shown();
    choose('Kunde', 'Gasthof zum Goldenen Hirschen (13)');
    choose('Zugeteilter Mitarbeiter', /^Markus Hofer/);
    await eventually(() => allByRole('row').length > 1 && allByRole('row').length < 13);
    assert.deepInclude(lastQuery(), { company: uuid(2), assignee: uuid(11) });
    choose('Zugeteilter Mitarbeiter', 'Nicht zugeteilt');
    await eventually(() => allByRole('heading', 'Kein Ticket passt dazu').length);
    await expectAccessible(page.list);
  });

  it('filters by who filed', async () => {
    await shown();
    choose('Eingereicht', 'Von Kolleginnen und Kollegen');
    await eventually(() => lastQuery().filedBy === 'others');
    assert.deepEqual(page.views.at(-1), { filedBy: 'others' });
    choose('Eingereicht', 'Von mir');
    await eventually(() => lastQuery().filedBy === 'me' && allByRole('button', 'Alle anzeigen').length);
    await expectAccessible(page.list);
    byRole('button', 'Alle anzeigen').click();
    await eventually(() => byRole<HTMLSelectElement>('combobox', 'Eingereicht').value === '');
  });

  it('sorts by the column headings, the other way round at the second time', async () => {
    await shown();
    const column = (name: string) => allByRole('columnheader').find((header) => textOf(header).includes(name));
    assert.equal(column('Letzte Änderung')?.ariaSort, 'descending');
    byRole('button', 'Betreff').click();
    await eventually(() => lastQuery().sort === 'subject' && lastQuery().direction === 'asc');
    byRole('button', 'Betreff').click();
    await eventually(() => lastQuery().direction === 'desc');
    assert.equal(column('Betreff')?.ariaSort, 'descending');
    assert.equal(column('Letzte Änderung')?.ariaSort, 'none');
    await expectAccessible(page.list);
  });

  it('sorts and filters by menus where it is narrow', async () => {
    await shown({}, '320px');
    assert.lengthOf(allByRole('combobox'), 0);
    byRole('button', 'Filter').click();
    await eventually(() => allByRole('combobox').length === 5);
    assert.equal(byRole('button', 'Filter').ariaExpanded, 'true');
    choose('Sortieren nach', 'Dringlichkeit');
    await eventually(() => lastQuery().sort === 'priority' && lastQuery().direction === 'desc');
    byRole('button', 'Absteigend').click();
    await eventually(() => lastQuery().direction === 'asc');
    choose('Kunde', /^Apotheke/);
    await eventually(() => allByRole('button', 'Filter 1').length);
    await expectAccessible(page.list);
  });

  it('groups with headings that are rows, and counts them', async () => {
    for (const [group, name] of [
      ['status', 'Zur Bearbeitung – Backlog'],
      ['category', 'Änderungswunsch'],
      ['company', 'Bäckerei Huber & Söhne GmbH'],
      ['assignee', 'Nicht zugeteilt'],
    ] as const) {
      await shown({ group });
      await eventually(() => allByRole('rowheader', name).length === 1);
      const rows = allByRole('row');
      assert.deepEqual(
        rows.map((row) => Number(row.ariaRowIndex)),
        rows.map((_, i) => i + 1),
      );
      assert.equal(byRole('grid').ariaRowCount, `${rows.length}`);
      await expectAccessible(page.list);
    }
    choose('Gruppieren', 'Nicht gruppiert');
    await eventually(() => allByRole('rowheader').length === 0);
    assert.deepEqual(page.views, [{}]);
  });

  it('takes its view from the page, without telling it back', async () => {
    await shown(Object.fromEntries(new URLSearchParams('status=new&sort=number&direction=asc&group=company')));
    assert.deepInclude(lastQuery(), { status: 'new', sort: 'number', direction: 'asc', group: 'company' });
    page.list.view = { search: 'Drucker 12' };
    await eventually(() => allByRole('row').length === 2);
    assert.equal(byRole<HTMLInputElement>('searchbox').value, 'Drucker 12');
    assert.deepEqual(page.views, []);
  });

  it('ignores what an address cannot mean', () => {
    const mangled = {
      status: 'new,nonsense,done',
      sort: 'drop table',
      direction: 'up',
      group: '',
      filedBy: 'you',
      search: 'x'.repeat(999),
    };
    assert.deepEqual(cleanView(mangled), { status: 'new,done', search: 'x'.repeat(200) });
  });

  it('shows the customer to partners and staff only', async () => {
    for (const role of ['customer', 'partner', 'staff'] as const) {
      await page.shownTo(me(3, role));
      await settled();
      assert.lengthOf(allByRole('columnheader', 'Kunde'), role === 'customer' ? 0 : 1, role);
      assert.lengthOf(allByRole('combobox', 'Kunde'), role === 'customer' ? 0 : 1, role);
      assert.notEqual(
        [...byRole<HTMLSelectElement>('combobox', 'Gruppieren').options].some(({ value }) => value === 'company'),
        role === 'customer',
      );
      await expectAccessible(page.list);
    }
  });

  it('hides from the next reader what the tickets of the one before could be filtered by', async () => {
    const provider = await page.shownTo(me(3, 'customer'));
    await settled();
    provider.session.setValue(null);
    mock(getTicketFacets, ticketFacetsSchema, never);
    provider.client.setValue(new Client(API));
    provider.session.setValue(me(4, 'customer'));
    await page.list.updateComplete;
    assert.notInclude(textOf(page.list), 'Katharina Moser');
  });
});
