import { assert } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { invoicePageSchema } from '../../src/contract/invoices.schema.ts';
import { exportInvoices, getInvoiceFile, type InvoiceSummary, listInvoices } from '../../src/contract/invoices.ts';
import { dayFromNow, mockInvoices, SHA256, sampleInvoices } from '../../src/internal/testing/invoices.ts';
import { mock, mockNetwork, problem, requestsOf } from '../../src/internal/testing/network.ts';
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
import { ListPage } from '../shared/testing/list-page.ts';
import { describeRecordList } from '../shared/testing/record-list.ts';
import './invoices.define.ts';
import { cleanView, type InvoicesView } from './invoices.view.ts';

describeRecordList({
  tag: 'etron-invoices',
  list: listInvoices,
  schema: invoicePageSchema,
  records: sampleInvoices,
  serve: mockInvoices,
  title: ({ number }) => number,
  hrefAttribute: 'invoiceHref',
  selected: 'etron-invoice-selected',
  nowhere: { search: 'gibt es nicht' },
  lengthen: (invoice) => {
    const long = 'Sammelrechnungsberichtigungsnummernkreis'.repeat(3);
    Object.assign(invoice, { number: long, gross: '123456789.00', company: { id: uuid(6), name: long } });
  },
  words: {
    loading: 'Rechnungen werden geladen',
    found: '7 Rechnungen',
    empty: 'Noch keine Rechnungen',
    noMatch: 'Keine Rechnung passt dazu',
  },
});

describe('<etron-invoices>', () => {
  mockNetwork();
  const page = new ListPage('etron-invoices', listInvoices);
  const { shown, shownTo, titles, rowOf, lastQuery } = page;
  let invoices: InvoiceSummary[];
  let saved: string[];
  const { click } = HTMLAnchorElement.prototype;

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    invoices = sampleInvoices(7);
    mockInvoices(invoices);
    saved = [];
    HTMLAnchorElement.prototype.click = function () {
      if (this.download) saved.push(this.download);
      else click.call(this);
    };
  });
  afterEach(() => {
    HTMLAnchorElement.prototype.click = click;
    clearPage();
  });

  const cells = (number: string) =>
    [...rowOf(number).querySelectorAll('[role=gridcell]')].map((cell) => textOf(cell).replace('Fällig ', '').trim());

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

  it('shows a row per invoice with what matters, in both languages, live', async () => {
    Object.assign(invoices[0] ?? {}, { date: '2026-10-13', gross: '1234.50', due: '34.50' });
    await shown();
    const [number, date, due, status, gross, open] = cells('RE-2026-00007');
    assert.deepEqual([number, date, status], ['RE-2026-00007', '13.10.2026', 'Überfällig']);
    assert.match(`${due}`, /^\d\d\.\d\d\.\d{4} seit 12 Tagen überfällig$/);
    assert.match(`${gross} | ${open}`, /^1\.234,50\s€ \| Noch offen 34,50\s€$/);
    assert.match(`${cells('RE-2026-00006')}`, /in 3 Tagen fällig,Offen/);
    assert.match(`${cells('RE-2026-00005')}`, /^[^ü]*Bezahlt,1\.202,50\s€,,$/, 'nothing is due');
    assert.notInclude(textOf(page.list), 'Bäckerei');
    await eventually(() => statusText().includes('7 Rechnungen'));
    document.documentElement.lang = 'en';
    await eventually(() => /overdue for 12 days Overdue €1,234\.50/.test(textOf(rowOf('RE-2026-00007'))));
    assert.notMatch(textOf(page.list), /fällig|Offen|Bezahlt|Rechnung/);
  });

  for (const [status, days, words] of [
    ['overdue', -1, 'seit gestern überfällig'],
    ['overdue', -30, 'seit 30 Tagen überfällig'],
    // The clock of the reader is behind that of the server, or before it: the state counts.
    ['overdue', 0, 'seit gestern überfällig'],
    ['open', -1, 'heute fällig'],
    ['open', 0, 'heute fällig'],
    ['open', 1, 'morgen fällig'],
    ['open', 7, 'in 7 Tagen fällig'],
    ['open', 8, undefined],
    ['paid', -3, undefined],
    ['cancelled', -3, undefined],
  ] as const) {
    it(`says of one ${status} and due in ${days} days: ${words}`, async () => {
      invoices.length = 1;
      Object.assign(invoices[0] ?? {}, { status, dueDate: dayFromNow(days) });
      await shown();
      const said = rowOf('RE-2026-00007').querySelector('[data-column=due] small');
      assert.equal(said?.textContent, words);
      assert.equal(said?.hasAttribute('data-urgent') ?? false, status === 'overdue');
    });
  }

  it('leaves out of a card what is not due, or said already', async () => {
    Object.assign(invoices[1] ?? {}, { due: '100.00' });
    await shown({}, '320px');
    const visible = (number: string) =>
      [...rowOf(number).querySelectorAll<HTMLElement>('[role=gridcell]')].flatMap(({ dataset, offsetHeight }) =>
        offsetHeight ? dataset['column'] : [],
      );
    assert.deepEqual(visible('RE-2026-00007'), ['number', 'due', 'status', 'gross', 'file']);
    assert.deepEqual(visible('RE-2026-00006'), ['number', 'due', 'status', 'gross', 'open', 'file']);
    assert.deepEqual(visible('RE-2026-00005'), ['number', 'date', 'status', 'gross', 'file']);
    assert.deepEqual(visible('RE-2026-00004'), ['number', 'date', 'status', 'gross']);
  });

  it('narrows to a state, and shows all again', async () => {
    await shown();
    const overdue = byRole('button', 'Überfällig');
    overdue.click();
    await eventually(() => titles().length === 2);
    assert.deepEqual(lastQuery(), { status: 'overdue', limit: '50' });
    assert.equal(overdue.ariaPressed, 'true');
    byRole('button', 'Alle').click();
    await eventually(() => titles().length === 7);
    assert.deepEqual(page.views, [{ status: 'overdue' }, {}]);
  });

  it('sorts by its headings, and by a menu where there are none', async () => {
    await shown();
    assert.equal(byRole('columnheader', 'Datum').ariaSort, 'descending');
    byRole('button', 'Betrag').click();
    await eventually(() => lastQuery()['sort'] === 'gross' && titles()[0] === 'RE-2026-00001');
    assert.equal(byRole('columnheader', 'Betrag').ariaSort, 'descending');
    byRole('button', 'Betrag').click();
    await eventually(() => lastQuery()['direction'] === 'asc');
    page.list.style.width = '320px';
    await eventually(() => !allByRole('columnheader').length);
    const menu = byRole<HTMLSelectElement>('combobox', 'Sortieren nach');
    menu.value = 'due';
    menu.dispatchEvent(new Event('change'));
    await eventually(() => lastQuery()['sort'] === 'due');
    assert.deepEqual(page.views, [{ sort: 'gross' }, { sort: 'gross', direction: 'asc' }, { sort: 'due' }]);
  });

  it('keeps only what the API takes of a view from an address', () => {
    assert.deepEqual(cleanView({ search: 'x'.repeat(300), status: 'lost', sort: 'colour' }), {
      search: 'x'.repeat(200),
    });
    const view: InvoicesView = { status: 'open', sort: 'due', direction: 'asc', company: uuid(5) };
    assert.deepEqual(cleanView(view), view);
  });

  it('downloads the PDF of a row, where there is one', async () => {
    Object.assign(invoices[0] ?? {}, { number: 'RE/2026:7' });
    mock(getInvoiceFile, undefined, () => new Response('PDF'));
    await shown();
    assert.lengthOf(allByRole('button', /als PDF herunterladen/), 6, 'the cancelled one has none');
    byRole('button', 'RE/2026:7 als PDF herunterladen').click();
    await eventually(() => saved.length);
    assert.deepEqual(saved, ['RE 2026 7.pdf']);
    assert.deepEqual(requestsOf(getInvoiceFile)[0]?.params, { id: uuid(4_000), sha256: SHA256 });
    await eventually(() => statusText().includes('PDF heruntergeladen'));
  });

  it('exports what the view shows as CSV', async () => {
    mock(exportInvoices, undefined, () => new Response('\ufeffNummer'));
    await shown({ view: { status: 'overdue', sort: 'due' } });
    byRole('button', 'CSV-Export').click();
    await eventually(() => saved.length);
    assert.match(`${saved}`, /^Rechnungen-\d{4}-\d\d-\d\d\.csv$/);
    assert.deepEqual(Object.fromEntries(requestsOf(exportInvoices)[0]?.query ?? []), {
      status: 'overdue',
      sort: 'due',
      language: 'de',
    });
    await eventually(() => statusText().includes('CSV-Export heruntergeladen'));
    byRole('button', 'Alle').click();
    await eventually(() => statusText().includes('7 Rechnungen'));
  });

  it('says when a download failed', async () => {
    mock(exportInvoices, undefined, () => problem(500, 'internal'));
    mock(getInvoiceFile, undefined, () => problem(404, 'not_found'));
    await shown();
    byRole('button', 'CSV-Export').click();
    await eventually(() => textOf(byRole('alert')).includes('nicht geklappt'));
    byRole('button', 'RE-2026-00007 als PDF herunterladen').click();
    await eventually(() => textOf(byRole('alert')).includes('Das gibt es nicht mehr.'));
    assert.notInclude(statusText(), 'heruntergeladen');
  });

  it('shows employees the company', async () => {
    await shownTo(me(1, 'staff'));
    await eventually(() => titles().length);
    assert.include(cells('RE-2026-00007'), 'Bäckerei Huber & Söhne GmbH');
    assert.ok(byRole('columnheader', 'Kunde'));
  });

  it('says whom to ask for the permission', async () => {
    mock(listInvoices, invoicePageSchema, () => problem(403, 'permission_missing'));
    await shownTo({ ...me(1, 'customer'), management: true });
    const button = await eventually(() => byRole('button', 'Berechtigung anfragen'));
    await expectAccessible(page.list);
    const asked: unknown[] = [];
    page.list.addEventListener('etron-ticket-requested', ({ prefill }) => asked.push(prefill?.subject));
    button.click();
    assert.deepEqual(asked, ['Berechtigung für Rechnungen']);
    assert.deepEqual(allByRole('searchbox'), []);
  });
});
