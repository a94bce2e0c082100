import { assert, nextFrame } from '@open-wc/testing';
import { historyPageSchema } from '../../src/contract/history.schema.ts';
import { getAttachment, listHistory, streamChanges } from '../../src/contract/history.ts';
import { aroundEach, HistoryRoom, RECORD, STAFF } from '../../src/internal/testing/history.ts';
import { mock, never, offline, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  statusText,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleMessage, sampleStatus, uuid } from '../../src/internal/testing/samples.ts';
import './history.define.ts';

describe('<etron-history>', () => {
  let room: HistoryRoom;
  aroundEach(() => {
    room = new HistoryRoom();
  });

  it('shows messages of both sides, changes as quiet lines, and the time with its sum', async () => {
    const history = await room.shown();
    const text = textOf(history);
    assert.include(text, 'Status: Zur Bearbeitung – Backlog → Bearbeitung');
    assert.include(text, 'Hier das Foto.');
    assert.include(text, '1 Std. 35 Min.');
    assert.equal(allByRole('button', /Bearbeiten/).length, 0);
    assert.equal(allByRole('radio').length, 0);
    await expectAccessible(history);
  });

  it('is accessible and fits 320 px for employees with an internal note', async () => {
    room.items = [
      ...room.items,
      sampleMessage(103, 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3), {
        internal: true,
        author: STAFF,
      }),
    ];
    const history = await room.shown('320px', true);
    await expectAccessible(history);
    assert.deepEqual(overflowing(history), []);
    assert.include(textOf(history), 'nur für ETRON sichtbar');
  });

  it('says how an offer was answered, why, and with which files', async () => {
    const customer = { author: { name: 'Eva Berger', side: 'customer', picture: null } } as const;
    const sealed = { id: uuid(77), name: 'AN-2026-00123.pdf', size: 120_000, type: 'application/pdf' };
    room.items = [
      { id: uuid(100), createdAt: '2026-11-20T09:00:00Z', kind: 'view', ...customer },
      { id: uuid(99), createdAt: '2026-11-20T09:00:00Z', kind: 'confirmation', to: 'gast@example.at', ...customer },
      sampleStatus(101, 'open', 'ordered', { ...customer, attachments: [sealed] }),
      sampleStatus(102, 'open', 'declined', { ...customer, reason: 'Zu teuer.\nWir warten.' }),
      sampleStatus(103, 'open', 'cancelled', { reason: 'Ersetzt.' }),
    ];
    const history = room.show();
    history.recordKind = 'order';
    await eventually(() => allByRole('textbox').length);
    assert.equal(requestsOf(listHistory).at(-1)?.params['kind'], 'order');
    const text = textOf(history);
    assert.match(text, /Zum ersten Mal angesehen · Eva Berger/);
    assert.match(text, /Bestätigung erneut an gast@example\.at geschickt/);
    assert.match(text, /Angenommen und unterschrieben · Eva Berger/);
    assert.match(text, /Abgelehnt · Eva Berger · .*Zu teuer\. Wir warten\./);
    assert.match(text, /Status: Offen → Storniert .*Ersetzt\./);
    await expectAccessible(history);
    const file = byRole('button', /AN-2026-00123\.pdf/);
    const item = file.closest('li') as Element;
    assert.equal(getComputedStyle(item, '::before').content, 'none', 'the dot is the entry’s, not the file’s');
    mock(getAttachment, undefined, () => problem(404, 'not_found'));
    file.click();
    await eventually(() => textOf(byRole('alert')).includes('Das gibt es nicht (mehr).'));
    assert.equal(requestsOf(getAttachment)[0]?.params['id'], uuid(77));
    document.documentElement.lang = 'en';
    await eventually(() => textOf(history).includes('Accepted and signed'));
  });

  it('says which ticket was merged into this one, what was filed as that, and with which files', async () => {
    const customer = { author: { name: 'Berta Bäcker', side: 'customer', picture: null } } as const;
    const photo = { id: uuid(77), name: 'foto.jpg', size: 120_000, type: 'image/jpeg' };
    const gone = { kind: 'merge', number: 'T-2026-000124', subject: 'Drucker' } as const;
    room.items = [
      {
        ...gone,
        id: uuid(100),
        createdAt: '2026-11-20T09:00:00Z',
        ...customer,
        description: 'Auch bei mir.',
        attachments: [photo],
      },
      { ...gone, id: uuid(101), createdAt: '2026-11-21T09:00:00Z', author: STAFF, description: null, attachments: [] },
    ];
    const history = await room.shown();
    const text = textOf(history);
    assert.match(text, /Eingereicht als T-2026-000124 „Drucker“ · Berta Bäcker · .*Auch bei mir\./);
    assert.match(text, /T-2026-000124 „Drucker“ ist jetzt Teil dieses Tickets/);
    assert.isOk(byRole('button', /foto\.jpg/));
    await expectAccessible(history);
  });

  it('shows a skeleton, then nothing, then the next step', async () => {
    mock(listHistory, historyPageSchema, never);
    room.show();
    await nextFrame();
    assert.include(statusText(), 'Die Historie wird geladen.');
    room.items = [];
    room.sheet = { items: [], totalMinutes: 0 };
    mock(listHistory, historyPageSchema, () => ({ items: room.items, before: null, unread: false }));
    const history = await room.shown();
    assert.include(textOf(history), 'Schreiben Sie uns');
    await eventually(() => textOf(history).includes('Noch keine Zeiten erfasst.'));
    await expectAccessible(history);
  });

  it('keeps no connection while it is paused, and reads afterwards what it missed', async () => {
    const history = await room.shown();
    await eventually(() => requestsOf(streamChanges).length === 1);
    history.paused = true;
    await nextFrame();
    room.items = [...room.items, sampleMessage(110, 'Das kam inzwischen.')];
    room.live.send({ kind: 'ticket', id: RECORD });
    await nextFrame();
    assert.notInclude(textOf(history), 'Das kam inzwischen.');
    history.paused = false;
    await eventually(() => textOf(history).includes('Das kam inzwischen.'));
    assert.equal(requestsOf(streamChanges).length, 2);
  });

  it('says what failed and tries again', async () => {
    mock(listHistory, historyPageSchema, offline);
    const history = room.show();
    await eventually(() => allByRole('button', 'Erneut versuchen')[0]);
    await expectAccessible(history);
    mock(listHistory, historyPageSchema, () => ({ items: room.items, before: null, unread: false }));
    byRole('button', 'Erneut versuchen').click();
    await eventually(() => textOf(history).includes('Hier das Foto.'));
  });

  it('shows and announces what comes in live without taking the focus', async () => {
    const history = await room.shown();
    const field = byRole('textbox', 'Ihre Nachricht');
    field.focus();
    type(field, 'Ich schreibe gerade');
    let changed = 0;
    history.addEventListener('etron-record-changed', () => changed++);
    room.items = [...room.items, sampleMessage(130, 'Neues von ETRON', { author: STAFF })];
    room.live.send({ kind: 'ticket', id: RECORD });
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
      query.has('before')
        ? { items: oldest, before: null, unread: false }
        : { items: newest, before: uuid(200), unread: false },
    );
    const history = await room.shown();
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
    room.live.send({ kind: 'ticket', id: RECORD });
    await eventually(() => requestsOf(listHistory).length === 3);
    assert.include(textOf(history), 'Älter 0');
  });

  it('speaks English when the page does', async () => {
    const history = await room.shown();
    document.documentElement.lang = 'en';
    await eventually(() => allByRole('button', 'Send')[0]);
    assert.include(textOf(history), 'Status: To be processed – backlog → In progress');
    assert.include(textOf(history), '1 hr 35 mins');
  });
});
