import { assert, nextFrame } from '@open-wc/testing';
import { setViewport } from '@web/test-runner-commands';
import { documentPageSchema, signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import { type DocumentSummary, getDocument, getDocumentFile, listDocuments } from '../../src/contract/documents.ts';
import { mockDocuments, sampleDocuments } from '../../src/internal/testing/documents.ts';
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
import './documents.define.ts';
import { cleanView } from './documents.view.ts';

const SHA256 = 'a'.repeat(64);

/** What a document has in common with its row in the list. */
const withoutAttention = ({ unread, unanswered, ...common }: DocumentSummary) => common;

describeRecordList({
  tag: 'etron-documents',
  list: listDocuments,
  schema: documentPageSchema,
  records: sampleDocuments,
  serve: mockDocuments,
  title: ({ title }) => title,
  hrefAttribute: 'documentHref',
  selected: 'etron-document-selected',
  nowhere: { search: 'gibt es nicht' },
  lengthen: (document) => {
    const long = 'Auftragsverarbeitungsvertragsbestandteile'.repeat(3);
    Object.assign(document, { title: long, company: { id: uuid(6), name: long } });
  },
  words: {
    loading: 'Dokumente werden geladen',
    found: '7 Dokumente',
    empty: 'Noch keine Dokumente',
    noMatch: 'Kein Dokument passt dazu',
  },
});

describe('<etron-documents>', () => {
  mockNetwork();
  const page = new ListPage('etron-documents', listDocuments);
  const { show, shown, shownTo, titles, rowOf, lastQuery } = page;
  let documents: DocumentSummary[];

  before(() => setViewport({ width: 1280, height: 800 }));
  beforeEach(() => {
    documents = sampleDocuments(7);
    mockDocuments(documents);
  });
  afterEach(clearPage);

  it('shows a row per document with what matters, in both languages, live', async () => {
    await shown();
    assert.match(textOf(rowOf('Wartungsvertrag 1')), /läuft in 3 Tagen ab Zu unterschreiben jetzt/);
    assert.match(textOf(rowOf('Wartungsvertrag 2')), /Wartet auf andere gestern/);
    assert.include(textOf(rowOf('Wartungsvertrag 3')), 'Unterschrieben');
    assert.include(textOf(rowOf('Wartungsvertrag 6')), 'Zurückgezogen');
    assert.notInclude(textOf(page.list), 'Bäckerei');
    await eventually(() => statusText().includes('7 Dokumente'));
    document.documentElement.lang = 'en';
    await eventually(() => /expires in 3 days To sign now/.test(textOf(rowOf('Wartungsvertrag 1'))));
    assert.notMatch(textOf(page.list), /unterschreiben|Abgelehnt|Dokumente/);
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
      assert.equal(page.list.shadowRoot?.querySelector('.expiry')?.textContent, words);
      assert.equal(!!page.list.shadowRoot?.querySelector('.expiry[data-urgent]'), urgent);
    });
  }

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
    assert.deepEqual(page.views, [{ state: 'mine' }, { state: 'others' }, { state: 'signed' }, {}]);
  });

  it('shows the other states only when there are documents in them', async () => {
    documents.splice(3);
    await shown();
    await eventually(() => byRole('button', 'Unterschrieben 1'));
    assert.deepEqual(allByRole('button', /Abgelehnt|Abgelaufen|Zurückgezogen/), []);
  });

  it('keeps only what the API takes of a view from an address', () => {
    assert.deepEqual(cleanView({ search: '', state: 'everything', company: undefined }), {});
    assert.deepEqual(cleanView({ search: 'x'.repeat(300), state: 'others' }), {
      search: 'x'.repeat(200),
      state: 'others',
    });
  });

  it('says in a friendly way that there is nothing to sign', async () => {
    documents.splice(0, 7, { ...(documents[2] as DocumentSummary) });
    show({ view: { state: 'mine' } });
    await eventually(() => textOf(page.list).includes('Alles unterschrieben'));
    await expectAccessible(page.list);
    byRole('button', 'Alle anzeigen').click();
    await eventually(() => titles().length === 1);
  });

  it('downloads the signed PDF', async () => {
    const clicked: string[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      clicked.push(this.download);
    };
    Object.assign(documents[2] ?? {}, { title: 'AVV 1/2: „Filiale“' });
    mock(getDocument, signingDocumentSchema, ({ params }) => ({
      ...withoutAttention(documents.find(({ id }) => id === params['id']) as DocumentSummary),
      assignee: null,
      messages: 0,
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

  it('counts anew when the reader comes back', async () => {
    await shown();
    await eventually(() => byRole('button', 'Zu unterschreiben 2'));
    page.list.hidden = true;
    await nextFrame();
    await nextFrame();
    Object.assign(documents[0] ?? {}, { status: 'signed', myTurn: false });
    page.list.hidden = false;
    await eventually(() => byRole('button', 'Zu unterschreiben 1') && byRole('button', 'Unterschrieben 2'));
    assert.include(textOf(rowOf('Wartungsvertrag 1')), 'Unterschrieben');
  });
});
