import { assert, nextFrame } from '@open-wc/testing';
import { resendConfirmation } from '../../src/contract/contacts.ts';
import { meSchema } from '../../src/contract/session.schema.ts';
import { getSession } from '../../src/contract/session.ts';
import { mock, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  clearPage,
  eventually,
  expectAccessible,
  overflowing,
  textOf,
} from '../../src/internal/testing/page.ts';
import { sampleTicket } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import { eachInTicketRoom, STAFF, type TicketRoom } from '../../src/internal/testing/ticket-room.ts';
import './ticket.define.ts';

describe('<etron-ticket> for employees', () => {
  let room: TicketRoom;
  eachInTicketRoom((entered) => {
    room = entered;
  });

  it('says to employees that nobody is mailed their answer, and why', async () => {
    mock(getSession, meSchema, () => me(1, 'staff'));
    for (const mailed of [false, true]) {
      room.ticket = sampleTicket({ staff: { ...STAFF, quarantined: false, mailed }, company: null });
      const element = await room.shown();
      const said = textOf(element).includes('Ihre Antwort geht nicht per E-Mail hinaus');
      assert.equal(said, !mailed);
      await expectAccessible(element);
      clearPage();
    }
  });

  it('sends the confirmation again for employees, once, and says so', async () => {
    mock(getSession, meSchema, () => me(1, 'staff'));
    let answer = () => problem(429, 'rate_limited');
    mock(resendConfirmation, undefined, () => answer());
    room.ticket = sampleTicket({ staff: { ...STAFF, quarantined: false }, company: null });
    const element = await room.shown('320px');
    const button = () => byRole('button', 'Bestätigung erneut senden');
    button().click();
    await eventually(() => textOf(element).includes('Zu viele'));
    await expectAccessible(element);
    answer = () => new Response(null, { status: 204 });
    button().click();
    await eventually(() => textOf(element).includes('Der Kontakt bekommt eine E-Mail'));
    button().click();
    assert.deepEqual(
      requestsOf(resendConfirmation).map(({ params }) => params['id']),
      [room.ticket.id, room.ticket.id],
    );
    assert.deepEqual(overflowing(element), []);
    await expectAccessible(element);
    clearPage();
    room.ticket = sampleTicket({ staff: { ...STAFF, confirmable: false }, company: null });
    await room.shown();
    assert.lengthOf(allByRole('button', 'Bestätigung erneut senden'), 0);
  });

  it('shows employees what the host page told, and nothing hostile in it works', async () => {
    room.ticket = sampleTicket({ staff: STAFF, company: null });
    const element = await room.shown();
    const text = textOf(element);
    for (const words of [
      'Nur für ETRON sichtbar',
      'In Quarantäne',
      'E-Mail-Adresse nicht bestätigt',
      'javascript:alert(1)',
      '<i>y</i>',
      'Noch keinem Kunden zugeordnet',
      'pk_demo',
    ]) {
      assert.include(text, words);
    }
    assert.deepEqual(
      allByRole('link').filter((link) => /^javascript/.test(link.getAttribute('href') ?? '')),
      [],
    );
    assert.isOk(byRole('radio', 'Interne Notiz'));
    await expectAccessible(element);
    element.style.width = '320px';
    await nextFrame();
    assert.deepEqual(overflowing(element), []);
  });
});
