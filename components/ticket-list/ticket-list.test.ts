import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { ticketFacetsSchema, ticketPageSchema } from '../../src/contract/tickets.schema.ts';
import { exportTickets, getTicketFacets, listTickets, type TicketSummary } from '../../src/contract/tickets.ts';
import { mock, mockNetwork, never, requestsOf } from '../../src/internal/testing/network.ts';
import { allByRole, byRole, clearPage, eventually, textOf } from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import { ListPage } from '../shared/testing/list-page.ts';
import { describeRecordList } from '../shared/testing/record-list.ts';
import './ticket-list.define.ts';

/** Whether the live region says it. */
const said = (text: string): boolean => allByRole('status').some((region) => textOf(region).includes(text));

describeRecordList({
  tag: 'etron-ticket-list',
  list: listTickets,
  schema: ticketPageSchema,
  records: (count) => sampleTickets(count).map((ticket) => ({ ...ticket, unread: false })),
  serve: mockTickets,
  title: ({ subject }) => subject,
  hrefAttribute: 'ticketHref',
  selected: 'etron-ticket-selected',
  nowhere: { search: 'gibt es nicht' },
  lengthen: (ticket) => {
    const long = 'Warenwirtschaftssystemschnittstellenkonfigurationsdatei'.repeat(3);
    Object.assign(ticket, { subject: long, company: { id: uuid(6), name: long } });
  },
  words: {
    loading: 'Tickets werden geladen',
    found: '7 Tickets',
    empty: 'Noch keine Tickets',
    noMatch: 'Kein Ticket passt dazu',
  },
});

describe('<etron-ticket-list>', () => {
  mockNetwork();
  const page = new ListPage('etron-ticket-list', listTickets);
  const { show, shown, rowOf } = page;
  let tickets: TicketSummary[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    tickets = sampleTickets(8);
    mockTickets(tickets);
  });
  afterEach(clearPage);

  it('shows a row per ticket, in both languages, live', async () => {
    await shown();
    await eventually(() => allByRole('columnheader').length === 6);
    const row = rowOf('T-2026-000005');
    for (const text of ['Bondrucker 4 druckt', 'Verrechnung', 'Hoch', 'Apotheke am Stadtpark']) {
      assert.include(textOf(row), text);
    }
    assert.include(textOf(row), 'Rückfrage an den Kunden');
    assert.include(textOf(row), 'Nicht zugeteilt');
    assert.include(textOf(page.list), '8 Tickets');
    const time = row.querySelector('time');
    assert.equal(time?.dateTime, tickets[3]?.changedAt);
    assert.match(time?.textContent ?? '', /^vor 20 Min\.$/);
    assert.match(time?.title ?? '', /^\d+\. \S+ \d{4}, \d\d:\d\d$/);

    document.documentElement.lang = 'en';
    await eventually(() => textOf(row).includes('Question to the customer'));
    assert.equal(row.querySelector('time')?.textContent, '20 min ago');
    assert.isOk(byRole('button', 'File a ticket'));
    assert.notMatch(textOf(page.list), /Änderung|Kunde|einreichen/);
  });

  it('marks what is unread in words, and forgets the mark when it is opened', async () => {
    await shown();
    const unread = byRole('button', /^Ungelesen: Bondrucker 2/);
    unread.click();
    await eventually(() => allByRole('button', /^Bondrucker 2/).length);
    assert.lengthOf(allByRole('button', /^Ungelesen/), 0);
  });

  it('shows what people wrote as text', async () => {
    Object.assign(tickets[0] ?? {}, { subject: '<img src=x onerror="document.title=1"> javascript:alert(1)' });
    Object.assign(tickets[1] ?? {}, { subject: '</div><script>document.title=2</script>' });
    await shown({ ticketHref: '#/tickets/{id}' });
    assert.isOk(byRole('link', '<img src=x onerror="document.title=1"> javascript:alert(1)'));
    assert.isNull(page.list.shadowRoot?.querySelector('img, script'));
    assert.equal(document.title, 'Test');
  });

  it('has real links, whose address knows id and number', async () => {
    await shown({ ticketHref: '#/tickets/{id}/{number}', createHref: '#/new' });
    const [ticket] = tickets;
    const link = byRole('link', 'Bondrucker 1 druckt keine Umlaute') as HTMLAnchorElement;
    assert.equal(link.hash, `#/tickets/${ticket?.id}/${ticket?.number}`);
    assert.equal((byRole('link', 'Ticket einreichen') as HTMLAnchorElement).hash, '#/new');
  });

  it('asks the page for the form', async () => {
    await shown();
    let asked = 0;
    page.list.addEventListener('etron-ticket-requested', () => asked++);
    byRole('button', 'Ticket einreichen').click();
    assert.equal(asked, 1);
  });

  it('says that it loads, without a jump when the rows come', async () => {
    mock(listTickets, ticketPageSchema, never);
    mock(getTicketFacets, ticketFacetsSchema, never);
    show();
    await eventually(() => said('werden geladen'));
    const skeleton = page.list.shadowRoot?.querySelector('.skeleton')?.getBoundingClientRect().top ?? 0;
    page.list.style.width = '';
    mockTickets(tickets);
    await page.list.refresh();
    await page.list.updateComplete;
    const first = page.list.shadowRoot?.querySelector('.rows')?.getBoundingClientRect().top ?? 0;
    assert.approximately(first, skeleton, 2);
  });

  it('invites to file the first ticket when there is none', async () => {
    mockTickets([]);
    show();
    await eventually(() => allByRole('heading', 'Noch keine Tickets').length);
    assert.isOk(byRole('button', 'Ticket einreichen'));
    assert.lengthOf(allByRole('searchbox'), 0, 'nothing to search');
  });

  it('exports what the view shows, and says so', async () => {
    let answer: () => void = () => {};
    mock(exportTickets, undefined, async () => {
      await new Promise<void>((resolve) => (answer = resolve));
      return new Response('Nummer', { headers: { 'content-type': 'text/csv' } });
    });
    const downloads: string[] = [];
    const click = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      downloads.push(this.download);
    };
    try {
      await shown({ view: { status: 'new,waiting', group: 'status', search: 'druckt' } });
      byRole('button', 'CSV-Export').click();
      await eventually(() => said('CSV-Export läuft …'));
      byRole('button', 'CSV-Export läuft …').click();
      await eventually(() => requestsOf(exportTickets).length);
      answer();
      await eventually(() => said('CSV-Export heruntergeladen'));
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    assert.lengthOf(downloads, 1);
    assert.match(downloads[0] ?? '', /^Tickets-\d{4}-\d\d-\d\d\.csv$/);
    const query = Object.fromEntries(requestsOf(exportTickets)[0]?.query ?? []);
    assert.deepEqual(query, {
      status: 'new,waiting',
      search: 'druckt',
      sort: 'changed',
      direction: 'desc',
      language: 'de',
    });
  });
});
