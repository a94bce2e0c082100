import { assert, nextFrame } from '@open-wc/testing';
import {
  attachmentSchema,
  createMessageBody,
  createTimeEntryBody,
  historyPageSchema,
  messageEntrySchema,
  timeEntrySchema,
  timeSheetSchema,
} from '../../src/contract/history.schema.ts';
import {
  createMessage,
  createTimeEntry,
  createUpload,
  deleteTimeEntry,
  type HistoryEntry,
  listHistory,
  listTimeEntries,
  type MessageEntry,
  streamChanges,
  type TimeSheet,
  updateMessage,
} from '../../src/contract/history.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { getSession, type Me } from '../../src/contract/session.ts';
import {
  API,
  EventStream,
  mock,
  mockNetwork,
  never,
  offline,
  problem,
  requestsOf,
} from '../../src/internal/testing/network.ts';
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
import { sampleEmployee, sampleMessage, sampleStatus, uuid } from '../../src/internal/testing/samples.ts';
import './history.define.ts';
import type { EtronHistory } from './history.ts';

const RECORD = uuid(9);
const SHEET: TimeSheet = {
  items: [
    {
      id: uuid(40),
      date: '2026-11-22',
      minutes: 25,
      text: 'Fehlersuche',
      employee: { id: sampleEmployee.id, name: sampleEmployee.name },
    },
    {
      id: uuid(41),
      date: '2026-11-23',
      minutes: 70,
      text: 'Fernwartung',
      employee: { id: uuid(2), name: 'Paul Leitner' },
    },
  ],
  totalMinutes: 95,
};
const ME: Me = {
  id: sampleEmployee.id,
  name: sampleEmployee.name,
  email: sampleEmployee.email,
  phone: null,
  role: 'staff',
  management: false,
  permissions: [],
  company: null,
};
const STAFF = { name: sampleEmployee.name, side: 'staff', picture: null } as const;
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

describe('<etron-history>', () => {
  mockNetwork();
  let items: HistoryEntry[];
  let sheet: TimeSheet;
  let live: EventStream;

  beforeEach(() => {
    localStorage.clear();
    items = [
      sampleStatus(100, 'backlog', 'in_progress'),
      sampleMessage(101, 'Hier das Foto.'),
      sampleMessage(102, 'Danke, ist umgestellt.', { author: STAFF }),
    ];
    sheet = SHEET;
    live = new EventStream();
    mock(listHistory, historyPageSchema, () => ({ items, before: null }));
    mock(listTimeEntries, timeSheetSchema, () => sheet);
    mock(streamChanges, undefined, () => live.response());
    mock(getSession, meSchema, () => ME);
  });
  afterEach(clearPage);

  function show(width = '700px', staff = false): EtronHistory {
    const history = document.createElement('etron-history');
    history.apiUrl = API;
    history.recordId = RECORD;
    history.staff = staff;
    showPage(width, history);
    return history;
  }
  const shown = async (width?: string, staff?: boolean) => {
    const history = show(width, staff);
    await eventually(() => allByRole('textbox').length > 0 && allByRole('table').length + Number(!sheet.items.length));
    return history;
  };
  const type = (field: HTMLElement, text: string) => {
    (field as HTMLTextAreaElement).value = text;
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  };
  const press = (element: Element | null, key: string, init: KeyboardEventInit = {}) =>
    element?.dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true, ...init }),
    );
  const statusText = () =>
    allByRole('status')
      .map((element) => textOf(element))
      .join(' | ');

  it('shows messages of both sides, changes as quiet lines, and the time with its sum', async () => {
    const history = await shown();
    const text = textOf(history);
    assert.include(text, 'Status: Zur Bearbeitung – Backlog → Bearbeitung');
    assert.include(text, 'Hier das Foto.');
    assert.include(text, '1 Std. 35 Min.');
    assert.equal(allByRole('button', /Bearbeiten/).length, 0);
    assert.equal(allByRole('radio').length, 0);
    await expectAccessible(history);
  });

  it('is accessible and fits 320 px for employees with an internal note', async () => {
    items = [
      ...items,
      sampleMessage(103, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3), {
        internal: true,
        author: STAFF,
      }),
    ];
    const history = await shown('320px', true);
    await expectAccessible(history);
    assert.deepEqual(overflowing(history), []);
    assert.include(textOf(history), 'nur für ETRON sichtbar');
  });

  it('shows a skeleton, then nothing, then the next step', async () => {
    mock(listHistory, historyPageSchema, never);
    show();
    await nextFrame();
    assert.include(statusText(), 'Die Historie wird geladen.');
    items = [];
    sheet = { items: [], totalMinutes: 0 };
    mock(listHistory, historyPageSchema, () => ({ items, before: null }));
    const history = await shown();
    assert.include(textOf(history), 'Schreiben Sie uns');
    assert.equal(allByRole('heading', 'Zeiterfassungen').length, 0);
    await expectAccessible(history);
  });

  it('says what failed and tries again', async () => {
    mock(listHistory, historyPageSchema, offline);
    const history = show();
    await eventually(() => allByRole('button', 'Erneut versuchen')[0]);
    await expectAccessible(history);
    mock(listHistory, historyPageSchema, () => ({ items, before: null }));
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => textOf(history).includes('Hier das Foto.'));
  });

  it('shows hostile content as text, and links only what is a link', async () => {
    const evil =
      '<img src=x onerror="window.hacked=1"> javascript:alert(1) [x](javascript:alert(2)) data:text/html,x https://good.example/a_(b).';
    items = [
      sampleMessage(101, evil, {
        author: { name: '<b>Eve</b>', side: 'customer', picture: null },
        attachments: [{ id: uuid(50), name: 'Rechnung\u202Efdp.exe', size: 10, type: 'application/pdf' }],
      }),
    ];
    const history = await shown();
    assert.include(textOf(history), '<img src=x onerror="window.hacked=1">');
    assert.isUndefined((window as unknown as { hacked?: number }).hacked);
    assert.deepEqual(
      allByRole('link').map((link) => [link.getAttribute('href'), link.getAttribute('rel')]),
      [['https://good.example/a_(b)', 'noopener noreferrer nofollow']],
    );
    assert.isOk(byRole('button', /Rechnungfdp\.exe/));
  });

  it('sends a message by keyboard with its files, and announces it', async () => {
    const history = await shown();
    mock(createUpload, attachmentSchema, ({ query }) => ({
      id: uuid(60),
      name: query.get('name') ?? '',
      size: 4,
      type: 'text/plain',
    }));
    mock(createMessage, messageEntrySchema, ({ body }) => {
      const message = sampleMessage(110, (body as { body: string }).body, { editableUntil: inMinutes(15) });
      items = [...items, message];
      return message;
    });
    let created = '';
    history.addEventListener('etron-message-created', (event) => {
      created = (event as Event & { id: string }).id;
    });
    const field = byRole('textbox', 'Ihre Nachricht');
    const paste = new DataTransfer();
    paste.items.add(new File(['text'], 'log.txt'));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: paste, bubbles: true, composed: true }));
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
    const history = await shown();
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
    await shown();
    const again = byRole<HTMLTextAreaElement>('textbox', 'Ihre Nachricht');
    assert.equal(again.value, 'Kommt an?');
    mock(createMessage, messageEntrySchema, () => sampleMessage(111, 'Kommt an?'));
    byRole('button', 'Senden').click();
    await eventually(() => again.value === '');
    const keys = requestsOf(createMessage).map(({ headers }) => headers.get('idempotency-key'));
    assert.equal(keys.length, 2);
    assert.equal(keys[0], keys[1]);
    clearPage();
    await shown();
    assert.equal(byRole<HTMLTextAreaElement>('textbox', 'Ihre Nachricht').value, '');
  });

  it('tells that an earlier try went through when the text was changed since', async () => {
    const history = await shown();
    mock(createMessage, messageEntrySchema, () => problem(422, 'idempotency_key_reused'));
    type(byRole('textbox', 'Ihre Nachricht'), 'Andere Worte');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Der vorige Versuch ist doch angekommen'));
  });

  it('does not send while a file failed, and says so', async () => {
    const history = await shown();
    mock(createUpload, attachmentSchema, () => problem(500, 'internal'));
    const field = byRole('textbox', 'Ihre Nachricht');
    const paste = new DataTransfer();
    paste.items.add(new File(['text'], 'log.txt'));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: paste, bubbles: true, composed: true }));
    type(field, 'Mit Datei');
    byRole('button', 'Senden').click();
    await eventually(() => textOf(history).includes('Eine Datei wurde nicht hochgeladen.'));
    assert.equal(requestsOf(createMessage).length, 0);
    await expectAccessible(history);
  });

  it('makes an internal note unmistakable and sends it as one', async () => {
    const history = await shown('700px', true);
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

  describe('editing', () => {
    let own: MessageEntry;
    beforeEach(() => {
      own = sampleMessage(120, 'Alter Text', { createdAt: inMinutes(-3), editableUntil: inMinutes(12) });
      items = [...items, own];
    });
    const edit = async () => {
      const history = await shown();
      byRole('button', /Bearbeiten/).click();
      return {
        history,
        field: await eventually(() => allByRole('textbox', 'Nachricht bearbeiten')[0] as HTMLTextAreaElement),
      };
    };

    it('changes an own message and marks it', async () => {
      const { history, field } = await edit();
      assert.equal(focused(), field);
      await expectAccessible(history);
      mock(updateMessage, messageEntrySchema, ({ body }) => {
        own = { ...own, ...(body as { body: string }), editedAt: inMinutes(0) };
        items = [...items.slice(0, -1), own];
        return own;
      });
      type(field, 'Neuer Text');
      press(field, 'Enter', { metaKey: true });
      await eventually(() => textOf(history).includes('bearbeitet'));
      assert.include(textOf(history), 'Neuer Text');
      await eventually(() => focused() === byRole('button', /Bearbeiten/));
    });

    it('asks before Escape throws changes away', async () => {
      const { field } = await edit();
      type(field, 'Halb fertig');
      press(field, 'Escape');
      const stay = await eventually(() => allByRole('button', 'Weiter bearbeiten')[0]);
      await eventually(() => focused() === stay);
      press(stay, 'Escape');
      await eventually(() => focused() === field);
      assert.equal(field.value, 'Halb fertig');
      press(field, 'Escape');
      (await eventually(() => allByRole('button', 'Verwerfen')[0])).click();
      await eventually(() => focused() === byRole('button', /Bearbeiten/));
    });

    it('keeps the text when the time is over', async () => {
      const { history, field } = await edit();
      mock(updateMessage, messageEntrySchema, () => problem(409, 'edit_window_closed'));
      type(field, 'Zu spät');
      byRole('button', 'Speichern').click();
      await eventually(() => textOf(history).includes('Die Zeit zum Ändern ist abgelaufen.'));
      assert.equal(field.value, 'Zu spät');
    });
  });

  it('shows and announces what comes in live without taking the focus', async () => {
    const history = await shown();
    const field = byRole('textbox', 'Ihre Nachricht');
    field.focus();
    type(field, 'Ich schreibe gerade');
    let changed = 0;
    history.addEventListener('etron-record-changed', () => changed++);
    items = [...items, sampleMessage(130, 'Neues von ETRON', { author: STAFF })];
    live.send({ kind: 'ticket', id: RECORD });
    await eventually(() => textOf(history).includes('Neues von ETRON'));
    assert.include(statusText(), 'Neue Nachricht von Katharina Moser.');
    assert.equal(changed, 1);
    assert.equal(focused(), field);
    assert.equal((field as HTMLTextAreaElement).value, 'Ich schreibe gerade');
  });

  it('loads older entries and stays where the reader is', async () => {
    const newest = Array.from({ length: 15 }, (_, i) => sampleMessage(200 + i, `Nachricht ${i}`));
    const oldest = Array.from({ length: 15 }, (_, i) => sampleMessage(150 + i, `Älter ${i}`));
    mock(listHistory, historyPageSchema, ({ query }) =>
      query.has('before') ? { items: oldest, before: null } : { items: newest, before: uuid(200) },
    );
    const history = await shown();
    const first = await eventually(() => history.renderRoot.querySelector('li'));
    const more = byRole('button', 'Ältere anzeigen');
    more.scrollIntoView();
    const top = first.getBoundingClientRect().top;
    more.click();
    await eventually(() => textOf(history).includes('Älter 0'));
    assert.closeTo(first.getBoundingClientRect().top, top, 2);
    assert.include(statusText(), '15 ältere Einträge geladen.');
    assert.equal(focused(), byRole('heading', 'Historie'));
    // A live change must not drop them again.
    live.send({ kind: 'ticket', id: RECORD });
    await eventually(() => requestsOf(listHistory).length === 3);
    assert.include(textOf(history), 'Älter 0');
  });

  it('logs time, deletes own entries and takes that back', async () => {
    const history = await shown('700px', true);
    mock(createTimeEntry, timeEntrySchema, ({ body }) => {
      const entry = { ...createTimeEntryBody.parse(body), id: uuid(42), employee: { id: ME.id, name: ME.name } };
      sheet = { items: [...sheet.items, entry], totalMinutes: sheet.totalMinutes + entry.minutes };
      return entry;
    });
    mock(deleteTimeEntry, undefined, ({ params }) => {
      sheet = { items: sheet.items.filter(({ id }) => id !== params.entry), totalMinutes: 70 };
      return new Response(null, { status: 204 });
    });
    byRole('button', 'Erfassen').click();
    await eventually(() => textOf(history).includes('Bitte Minuten (25) oder Stunden (1:10) eingeben'));
    assert.equal(focused(), byRole('textbox', /^Dauer/));
    type(byRole('textbox', /^Dauer/), '1:10');
    type(byRole('textbox', /^Tätigkeit/), 'Testdruck');
    byRole('button', 'Erfassen').click();
    await eventually(() => textOf(history).includes('2 Std. 45 Min.'));
    assert.include(requestsOf(createTimeEntry)[0]?.body as object, { minutes: 70 });
    assert.include(statusText(), '1 Std. 10 Min. erfasst.');

    assert.equal(allByRole('button', /^Löschen/).length, 2);
    byRole('button', /^Löschen.*Fehlersuche/).click();
    const undo = await eventually(() => allByRole('button', 'Rückgängig')[0]);
    await eventually(() => focused() === undo);
    await expectAccessible(history);
    undo.click();
    await eventually(() => requestsOf(createTimeEntry).length === 2);
    assert.include(requestsOf(createTimeEntry)[1]?.body as object, {
      date: '2026-11-22',
      minutes: 25,
      text: 'Fehlersuche',
    });
  });

  it('speaks English when the page does', async () => {
    const history = await shown();
    document.documentElement.lang = 'en';
    await eventually(() => allByRole('button', 'Send')[0]);
    assert.include(textOf(history), 'Status: To be processed – backlog → In progress');
    assert.include(textOf(history), '1 h 35 min');
  });
});
