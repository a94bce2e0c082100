import { assert, nextFrame } from '@open-wc/testing';
import { signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import { getDocument, type SigningDocument } from '../../src/contract/documents.ts';
import { listHistory } from '../../src/contract/history.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  statusText,
  textOf,
} from '../../src/internal/testing/page.ts';
import { sampleEmployee, uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import { SigningRoom, sampleDocument, sampleSigner, sampleValues } from '../../src/internal/testing/signing.ts';
import { describeRecordPage } from '../shared/testing/record-page.ts';
import { EtronSignDoc } from './sign-doc.define.ts';

const CONTROLS = ['textbox', 'checkbox', 'radio', 'combobox', 'spinbutton'];

describe('<etron-sign-doc>', () => {
  let room: SigningRoom;
  aroundEach(() => {
    room = new SigningRoom({ values: sampleValues() });
  });

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
      room.document = sampleDocument(over);
      const element = await room.shown();
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
    room.document = sampleDocument({ status: 'draft', signing: 'none' });
    const element = await room.shown();
    const outlines = [...(element.shadowRoot?.querySelectorAll('.outline') ?? [])];
    assert.sameMembers(
      outlines.map(({ textContent }) => textContent),
      room.document.fields.flatMap(({ label, areas }) => areas.map(() => label)),
    );
  });

  it('links to the portal only where it leads to a page', async () => {
    room.document = sampleDocument({ signing: 'elsewhere' });
    await room.shown();
    assert.equal(byRole('link', 'Im Kundenportal öffnen').getAttribute('href'), room.document.portalUrl);
    room.document = sampleDocument({ signing: 'elsewhere', portalUrl: 'javascript:alert(1)' });
    await room.shown();
    await eventually(() => !allByRole('link').length);
  });

  it('is completed where there is no signature to set', async () => {
    const { fields } = room.document;
    room.document = sampleDocument({
      fields: fields.filter(({ required, type }) => !required && type !== 'signature'),
      values: {},
    });
    await room.shown();
    (await eventually(() => allByRole('button', 'Dokument abschließen')[0])).click();
    await eventually(() => allByRole('dialog', 'Dokument abschließen?')[0]);
    assert.include(statusText(), 'Keine Pflichtfelder');
  });

  it('says what happened when it changes while the reader could sign it', async () => {
    const element = await room.shown();
    room.document = { ...room.document, sha256: 'ef'.repeat(32) };
    room.live.send({ kind: 'document', id: room.document.id });
    await eventually(() => statusText().includes('Das Dokument hat sich inzwischen geändert'));
    room.document = sampleDocument({ status: 'expired', signing: 'none', fields: [] });
    await element.refresh();
    await eventually(() => allByRole('heading', 'Abgelaufen')[0]);
  });
});

describe('<etron-sign-doc>, below the pages', () => {
  let room: SigningRoom;
  const { defineHistory } = EtronSignDoc;
  aroundEach(() => {
    room = new SigningRoom();
  });
  afterEach(() => {
    EtronSignDoc.defineHistory = defineHistory;
  });

  it('asks for the history only once the reader comes there, by the button in the head', async () => {
    room.document = sampleDocument({ messages: 2, assignee: sampleEmployee });
    const element = await room.shown('320px');
    await nextFrame();
    assert.deepEqual(requestsOf(listHistory), []);
    assert.isNull(element.renderRoot.querySelector('etron-history'));
    byRole('button', '2 Nachrichten').click();
    await eventually(() => focused() === byRole('region', 'Historie'));
    await eventually(() => byRole('textbox', /Nachricht/));
    assert.deepEqual(requestsOf(listHistory)[0]?.params, { kind: 'document', id: room.document.id });
    assert.include(textOf(element), sampleEmployee.name);
    assert.deepEqual(overflowing(element), []);
    await expectAccessible(element);
  });

  it('counts the messages as they come', async () => {
    await room.shown();
    byRole('button', 'Historie').click();
    await eventually(() => byRole('textbox', /Nachricht/));
    for (const [messages, label] of [
      [1, '1 Nachricht'],
      [2, '2 Nachrichten'],
    ] as const) {
      room.document = { ...room.document, messages };
      room.live.send({ kind: 'document', id: room.document.id });
      await eventually(() => byRole('button', label));
    }
    document.documentElement.lang = 'en';
    await eventually(() => byRole('button', '2 messages'));
  });

  it('says when it cannot be loaded, and tries again', async () => {
    EtronSignDoc.defineHistory = () => Promise.reject(new Error('offline'));
    const element = await room.shown();
    byRole('button', 'Historie').click();
    const retry = await eventually(() => byRole('button', 'Erneut versuchen'));
    await expectAccessible(element);
    EtronSignDoc.defineHistory = defineHistory;
    retry.click();
    await eventually(() => byRole('textbox', /Nachricht/));
    assert.deepEqual(allByRole('button', 'Erneut versuchen'), []);
  });

  it('has the tools of employees for employees', async () => {
    const provider = new TestSession();
    const element = document.createElement('etron-sign-doc');
    element.documentId = room.document.id;
    provider.append(element);
    provider.session.setValue(me(1, 'staff'));
    showPage('1000px', provider);
    (await eventually(() => byRole('button', 'Historie'))).click();
    await eventually(() => element.renderRoot.querySelector('etron-history')?.staff);
    await eventually(() => byRole('form', 'Zeit erfassen'));
    await expectAccessible(element);
  });

  for (const status of ['signed', 'declined', 'expired', 'cancelled'] as const)
    it(`takes messages about a document that is ${status}`, async () => {
      const ending = status === 'signed' || status === 'expired' ? null : { reason: 'Zu teuer', name: 'Eva Berger' };
      room.document = sampleDocument({ status, signing: 'none', fields: [], myTurn: false, ending });
      const element = await room.shown();
      byRole('button', 'Historie').click();
      await eventually(() => byRole('textbox', /Nachricht/));
      await expectAccessible(element);
    });
});

describeRecordPage({
  tag: 'etron-sign-doc',
  kind: 'document',
  idProperty: 'documentId',
  loaded: 'etron-document-loaded',
  get: getDocument,
  schema: signingDocumentSchema,
  record: (title) => sampleDocument({ title }),
  words: {
    loading: 'Das Dokument wird geladen.',
    notFound: 'Dokument nicht gefunden',
    english: 'Document not found',
  },
  mock: () => void new SigningRoom(),
});
