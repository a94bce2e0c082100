import { assert, nextFrame } from '@open-wc/testing';
import { signDocumentBody, signingDocumentSchema } from '../../src/contract/documents.schema.ts';
import {
  declineDocument,
  listDocuments,
  requestSigningCode,
  type SigningDocument,
  saveValues,
  signDocument,
} from '../../src/contract/documents.ts';
import { mockDocuments, sampleDocuments } from '../../src/internal/testing/documents.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { mock, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { uuid } from '../../src/internal/testing/samples.ts';
import { SigningRoom, sampleDocument, sampleSigner, sampleValues } from '../../src/internal/testing/signing.ts';
import './sign-doc.define.ts';
import type { EtronSignDoc } from './sign-doc.ts';

const CONTROLS = ['textbox', 'checkbox', 'radio', 'combobox', 'spinbutton'];

describe('<etron-sign-doc>, signing', () => {
  let room: SigningRoom;
  let signed: SigningDocument;
  aroundEach(() => {
    room = new SigningRoom({ values: sampleValues() });
    signed = sampleDocument({
      status: 'signed',
      signing: 'none',
      myTurn: false,
      fields: [],
      sha256: 'cd'.repeat(32),
      signers: [sampleSigner({ status: 'signed', endedAt: '2026-11-24T10:00:00Z' })],
    });
    mock(signDocument, signingDocumentSchema, () => signed);
  });

  async function confirming(): Promise<EtronSignDoc> {
    const element = await room.shown();
    (await eventually(() => allByRole('button', 'Dokument abschließen')[0], 8_000)).click();
    await eventually(() => allByRole('dialog', 'Dokument abschließen?')[0]);
    return element;
  }
  const sign = () =>
    [...allByRole('button', 'Dokument abschließen')].find((button) => button.closest('dialog'))?.click();

  it('is finished at once when all was filled in before, and says what is signed', async () => {
    const element = await confirming();
    assert.equal(allByRole('button', 'Nächste').length, 0);
    const text = textOf(byRole('dialog'));
    assert.include(text, 'Sie unterschreiben „Wartungsvertrag 2027“ (3 Seiten).');
    assert.include(text, 'Als Martina Huber für Bäckerei Huber & Söhne GmbH.');
    assert.include(text, 'Das Dokument wartet dann auf die anderen Unterschriften.');
    await expectAccessible(element);
    const events: string[] = [];
    element.addEventListener('etron-document-signed', ({ status }) => events.push(status));
    sign();
    await eventually(() => allByRole('heading', 'Fertig unterschrieben')[0]);
    await eventually(() => events[0]);
    assert.deepEqual(events, ['signed']);
    const body = signDocumentBody.parse(requestsOf(signDocument)[0]?.body);
    assert.deepEqual(body, { sha256: room.document.sha256, values: sampleValues() });
    for (const role of CONTROLS) assert.deepEqual(allByRole(role), []);
    // Nothing is left to sign with, beside the way to the history.
    assert.deepEqual(
      allByRole('button')
        .map((button) => button.ariaLabel ?? button.textContent?.trim())
        .filter((name) => !name?.startsWith('Historie')),
      ['Unterschriebenes PDF herunterladen', 'Verkleinern', 'An Breite anpassen, 100 %', 'Vergrößern', 'Herunterladen'],
    );
    assert.include(textOf(focused() ?? element), 'Fertig unterschrieben');
    await expectAccessible(element);
  });

  it('leads to the next document that waits for the reader, as long as there is one', async () => {
    const next = sampleDocuments(7).find(({ myTurn }) => myTurn);
    mockDocuments(next ? [{ ...next, title: 'Fernwartung' }] : []);
    const element = await confirming();
    sign();
    const button = await eventually(() => byRole('button', 'Nächstes Dokument'));
    assert.include(textOf(element), 'Fernwartung');
    await expectAccessible(element);
    element.documentHref = '#/documents/{id}';
    const link = await eventually(() => byRole<HTMLAnchorElement>('link', 'Nächstes Dokument'));
    assert.equal(link.getAttribute('href'), `#/documents/${next?.id}`);
    element.documentHref = '';
    await element.updateComplete;
    byRole('button', 'Nächstes Dokument').click();
    await element.updateComplete;
    assert.equal(element.documentId, next?.id);
    await eventually(() => !button.isConnected);
  });

  it('ends there when nothing else waits', async () => {
    mockDocuments([]);
    await confirming();
    sign();
    await eventually(() => requestsOf(listDocuments).length);
    await eventually(() => allByRole('heading', 'Fertig unterschrieben')[0]);
    assert.lengthOf(allByRole('button', 'Nächstes Dokument'), 0);
  });

  it('shows that sealing takes its time, and cannot be pressed twice', async () => {
    let done: (document: SigningDocument) => void = () => {};
    mock(signDocument, signingDocumentSchema, () => new Promise((resolve) => (done = resolve)));
    const element = await confirming();
    sign();
    await eventually(() => statusText().includes('Das kann einige Sekunden dauern.'));
    sign();
    byRole('button', 'Abbrechen').click();
    await expectAccessible(element);
    assert.isOk(byRole('dialog'));
    done(signed);
    await eventually(() => allByRole('heading', 'Fertig unterschrieben')[0]);
    assert.equal(requestsOf(signDocument).length, 1);
  });

  it('repeats a lost answer with the same key', async () => {
    mock(signDocument, signingDocumentSchema, offline);
    const element = await confirming();
    sign();
    await eventually(() => textOf(byRole('dialog')).includes('Keine Verbindung'));
    await expectAccessible(element);
    mock(signDocument, signingDocumentSchema, () => signed);
    sign();
    await eventually(() => allByRole('heading', 'Fertig unterschrieben')[0]);
    const [first, second] = requestsOf(signDocument).map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(first, second);
  });

  it('asks for the code, tells a wrong one, and waits before the next', async () => {
    room.document.needsCode = true;
    mock(requestSigningCode, undefined, () => new Response(null, { status: 204 }));
    const element = await confirming();
    sign();
    await eventually(() => textOf(byRole('dialog')).includes('Bitte geben Sie den Code aus der E-Mail ein.'));
    byRole('button', 'Code anfordern').click();
    await eventually(() => allByRole('button', /Neuer Code in \d+ s/)[0]);
    assert.equal(requestsOf(requestSigningCode).length, 1);
    mock(signDocument, signingDocumentSchema, () => problem(422, 'code_invalid'));
    type(byRole('textbox', 'Code aus der E-Mail'), '111111');
    sign();
    await eventually(() => textOf(byRole('dialog')).includes('Dieser Code stimmt nicht oder gilt nicht mehr.'));
    await expectAccessible(element);
    mock(signDocument, signingDocumentSchema, () => signed);
    type(byRole('textbox', 'Code aus der E-Mail'), ' 123456 ');
    sign();
    await eventually(() => allByRole('heading', 'Fertig unterschrieben')[0]);
    assert.include(requestsOf(signDocument).at(-1)?.body, { code: '123456' });
  });

  it('shows the new version when the document changed, and keeps what was filled in', async () => {
    const element = await room.shown();
    await eventually(() => allByRole('button', 'Dokument abschließen')[0]);
    mock(saveValues, undefined, never);
    type(byRole('textbox', 'Ort'), 'Wels');
    await nextFrame();
    byRole('button', 'Dokument abschließen').click();
    await eventually(() => allByRole('dialog')[0]);
    mock(signDocument, signingDocumentSchema, () => problem(409, 'document_changed'));
    room.keepDrafts();
    room.document = { ...room.document, sha256: 'ef'.repeat(32) };
    sign();
    await eventually(() => statusText().includes('Das Dokument hat sich inzwischen geändert'));
    assert.equal(allByRole('dialog').length, 0);
    assert.equal(byRole<HTMLInputElement>('textbox', 'Ort').value, 'Wels');
    await expectAccessible(element);
    mock(signDocument, signingDocumentSchema, () => signed);
    byRole('button', 'Dokument abschließen').click();
    await eventually(() => allByRole('dialog')[0]);
    sign();
    await eventually(() => requestsOf(signDocument).length === 2);
    assert.include(requestsOf(signDocument)[1]?.body, { sha256: 'ef'.repeat(32) });
  });

  it('shows how a document ended while it was filled in', async () => {
    const element = await room.shown();
    await eventually(() => allByRole('textbox', 'Ort')[0]);
    room.document = sampleDocument({
      status: 'cancelled',
      signing: 'none',
      fields: [],
      ending: { reason: 'Neue Preise', name: 'Katharina Moser' },
    });
    mock(saveValues, undefined, () => problem(409, 'document_closed'));
    const failed: string[] = [];
    element.addEventListener('etron-document-failed', ({ code }) => failed.push(code));
    type(byRole('textbox', 'Ort'), 'Wels');
    await eventually(() => allByRole('heading', 'Zurückgezogen')[0]);
    assert.include(textOf(element), 'Katharina Moser hat das Dokument zurückgezogen.');
    assert.include(textOf(element), 'Neue Preise');
    assert.include(statusText(), 'Inzwischen hat sich etwas geändert.');
    assert.deepEqual(failed, ['document_closed']);
    await expectAccessible(element);
  });

  it('leads to the fields that the server refuses', async () => {
    await confirming();
    mock(signDocument, signingDocumentSchema, () =>
      problem(422, 'invalid_input', [{ field: `/values/${uuid(102)}`, code: 'unsupported_character', message: '' }]),
    );
    sign();
    await eventually(() => focused() === byRole('textbox', 'Ort'));
    assert.equal(allByRole('dialog').length, 0);
    assert.equal(byRole('textbox', 'Ort').getAttribute('aria-invalid'), 'true');
  });

  it('declines with a reason only', async () => {
    const declined = sampleDocument({
      status: 'declined',
      signing: 'none',
      fields: [],
      ending: { reason: 'Zu teuer', name: 'Martina Huber' },
    });
    mock(declineDocument, signingDocumentSchema, () => declined);
    const element = await room.shown();
    const button = await eventually(() => byRole('button', 'Ablehnen'));
    button.click();
    const dialog = await eventually(() => byRole('dialog', 'Unterschrift ablehnen?'));
    const submit = dialog.querySelector<HTMLButtonElement>('.danger');
    // Zero-width characters alone are no reason, as the server sees it.
    for (const blank of ['', '   ', '\u200b\u2060']) {
      type(byRole('textbox', 'Grund'), blank);
      submit?.click();
      await eventually(() => textOf(dialog).includes('Bitte nennen Sie einen Grund.'));
      assert.equal(focused(), byRole('textbox', 'Grund'));
    }
    await expectAccessible(element);
    assert.equal(requestsOf(declineDocument).length, 0);
    const events: string[] = [];
    element.addEventListener('etron-document-declined', ({ documentId }) => events.push(documentId));
    // A password manager, or a dictation, fills it in without an event.
    byRole<HTMLTextAreaElement>('textbox', 'Grund').value = 'Zu teuer';
    submit?.click();
    await eventually(() => requestsOf(declineDocument)[0]);
    assert.deepEqual(requestsOf(declineDocument)[0]?.body, { reason: 'Zu teuer' });
    await eventually(() => allByRole('heading', 'Abgelehnt')[0]);
    assert.include(textOf(element), 'Zu teuer');
    await eventually(() => events[0] === room.document.id);
    assert.equal(allByRole('button', 'Ablehnen').length, 0);
  });

  it('gives the focus back when a dialog is closed, and does not offer to decline where nobody may', async () => {
    const element = await room.shown();
    const button = await eventually(() => byRole('button', 'Ablehnen'));
    button.focus();
    button.click();
    await eventually(() => byRole('dialog'));
    byRole('button', 'Abbrechen').click();
    await eventually(() => !allByRole('dialog').length);
    assert.equal(focused(), button);
    room.document = { ...room.document, mayDecline: false };
    await element.refresh();
    await eventually(() => !allByRole('button', 'Ablehnen').length);
  });
});
