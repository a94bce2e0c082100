import { assert } from '@open-wc/testing';
import { attachmentSchema, createMessageBody, messageEntrySchema } from '../../src/contract/history.schema.ts';
import { createMessage, createUpload } from '../../src/contract/history.ts';
import { aroundEach, HistoryRoom, STAFF } from '../../src/internal/testing/history.ts';
import { mock, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  focused,
  paste,
  press,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleMessage, uuid } from '../../src/internal/testing/samples.ts';
import '../history/history.define.ts';

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('<etron-composer>', () => {
  let room: HistoryRoom;
  aroundEach(() => {
    room = new HistoryRoom();
  });

  it('sends a message by keyboard with its files, and announces it', async () => {
    const history = await room.shown();
    mock(createUpload, attachmentSchema, ({ query }) => ({
      id: uuid(60),
      name: query.get('name') ?? '',
      size: 4,
      type: 'text/plain',
    }));
    mock(createMessage, messageEntrySchema, ({ body }) => {
      const message = sampleMessage(110, (body as { body: string }).body, { editableUntil: inMinutes(15) });
      room.items = [...room.items, message];
      return message;
    });
    let created = '';
    history.addEventListener('etron-message-created', (event) => {
      created = (event as Event & { id: string }).id;
    });
    const field = byRole('textbox', 'Ihre Nachricht');
    paste(field, new File(['text'], 'log.txt'));
    type(field, 'Anbei das Protokoll.');
    press(field, 'Enter', { ctrlKey: true });
    await eventually(() => created !== '');
    assert.equal(created, uuid(110));
    assert.deepEqual(createMessageBody.parse(requestsOf(createMessage)[0]?.body), {
      body: 'Anbei das Protokoll.',
      attachments: [uuid(60)],
    });
    await eventually(() => textOf(history).includes('Anbei das Protokoll.'));
    assert.equal((field as HTMLTextAreaElement).value, '');
    assert.equal(focused(), field);
    assert.include(statusText(), 'Ihre Nachricht wurde gesendet.');
    assert.notInclude(statusText(), 'Neue Nachricht');
    assert.isOk(allByRole('button', /Bearbeiten/)[0]);
  });

  it('keeps what was typed when sending fails, and repeats with the same key', async () => {
    const history = await room.shown();
    mock(createMessage, messageEntrySchema, offline);
    const field = byRole<HTMLTextAreaElement>('textbox', 'Ihre Nachricht');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Bitte schreiben Sie eine Nachricht.'));
    assert.equal(focused(), field);
    type(field, 'Kommt an?');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Keine Verbindung'));
    await expectAccessible(history);
    assert.equal(field.value, 'Kommt an?');

    // The page is opened anew: the draft is there, with the key of the sending that may have gone through.
    clearPage();
    await room.shown();
    const again = byRole<HTMLTextAreaElement>('textbox', 'Ihre Nachricht');
    assert.equal(again.value, 'Kommt an?');
    mock(createMessage, messageEntrySchema, () => sampleMessage(111, 'Kommt an?'));
    byRole('button', 'Senden').click();
    await eventually(() => again.value === '');
    const keys = requestsOf(createMessage).map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    clearPage();
    await room.shown();
    assert.equal(byRole<HTMLTextAreaElement>('textbox', 'Ihre Nachricht').value, '');
  });

  it('tells that an earlier try went through when the text was changed since', async () => {
    const history = await room.shown();
    mock(createMessage, messageEntrySchema, () => problem(422, 'idempotency_key_reused'));
    type(byRole('textbox', 'Ihre Nachricht'), 'Andere Worte');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Der vorige Versuch ist doch angekommen'));
  });

  it('does not send while a file failed, and says so', async () => {
    const history = await room.shown();
    mock(createUpload, attachmentSchema, () => problem(500, 'internal'));
    const field = byRole('textbox', 'Ihre Nachricht');
    paste(field, new File(['text'], 'log.txt'));
    type(field, 'Mit Datei');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Eine Datei wurde nicht hochgeladen.'));
    assert.equal(requestsOf(createMessage).length, 0);
    await expectAccessible(history);
    // An earlier sending may have gone through: once the file is gone, it is repeated with its key.
    mock(createMessage, messageEntrySchema, offline);
    byRole('button', /Entfernen/).click();
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Keine Verbindung'));
    paste(field, new File(['text'], 'log.txt'));
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Eine Datei wurde nicht hochgeladen.'));
    byRole('button', /Entfernen/).click();
    byRole('button', 'Senden').click();
    await eventually(() => requestsOf(createMessage).length === 2);
    const [first, second] = requestsOf(createMessage).map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(first, second);
  });

  it('makes an internal note unmistakable and sends it as one', async () => {
    const history = await room.shown('700px', true);
    assert.isTrue(byRole<HTMLInputElement>('radio', 'Antwort an den Kunden').checked);
    assert.isOk(byRole('button', 'An den Kunden senden'));
    byRole('radio', 'Interne Notiz').click();
    await eventually(() => allByRole('button', 'Notiz speichern')[0]);
    assert.include(statusText(), 'Der Kunde sieht weder die Notiz noch ihre Anhänge.');
    await expectAccessible(history);
    mock(createMessage, messageEntrySchema, () =>
      sampleMessage(112, 'Firmware prüfen', { internal: true, author: STAFF }),
    );
    const field = byRole<HTMLTextAreaElement>('textbox', 'Interne Notiz');
    type(field, 'Firmware prüfen');
    byRole('button', 'Notiz speichern').click();
    await eventually(() => field.value === '');
    assert.deepEqual(createMessageBody.parse(requestsOf(createMessage)[0]?.body), {
      body: 'Firmware prüfen',
      attachments: [],
      internal: true,
    });
    // The next words typed must not become an answer by surprise.
    assert.isTrue(byRole<HTMLInputElement>('radio', 'Interne Notiz').checked);
    assert.include(statusText(), 'Die interne Notiz wurde gespeichert.');
  });
});
