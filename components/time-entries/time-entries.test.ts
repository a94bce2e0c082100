import { assert } from '@open-wc/testing';
import { createTimeEntryBody, timeEntrySchema } from '../../src/contract/history.schema.ts';
import { createTimeEntry, deleteTimeEntry } from '../../src/contract/history.ts';
import { aroundEach, HistoryRoom, ME } from '../../src/internal/testing/history.ts';
import { mock, requestsOf } from '../../src/internal/testing/network.ts';
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
import '../history/history.define.ts';

describe('<etron-time-entries>', () => {
  let room: HistoryRoom;
  aroundEach(() => {
    room = new HistoryRoom();
  });

  it('logs time, deletes own entries and takes that back', async () => {
    const history = await room.shown('700px', true);
    mock(createTimeEntry, timeEntrySchema, ({ body }) => {
      const entry = { ...createTimeEntryBody.parse(body), id: uuid(42), employee: { id: ME.id, name: ME.name } };
      room.sheet = { items: [...room.sheet.items, entry], totalMinutes: room.sheet.totalMinutes + entry.minutes };
      return entry;
    });
    mock(deleteTimeEntry, undefined, ({ params }) => {
      room.sheet = { items: room.sheet.items.filter(({ id }) => id !== params.entry), totalMinutes: 70 };
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
});
