import { assert, nextFrame } from '@open-wc/testing';
import { UNDO_SECONDS } from '../../src/contract/tickets.limits.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { closeTicket, undoClosing } from '../../src/contract/tickets.ts';
import { mock, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  textOf,
} from '../../src/internal/testing/page.ts';
import { eachInTicketRoom, type TicketRoom } from '../../src/internal/testing/ticket-room.ts';
import './ticket.define.ts';

describe('<etron-ticket> that is settled', () => {
  let room: TicketRoom;
  eachInTicketRoom((entered) => {
    room = entered;
  });

  const settle = async () => {
    mock(closeTicket, ticketSchema, () => (room.ticket = { ...room.ticket, status: 'done' }));
    byRole('button', 'Hat sich erledigt').click();
    return eventually(() => allByRole('button', 'Rückgängig')[0]);
  };

  it('is closed by the reader, who can take it back', async () => {
    const element = await room.shown();
    const before = room.ticket.status;
    mock(undoClosing, ticketSchema, () => (room.ticket = { ...room.ticket, status: before }));
    const undo = await settle();
    await eventually(() => focused() === undo);
    assert.include(textOf(element), 'Ihre Antwort öffnet es wieder.');
    await expectAccessible(element);
    element.style.width = '320px';
    await nextFrame();
    assert.deepEqual(overflowing(element), []);
    undo.click();
    await eventually(() => focused() === allByRole('button', 'Hat sich erledigt')[0]);
    assert.lengthOf(requestsOf(undoClosing), 1);
  });

  it('offers that for some seconds, and does not lose the focus with it', async () => {
    const element = await room.shown();
    const { setTimeout: later } = window;
    let over: () => void = () => assert.fail('nothing is over ever');
    window.setTimeout = ((work: () => void, ms?: number) => {
      if (ms !== UNDO_SECONDS * 1000) return later(work, ms);
      over = work;
      return 0;
    }) as typeof setTimeout;
    try {
      await settle();
    } finally {
      window.setTimeout = later;
    }
    over();
    await eventually(() => allByRole('button', 'Rückgängig').length === 0);
    await eventually(() => focused() === byRole('button', 'Antworten und wieder öffnen'));
    assert.lengthOf(requestsOf(undoClosing), 0);
    await expectAccessible(element);
  });

  it('says that it is too late when something has happened meanwhile', async () => {
    const element = await room.shown();
    mock(undoClosing, undefined, () => problem(409, 'invalid_transition'));
    (await settle()).click();
    await eventually(() => textOf(element).includes('Das lässt sich nicht mehr rückgängig machen.'));
  });
});
