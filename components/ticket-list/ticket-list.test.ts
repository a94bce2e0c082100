import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { ticketFacetsSchema, ticketPageSchema } from '../../src/contract/tickets.schema.ts';
import { exportTickets, getTicketFacets, listTickets, type TicketSummary } from '../../src/contract/tickets.ts';
import { API, mock, mockNetwork, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
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
} from '../../src/internal/testing/page.ts';
import { mockTickets, sampleTickets } from '../../src/internal/testing/tickets.ts';
import './ticket-list.define.ts';
import type { EtronTicketList } from './ticket-list.ts';

const WIDTHS = ['320px', '700px', '1200px'];

function show(attributes: Partial<EtronTicketList> = {}, width = '1200px'): EtronTicketList {
  const list = Object.assign(document.createElement('etron-ticket-list'), { apiUrl: API, ...attributes });
  showPage(width, list);
  return list;
}

/** Whether the live region says it. */
const said = (text: string): boolean => allByRole('status').some((region) => textOf(region).includes(text));

const rowOf = (number: string): HTMLElement =>
  allByRole('row').find((row) => textOf(row).includes(number)) ?? assert.fail(`no row ${number}`);

async function expectSound(list: HTMLElement): Promise<void> {
  for (const width of WIDTHS) {
    list.style.width = width;
    await new Promise((resolve) => setTimeout(resolve, 30));
    assert.deepEqual(overflowing(list), [], width);
    await expectAccessible(list);
  }
}

describe('<etron-ticket-list>', () => {
  mockNetwork();
  let tickets: TicketSummary[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    tickets = sampleTickets(8);
    mockTickets(tickets);
  });
  afterEach(clearPage);

  async function shown(attributes?: Partial<EtronTicketList>, width?: string): Promise<EtronTicketList> {
    const list = show(attributes, width);
    await eventually(() => allByRole('grid').length);
    await eventually(() => !list.shadowRoot?.querySelector('[aria-busy=true]'));
    return list;
  }

  it('shows a row per ticket, in both languages, live', async () => {
    const list = await shown();
    await eventually(() => allByRole('columnheader').length === 6);
    const row = rowOf('T-2026-000005');
    for (const text of ['Bondrucker 4 druckt', 'Verrechnung', 'Hoch', 'Apotheke am Stadtpark']) {
      assert.include(textOf(row), text);
    }
    assert.include(textOf(row), 'Rückfrage an den Kunden');
    assert.include(textOf(row), 'Nicht zugeteilt');
    assert.include(textOf(list), '8 Tickets');
    const time = row.querySelector('time');
    assert.equal(time?.dateTime, tickets[3]?.changedAt);
    assert.match(time?.textContent ?? '', /^vor 20 Min\.$/);
    assert.match(time?.title ?? '', /^\d+\. \S+ \d{4}, \d\d:\d\d$/);

    document.documentElement.lang = 'en';
    await eventually(() => textOf(row).includes('Question to the customer'));
    assert.equal(row.querySelector('time')?.textContent, '20 min ago');
    assert.isOk(byRole('button', 'File a ticket'));
    assert.notMatch(textOf(list), /Änderung|Kunde|einreichen/);
  });

  it('is sound at every width: nothing cut off, nothing for axe', async () => {
    const long = 'Warenwirtschaftssystemschnittstellenkonfigurationsdatei'.repeat(3);
    Object.assign(tickets[2] ?? {}, { subject: long, company: { id: tickets[2]?.company?.id, name: long } });
    await expectSound(await shown());
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
    const list = await shown({ ticketHref: '#/tickets/{id}' });
    assert.isOk(byRole('link', '<img src=x onerror="document.title=1"> javascript:alert(1)'));
    assert.isNull(list.shadowRoot?.querySelector('img, script'));
    assert.equal(document.title, 'Test');
  });

  it('has real links, whose address knows id and number', async () => {
    await shown({ ticketHref: '#/tickets/{id}/{number}', createHref: '#/new' });
    const [ticket] = tickets;
    const link = byRole('link', 'Bondrucker 1 druckt keine Umlaute') as HTMLAnchorElement;
    assert.equal(link.hash, `#/tickets/${ticket?.id}/${ticket?.number}`);
    assert.equal((byRole('link', 'Ticket einreichen') as HTMLAnchorElement).hash, '#/new');
  });

  it('tells which ticket was opened; a prevented event keeps the link from being followed', async () => {
    const list = await shown({ ticketHref: '#/tickets/{id}' });
    const opened: string[] = [];
    let prevent = true;
    list.addEventListener('etron-ticket-selected', (event) => {
      opened.push(event.number);
      if (prevent) event.preventDefault();
    });
    const link = byRole('link', 'Bondrucker 1 druckt keine Umlaute');
    link.click();
    assert.deepEqual(opened, ['T-2026-000008']);
    assert.equal(location.hash, '');
    // With the control key it opens in a tab of its own, as every link.
    link.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, bubbles: true, cancelable: true }));
    assert.lengthOf(opened, 1);
    prevent = false;
    link.click();
    await eventually(() => location.hash === `#/tickets/${tickets[0]?.id}`);
    history.replaceState(null, '', location.pathname + location.search);
  });

  it('asks the page for the form', async () => {
    const list = await shown();
    let asked = 0;
    list.addEventListener('etron-ticket-requested', () => asked++);
    byRole('button', 'Ticket einreichen').click();
    assert.equal(asked, 1);
  });

  it('says that it loads, without a jump when the rows come', async () => {
    mock(listTickets, ticketPageSchema, never);
    mock(getTicketFacets, ticketFacetsSchema, never);
    const list = show();
    await eventually(() => said('werden geladen'));
    const skeleton = list.shadowRoot?.querySelector('.skeleton')?.getBoundingClientRect().top ?? 0;
    await expectSound(list);
    list.style.width = '';
    mockTickets(tickets);
    await list.refresh();
    await list.updateComplete;
    const first = list.shadowRoot?.querySelector('.rows')?.getBoundingClientRect().top ?? 0;
    assert.approximately(first, skeleton, 2);
  });

  it('invites to file the first ticket when there is none', async () => {
    mockTickets([]);
    const list = show();
    await eventually(() => allByRole('heading', 'Noch keine Tickets').length);
    assert.isOk(byRole('button', 'Ticket einreichen'));
    assert.lengthOf(allByRole('searchbox'), 0, 'nothing to search');
    await expectSound(list);
  });

  it('says what went wrong and tries again', async () => {
    mock(listTickets, ticketPageSchema, () => problem(500, 'internal'));
    const list = show();
    await eventually(() => allByRole('alert').length);
    assert.include(textOf(byRole('alert')), 'Das hat leider nicht geklappt');
    await expectSound(list);
    mockTickets(tickets);
    byRole('button', 'Erneut versuchen').focus();
    await sendKeys({ press: 'Enter' });
    await eventually(() => focused() === byRole('button', 'Bondrucker 1 druckt keine Umlaute'));
    assert.lengthOf(allByRole('alert'), 0);
  });

  it('loads by itself when the network is back, and keeps its rows while it is gone', async () => {
    const list = await shown();
    mock(listTickets, ticketPageSchema, offline);
    await list.refresh();
    await eventually(() => textOf(list).includes('Keine Verbindung.'));
    assert.lengthOf(allByRole('row'), 9);
    mockTickets(sampleTickets(9));
    window.dispatchEvent(new Event('online'));
    await eventually(() => allByRole('row').length === 10);
    assert.lengthOf(allByRole('alert'), 0);
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
      answer();
      await eventually(() => said('CSV-Export heruntergeladen'));
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    assert.lengthOf(downloads, 1);
    assert.match(downloads[0] ?? '', /^tickets-\d{4}-\d\d-\d\d\.csv$/);
    const query = Object.fromEntries(requestsOf(exportTickets)[0]?.query ?? []);
    assert.deepEqual(query, {
      status: 'new,waiting',
      search: 'druckt',
      sort: 'changed',
      direction: 'desc',
      language: 'de',
    });
  });

  it('says when the export failed', async () => {
    mock(exportTickets, undefined, () => problem(500, 'internal'));
    await shown();
    byRole('button', 'CSV-Export').click();
    await eventually(() => allByRole('alert').length);
    assert.isOk(byRole('button', 'CSV-Export'));
  });
});
