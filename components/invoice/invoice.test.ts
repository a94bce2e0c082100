import { assert } from '@open-wc/testing';
import { historyPageSchema, timeSheetSchema } from '../../src/contract/history.schema.ts';
import { listHistory, listTimeEntries, streamChanges } from '../../src/contract/history.ts';
import { invoiceSchema } from '../../src/contract/invoices.schema.ts';
import { getInvoice, getInvoiceFile, type Invoice } from '../../src/contract/invoices.ts';
import { dayFromNow, SHA256, sampleInvoice } from '../../src/internal/testing/invoices.ts';
import { API, EventStream, mock, mockNetwork, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  overflowing,
  showPage,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import { describeRecordPage } from '../shared/testing/record-page.ts';
import './invoice.define.ts';
import type { EtronInvoice } from './invoice.ts';

describe('<etron-invoice>', () => {
  mockNetwork();
  let element: EtronInvoice;
  let invoice: Invoice;
  let live: EventStream;
  let loaded: string[];

  beforeEach(() => {
    invoice = sampleInvoice();
    live = new EventStream();
    mock(getInvoice, invoiceSchema, ({ params }) =>
      params['id'] === invoice.id ? invoice : problem(404, 'not_found'),
    );
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(listTimeEntries, timeSheetSchema, () => ({
      items: [
        {
          id: uuid(40),
          date: '2026-11-22',
          minutes: 25,
          text: 'Beleg gesucht',
          employee: { id: uuid(1), name: 'Eva' },
        },
      ],
      totalMinutes: 25,
    }));
    mock(streamChanges, undefined, () => live.response());
  });
  afterEach(clearPage);

  function created(attributes: Partial<EtronInvoice>): EtronInvoice {
    element = Object.assign(document.createElement('etron-invoice'), { invoiceId: invoice.id, ...attributes });
    loaded = [];
    element.addEventListener('etron-invoice-loaded', ({ number, invoiceTitle }) =>
      loaded.push(`${number} ${invoiceTitle}`),
    );
    return element;
  }
  const show = (width = '1000px') => showPage(width, created({ apiUrl: API }));
  const shown = async (width?: string) => {
    show(width);
    await eventually(() => allByRole('textbox').length);
  };
  async function shownTo(person: TestSession['session']['value']): Promise<TestSession> {
    const provider = new TestSession();
    provider.append(created({}));
    showPage('1000px', provider);
    provider.session.setValue(person);
    await eventually(() => textOf(element).trim());
    return provider;
  }
  const amounts = () =>
    textOf(element.shadowRoot?.querySelector('.amounts') ?? undefined)
      .replace(/\s+/g, ' ')
      .trim();

  it('shows what it is for, what it comes to, and who takes care of it, in both languages, live', async () => {
    await shown();
    assert.ok(byRole('heading', 'onRetail Kassa, Oktober 2026'));
    const text = textOf(element);
    assert.include(text, 'Rechnung RE-2026-00001');
    assert.equal(amounts(), 'Netto 1.000,00 € Gesamtbetrag 1.200,00 € Noch offen 700,00 €');
    assert.match(text, /Datum 13\.10\.2026 Fällig am/);
    assert.include(text, 'Katharina Moser');
    await eventually(() => byRole('table', 'Zeiterfassungen'));
    assert.deepEqual(requestsOf(listHistory)[0]?.params, { kind: 'invoice', id: invoice.id });
    assert.deepEqual(loaded, ['RE-2026-00001 onRetail Kassa, Oktober 2026']);
    document.documentElement.lang = 'en';
    await eventually(() => amounts().startsWith('Net €1,000.00 Total €1,200.00 Outstanding €700.00'));
    assert.notMatch(textOf(element.shadowRoot?.querySelector('.banner') ?? undefined), /fällig|zahlen/);
  });

  for (const [state, over, words] of [
    ['overdue', {}, /Überfällig Seit 12 Tagen überfällig 700,00\s€ waren bis \d\d\.\d\d\.\d{4} zu zahlen\. Wenn/],
    ['due soon', { status: 'open', dueDate: dayFromNow(1) }, /Offen Morgen fällig Bitte zahlen Sie 700,00\s€ bis/],
    ['open', { status: 'open', dueDate: '2099-12-01' }, /Offen Bitte zahlen Sie 700,00\s€ bis 01\.12\.2099\./],
    ['paid', { status: 'paid', due: '0.00', paidOn: '2026-11-02' }, /Bezahlt am 02\.11\.2026\. Vielen Dank!/],
    ['paid at some time', { status: 'paid', due: '0.00' }, /Diese Rechnung ist bezahlt\. Vielen Dank!/],
    [
      'a credit note that was paid out',
      { status: 'paid', net: '-100.00', gross: '-120.00', due: '0.00', paidOn: '2026-11-02' },
      /Bezahlt am 02\.11\.2026\. (?!Vielen)/,
    ],
    [
      'cancelled',
      { status: 'cancelled', due: '0.00' },
      /Storniert Diese Rechnung wurde storniert\. Es ist nichts zu zahlen\./,
    ],
    [
      'a credit note',
      { status: 'open', net: '-100.00', gross: '-120.00', due: '-120.00' },
      /Gutschrift RE-.* Offen Gutschrift über 120,00\s€\. Es ist nichts zu zahlen\./,
    ],
  ] as const) {
    it(`says in words what it means: ${state}`, async () => {
      invoice = sampleInvoice(over);
      await shown();
      assert.match(textOf(element), words);
      assert.equal(/Noch offen/.test(amounts()), ['overdue', 'due soon', 'open'].includes(state));
      await expectAccessible(element);
      element.style.width = '320px';
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.deepEqual(overflowing(element), []);
    });
  }

  it('cuts no long word off', async () => {
    const long = 'Registrierkassensicherheitsverordnung'.repeat(3);
    invoice = sampleInvoice({ title: long, number: long, gross: '123456789.00', company: { id: uuid(6), name: long } });
    await shown('320px');
    assert.deepEqual(overflowing(element), []);
  });

  it('speaks of the customer to employees, and lends them their tools', async () => {
    await shownTo(me(1, 'staff'));
    await eventually(() => /Der Kunde hatte 700,00\s€ bis/.test(textOf(element)));
    assert.isTrue(element.shadowRoot?.querySelector('etron-history')?.staff);
  });

  it('downloads its PDF, and says when that failed', async () => {
    const saved: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      saved.push(this.download);
    };
    try {
      mock(getInvoiceFile, undefined, () => problem(500, 'internal'));
      await shown();
      byRole('button', 'PDF herunterladen').click();
      await eventually(() => byRole('alert'));
      mock(getInvoiceFile, undefined, () => new Response('PDF'));
      byRole('button', 'PDF herunterladen').click();
      await eventually(() => saved.length);
      assert.deepEqual(saved, ['RE-2026-00001.pdf']);
      assert.deepEqual(requestsOf(getInvoiceFile)[0]?.params, { id: invoice.id, sha256: SHA256 });
      assert.deepEqual(allByRole('alert'), []);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('has no button without a PDF', async () => {
    invoice = sampleInvoice({ file: null });
    await shown();
    assert.deepEqual(allByRole('button', /PDF/), []);
  });
});

describeRecordPage({
  tag: 'etron-invoice',
  kind: 'invoice',
  idProperty: 'invoiceId',
  loaded: 'etron-invoice-loaded',
  get: getInvoice,
  schema: invoiceSchema,
  record: (title) => sampleInvoice({ title }),
  words: {
    loading: 'Die Rechnung wird geladen.',
    notFound: 'Rechnung nicht gefunden',
    english: 'Invoice not found',
    forbidden: 'Rechnungen sind für Sie nicht freigeschaltet',
  },
});
