import { assert } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import {
  documentCountsSchema,
  documentPageSchema,
  signingDocumentSchema,
} from '../../src/contract/documents.schema.ts';
import {
  countDocuments,
  type DocumentSummary,
  getDocument,
  getDocumentFile,
  listDocuments,
} from '../../src/contract/documents.ts';
import { mockDocuments, sampleDocuments } from '../../src/internal/testing/documents.ts';
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
  statusText,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import './documents.define.ts';
import type { EtronDocuments } from './documents.ts';
import { cleanView, type DocumentsView } from './documents.view.ts';

const SHA256 = 'a'.repeat(64);
const HREF = '#/documents/{id}';

describe('<etron-documents>', () => {
  mockNetwork();
  let list: EtronDocuments;
  let documents: DocumentSummary[];
  let views: DocumentsView[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    documents = sampleDocuments(7);
    mockDocuments(documents);
  });
  afterEach(clearPage);

  function show(attributes: Partial<EtronDocuments> = {}, width = '1200px'): EtronDocuments {
    list = Object.assign(document.createElement('etron-documents'), { apiUrl: API, ...attributes });
    views = [];
    list.addEventListener('etron-view-changed', (event) => views.push(event.view as DocumentsView));
    showPage(width, list);
    return list;
  }

  async function shown(attributes?: Partial<EtronDocuments>, width?: string): Promise<void> {
    show(attributes, width);
    await eventually(() => allByRole('listitem').length && list.shadowRoot?.querySelector('.count')?.textContent);
  }

  /** A list inside of `<etron-provider>`. */
  async function shownTo(person: TestSession['session']['value']): Promise<TestSession> {
    const provider = new TestSession();
    list = document.createElement('etron-documents');
    provider.append(list);
    showPage('1200px', provider);
    provider.session.setValue(person);
    await eventually(() => textOf(list).trim());
    return provider;
  }

  const rowOf = (title: string): HTMLElement =>
    allByRole('listitem').find((row) => textOf(row).includes(title)) ?? assert.fail(`no row ${title}`);
  const lastQuery = () => Object.fromEntries(requestsOf(listDocuments).at(-1)?.query ?? []);
  const titles = () => allByRole('listitem').map((row) => row.querySelector('.open')?.textContent);

  it('shows a row per document with what matters, in both languages, live', async () => {
    await shown();
    assert.match(textOf(rowOf('Wartungsvertrag 1')), /läuft in 3 Tagen ab Zu unterschreiben jetzt/);
    assert.match(textOf(rowOf('Wartungsvertrag 2')), /Wartet auf andere gestern/);
    assert.include(textOf(rowOf('Wartungsvertrag 3')), 'Unterschrieben');
    assert.include(textOf(rowOf('Wartungsvertrag 6')), 'Zurückgezogen');
    assert.notInclude(textOf(list), 'Bäckerei');
    await eventually(() => statusText().includes('7 Dokumente'));
    document.documentElement.lang = 'en';
    await eventually(() => /expires in 3 days To sign now/.test(textOf(rowOf('Wartungsvertrag 1'))));
    assert.notMatch(textOf(list), /unterschreiben|Abgelehnt|Dokumente/);
  });

  for (const [hours, words, urgent] of [
    [0, 'läuft heute ab', true],
    [24, 'läuft morgen ab', true],
    [24 * 7, 'läuft in 7 Tagen ab', true],
    [24 * 10, 'läuft in 10 Tagen ab', false],
  ] as const) {
    it(`says when a document ends: ${words}`, async () => {
      const noon = new Date().setHours(12, 0, 0, 0);
      documents.length = 1;
      Object.assign(documents[0] ?? {}, { expiresAt: new Date(noon + hours * 3_600_000).toISOString() });
      await shown();
      assert.equal(list.shadowRoot?.querySelector('.expiry')?.textContent, words);
      assert.equal(!!list.shadowRoot?.querySelector('.expiry[data-urgent]'), urgent);
    });
  }

  it('is sound at every width: nothing cut off, nothing for axe', async function () {
    this.timeout(40_000);
    const long = 'Auftragsverarbeitungsvertragsbestandteile'.repeat(3);
    Object.assign(documents[2] ?? {}, { title: long, company: { id: uuid(6), name: long } });
    await shown({ documentHref: HREF });
    for (const width of ['320px', '700px', '1200px']) {
      list.style.width = width;
      await new Promise((resolve) => setTimeout(resolve, 30));
      assert.deepEqual(overflowing(list), [], width);
      await expectAccessible(list);
    }
  });

  it('counts, and narrows to a state', async () => {
    await shown();
    const mine = await eventually(() => byRole('button', 'Zu unterschreiben 2'));
    assert.ok(byRole('button', 'Warten auf andere 1'));
    assert.ok(byRole('button', 'Unterschrieben 1'));
    assert.deepEqual(allByRole('button', /Entwurf/), []);
    assert.equal(byRole('button', 'Alle').ariaPressed, 'true');
    mine.click();
    await eventually(() => titles().length === 2);
    assert.deepEqual(lastQuery(), { turn: 'mine', limit: '50' });
    assert.equal(mine.ariaPressed, 'true');
    byRole('button', 'Warten auf andere 1').click();
    await eventually(() => lastQuery().turn === 'others');
    byRole('button', 'Unterschrieben 1').click();
    await eventually(() => lastQuery().status === 'signed');
    byRole('button', 'Alle').click();
    await eventually(() => titles().length === 7);
    assert.deepEqual(views, [{ state: 'mine' }, { state: 'others' }, { state: 'signed' }, {}]);
  });

  it('shows the other states only when there are documents in them', async () => {
    documents.splice(3);
    await shown();
    await eventually(() => byRole('button', 'Unterschrieben 1'));
    assert.deepEqual(allByRole('button', /Abgelehnt|Abgelaufen|Zurückgezogen/), []);
  });

  it('searches once typing pauses', async () => {
    await shown();
    byRole('searchbox', 'Dokumente suchen').focus();
    const before = requestsOf(listDocuments).length;
    await sendKeys({ type: 'vertrag 7' });
    await eventually(() => titles().join() === 'Wartungsvertrag 7');
    assert.equal(requestsOf(listDocuments).length, before + 1);
    assert.deepEqual(views, [{ search: 'vertrag 7' }]);
  });

  it('keeps only what the API takes of a view from an address', () => {
    assert.deepEqual(cleanView({ search: '', state: 'everything', company: undefined }), {});
    assert.deepEqual(cleanView({ search: 'x'.repeat(300), state: 'others' }), {
      search: 'x'.repeat(200),
      state: 'others',
    });
  });

  it('says how friendly nothing to sign is, what matches nothing, and that there is nothing', async () => {
    documents.splice(0, 7, { ...(documents[2] as DocumentSummary) });
    await shown({ view: { state: 'mine' } }).catch(() => {});
    await eventually(() => textOf(list).includes('Alles unterschrieben'));
    await expectAccessible(list);
    byRole('button', 'Alle anzeigen').click();
    await eventually(() => titles().length === 1);
    list.view = { search: 'gibt es nicht' };
    await eventually(() => byRole('heading', 'Kein Dokument passt dazu'));
    documents.length = 0;
    show();
    await eventually(() => byRole('heading', 'Noch keine Dokumente'));
    assert.deepEqual(allByRole('searchbox'), []);
    await expectAccessible(list);
  });

  it('is accessible while it loads', async () => {
    mock(listDocuments, documentPageSchema, never);
    mock(countDocuments, documentCountsSchema, never);
    show({}, '320px');
    await eventually(() => statusText().includes('Dokumente werden geladen'));
    await expectAccessible(list);
    assert.deepEqual(overflowing(list), []);
  });

  it('says what went wrong, and tries again', async () => {
    mock(listDocuments, documentPageSchema, () => offline());
    show();
    await eventually(() => byRole('alert') && textOf(list).includes('Keine Verbindung'));
    await expectAccessible(list);
    mockDocuments(documents);
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => titles().length === 7);
    await eventually(() => focused()?.textContent === 'Wartungsvertrag 1');
    assert.deepEqual(allByRole('alert'), []);
  });

  it('loads further documents near the end, and by its button when that failed', async () => {
    documents = sampleDocuments(120);
    mockDocuments(documents);
    let fails = true;
    const { fetch } = window;
    window.fetch = (...request) =>
      fails && /cursor/.test(`${request[0]}`) ? Promise.reject(new TypeError()) : fetch(...request);
    try {
      await shown();
      window.scrollTo(0, document.body.scrollHeight);
      await eventually(() => byRole('alert'));
      assert.lengthOf(titles(), 50);
      assert.include(statusText(), 'Die ersten 50 Dokumente sind geladen.');
      fails = false;
      byRole('button', 'Erneut versuchen').click();
      await eventually(() => titles().length === 120);
      await eventually(() => focused()?.textContent === 'Wartungsvertrag 51');
      assert.deepEqual(allByRole('button', 'Weitere laden'), []);
    } finally {
      window.fetch = fetch;
    }
  });

  it('opens documents by real links, unless the page prevents it', async () => {
    await shown({ documentHref: HREF });
    const link = byRole<HTMLAnchorElement>('link', 'Wartungsvertrag 3');
    assert.equal(link.getAttribute('href'), `#/documents/${uuid(2_002)}`);
    const selected: string[] = [];
    list.addEventListener('etron-document-selected', (event) => {
      selected.push(event.id);
      event.preventDefault();
    });
    link.click();
    assert.equal(location.hash, '');
    // With the control key it opens in a tab of its own, as every link.
    link.addEventListener('click', (event) => event.preventDefault(), { once: true });
    link.dispatchEvent(new MouseEvent('click', { ctrlKey: true, cancelable: true, bubbles: true }));
    assert.deepEqual(selected, [uuid(2_002)]);
  });

  it('opens documents by buttons without a link, by keyboard', async () => {
    await shown();
    const selected: string[] = [];
    list.addEventListener('etron-document-selected', ({ id }) => selected.push(id));
    byRole('searchbox').focus();
    while (focused()?.textContent !== 'Wartungsvertrag 1') await sendKeys({ press: 'Tab' });
    await sendKeys({ press: 'Enter' });
    assert.deepEqual(selected, [uuid(2_000)]);
  });

  it('downloads the signed PDF', async () => {
    const clicked: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      clicked.push(this.download);
    };
    Object.assign(documents[2] ?? {}, { title: 'AVV 1/2: „Filiale“' });
    mock(getDocument, signingDocumentSchema, ({ params }) => ({
      ...(documents.find(({ id }) => id === params['id']) as DocumentSummary),
      message: null,
      sha256: SHA256,
      size: 3,
      pages: [],
      fields: [],
      values: {},
      signers: [],
      signing: 'none' as const,
      portalUrl: '',
      mayDecline: false,
      needsCode: false,
      ending: null,
    }));
    mock(getDocumentFile, undefined, () => new Response('PDF'));
    // The counters have an address of their own below that of the documents.
    mockDocuments(documents);
    try {
      await shown();
      assert.lengthOf(allByRole('button', /herunterladen/), 1);
      byRole('button', '„AVV 1/2: „Filiale““ als PDF herunterladen').click();
      await eventually(() => clicked.length);
      assert.deepEqual(clicked, ['AVV 1 2 „Filiale“.pdf']);
      assert.deepEqual(requestsOf(getDocumentFile)[0]?.params, { id: uuid(2_002), sha256: SHA256 });
      assert.equal(requestsOf(getDocumentFile)[0]?.query.get('download'), 'true', 'the audit trail has to know');
      await eventually(() => statusText().includes('PDF heruntergeladen'));
      assert.deepEqual(requestsOf(getDocument).length, 1);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
  });

  it('says when a download failed', async () => {
    mock(getDocument, signingDocumentSchema, () => problem(404, 'not_found'));
    mockDocuments(documents);
    await shown();
    byRole('button', /herunterladen/).click();
    await eventually(() => textOf(byRole('alert')).includes('Das gibt es nicht mehr.'));
    assert.notInclude(statusText(), 'heruntergeladen');
  });

  it('shows employees the company and drafts, and nothing that waits for them', async () => {
    Object.assign(documents[1] ?? {}, { status: 'draft' });
    for (const document of documents) document.myTurn = false;
    await shownTo(me(1, 'staff'));
    await eventually(() => byRole('button', 'Wartet auf Unterschrift 2'));
    assert.ok(byRole('button', 'Entwurf 1'));
    assert.deepEqual(allByRole('button', /Zu unterschreiben|andere/), []);
    assert.include(textOf(rowOf('Wartungsvertrag 1')), 'Bäckerei Huber & Söhne GmbH Wartet auf Unterschrift');
  });

  it('hides everything when nobody is logged in, and shows it to whoever comes back', async () => {
    const provider = await shownTo(me(1, 'customer'));
    await eventually(() => titles().length === 7);
    provider.session.setValue(null);
    await eventually(() => textOf(list).includes('Bitte melden Sie sich an.'));
    assert.deepEqual(titles(), []);
    await expectAccessible(list);
    provider.session.setValue(me(1, 'customer'));
    await eventually(() => titles().length === 7);
  });

  it('counts anew when the reader comes back', async () => {
    await shown();
    await eventually(() => byRole('button', 'Zu unterschreiben 2'));
    list.hidden = true;
    await new Promise((resolve) => setTimeout(resolve, 50));
    Object.assign(documents[0] ?? {}, { status: 'signed', myTurn: false });
    list.hidden = false;
    await eventually(() => byRole('button', 'Zu unterschreiben 1') && byRole('button', 'Unterschrieben 2'));
    assert.include(textOf(rowOf('Wartungsvertrag 1')), 'Unterschrieben');
  });
});
