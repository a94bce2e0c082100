import { assert, nextFrame } from '@open-wc/testing';
import { signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import { getDocument, getDocumentFile, type SigningDocument, saveValues } from '../../src/contract/documents.ts';
import { API, mock, mockNetwork, never, offline, problem } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  overflowing,
  showPage,
  statusText,
  textOf,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { sampleDocument, sampleSigner, sampleValues } from '../../src/internal/testing/signing.ts';
import './sign-doc.define.ts';
import type { DocumentLoadedEvent } from './sign-doc.events.ts';
import type { EtronSignDoc } from './sign-doc.ts';

const CONTROLS = ['textbox', 'checkbox', 'radio', 'combobox', 'spinbutton'];

describe('<etron-sign-doc>', () => {
  mockNetwork();
  let document_: SigningDocument;

  beforeEach(() => {
    localStorage.clear();
    document_ = sampleDocument({ values: sampleValues() });
    mock(getDocument, signingDocumentSchema, () => document_);
    mock(getDocumentFile, undefined, () => new Promise<Response>(() => {}));
    mock(saveValues, undefined, () => new Response(null, { status: 204 }));
  });
  afterEach(clearPage);

  function show(width = '780px'): EtronSignDoc {
    const element = document.createElement('etron-sign-doc');
    element.apiUrl = API;
    element.documentId = document_.id;
    showPage(width, element);
    return element;
  }
  const shown = async (width?: string) => {
    const element = show(width);
    await eventually(() => allByRole('heading', document_.title)[0]);
    return element;
  };
  const STATES: [string, Partial<SigningDocument>, string][] = [
    ['elsewhere', { signing: 'elsewhere' }, 'Im Kundenportal unterschreiben'],
    [
      'later',
      {
        signing: 'later',
        signers: [sampleSigner({ order: 2 }), sampleSigner({ id: uuid(62), name: 'Franz Huber', me: false })],
      },
      'Vor Ihnen unterschreibt noch: Franz Huber.',
    ],
    ['read-only', { signing: 'none', signers: [sampleSigner({ me: false })] }, 'Es fehlt noch: Martina Huber.'],
    [
      'signed by me',
      {
        signing: 'none',
        signers: [
          sampleSigner({ status: 'signed', endedAt: '2026-11-24T10:00:00Z' }),
          sampleSigner({ id: uuid(61), name: 'Katharina Moser', me: false }),
        ],
      },
      'Es fehlt noch: Katharina Moser.',
    ],
    ['draft', { status: 'draft', signing: 'none' }, 'noch nicht versendet'],
    ['expired', { status: 'expired', signing: 'none', fields: [] }, 'Die Frist zum Unterschreiben ist am'],
    [
      'declined',
      { status: 'declined', signing: 'none', fields: [], ending: { reason: '<b>Zu</b> teuer', name: 'Martina Huber' } },
      '<b>Zu</b> teuer',
    ],
  ];
  for (const [name, over, words] of STATES) {
    it(`says in words what it means to be ${name}, with nothing to change`, async () => {
      document_ = sampleDocument(over);
      const element = await shown();
      assert.include(textOf(element), words);
      for (const role of CONTROLS) assert.deepEqual(allByRole(role), []);
      assert.equal(allByRole('button', /Nächste|Unterschreiben$|Ablehnen/).length, 0);
      await expectAccessible(element);
      element.style.width = '320px';
      await nextFrame();
      assert.deepEqual(overflowing(element), []);
    });
  }

  it('shows the author of a draft where its fields will stand', async () => {
    document_ = sampleDocument({ status: 'draft', signing: 'none' });
    const element = await shown();
    const outlines = [...(element.shadowRoot?.querySelectorAll('.outline') ?? [])];
    assert.sameMembers(
      outlines.map(({ textContent }) => textContent),
      document_.fields.flatMap(({ label, areas }) => areas.map(() => label)),
    );
  });

  it('links to the portal only where it leads to a page', async () => {
    document_ = sampleDocument({ signing: 'elsewhere' });
    await shown();
    assert.equal(byRole('link', 'Im Kundenportal öffnen').getAttribute('href'), document_.portalUrl);
    document_ = sampleDocument({ signing: 'elsewhere', portalUrl: 'javascript:alert(1)' });
    await shown();
    await eventually(() => !allByRole('link').length);
  });

  it('is completed where there is no signature to set', async () => {
    document_ = sampleDocument({
      fields: document_.fields.filter(({ required }) => !required && document_),
      values: {},
    });
    document_.fields = document_.fields.filter(({ type }) => type !== 'signature');
    await shown();
    (await eventually(() => allByRole('button', 'Dokument abschließen')[0])).click();
    await eventually(() => allByRole('dialog', 'Dokument abschließen?')[0]);
    assert.include(statusText(), 'Keine Pflichtfelder');
  });

  it('has a skeleton, words for a missing document, and a way to try again', async () => {
    mock(getDocument, signingDocumentSchema, never);
    let element = show();
    await nextFrame();
    assert.include(statusText(), 'Das Dokument wird geladen.');
    await expectAccessible(element);
    mock(getDocument, signingDocumentSchema, () => problem(404, 'not_found'));
    element = show();
    await eventually(() => allByRole('heading', 'Dokument nicht gefunden')[0]);
    await expectAccessible(element);
    mock(getDocument, signingDocumentSchema, offline);
    element = show();
    const retry = await eventually(() => allByRole('button', 'Erneut versuchen')[0]);
    await expectAccessible(element);
    mock(getDocument, signingDocumentSchema, () => document_);
    retry.click();
    await eventually(() => allByRole('heading', document_.title)[0]);
  });

  it('tells the page what it shows', async () => {
    const element = show();
    const { documentId, documentTitle, status } = await new Promise<DocumentLoadedEvent>((resolve) => {
      element.addEventListener('etron-document-loaded', resolve, { once: true });
    });
    assert.deepEqual([documentId, documentTitle, status], [document_.id, document_.title, 'waiting']);
  });
});
