import { assert, nextFrame } from '@open-wc/testing';
import { getAttachment, listHistory, listTimeEntries, markRead } from '../../src/contract/history.ts';
import { accessTokenSchema } from '../../src/contract/session.schema.ts';
import { exchangeHostToken } from '../../src/contract/session.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { getTicket } from '../../src/contract/tickets.ts';
import { API, mock, never, problem, requests, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  textOf,
} from '../../src/internal/testing/page.ts';
import { sampleEmployee, sampleTicket, uuid } from '../../src/internal/testing/samples.ts';
import { TestSession } from '../../src/internal/testing/session.ts';
import { CUSTOMER, eachInTicketRoom, type TicketRoom } from '../../src/internal/testing/ticket-room.ts';
import { describeRecordPage } from '../shared/testing/record-page.ts';
import './ticket.define.ts';

describe('<etron-ticket>', () => {
  let room: TicketRoom;
  eachInTicketRoom((entered) => {
    room = entered;
  });
  const statuses = ['new', 'backlog', 'in_progress', 'waiting', 'done'] as const;

  for (const status of statuses) {
    it(`shows the status ${status} in words and as a step`, async () => {
      room.ticket = sampleTicket({ status });
      const element = await room.shown();
      const current = allByRole('listitem').filter((item) => item.getAttribute('aria-current') === 'step');
      assert.equal(current.length, 1);
      assert.equal(
        textOf(current[0]).trim(),
        ['Neu', 'Backlog', 'Bearbeitung', 'Rückfrage', 'Erledigt'][statuses.indexOf(status)],
      );
      await expectAccessible(element);
      element.style.width = '320px';
      await nextFrame();
      assert.deepEqual(overflowing(element), []);
    });
  }

  it('leads from a question to the field for the answer', async () => {
    room.ticket = sampleTicket({ status: 'waiting' });
    const element = await room.shown();
    assert.isOk(byRole('heading', 'Wir warten auf Ihre Antwort'));
    byRole('button', 'Jetzt antworten').click();
    await eventually(() => focused() === byRole('textbox', 'Ihre Nachricht'));
    assert.include(textOf(element), 'Ihre Antwort bringt das Ticket zurück in Bearbeitung.');
  });

  it('says that an answer opens a finished ticket again', async () => {
    room.ticket = sampleTicket({ status: 'done' });
    const element = await room.shown();
    assert.include(textOf(element), 'Ihre Antwort öffnet es wieder.');
    byRole('button', 'Antworten und wieder öffnen').click();
    await eventually(() => focused() === byRole('textbox', 'Ihre Nachricht'));
  });

  it('tells the page what it shows, and marks it as read', async () => {
    room.ticket = sampleTicket({ unread: true });
    const element = room.show();
    const loaded = await new Promise<Event & { id?: string; number?: string; subject?: string }>((resolve) => {
      element.addEventListener('etron-ticket-loaded', resolve, { once: true });
    });
    assert.include(loaded, { id: room.ticket.id, number: room.ticket.number, subject: room.ticket.subject });
    await eventually(() => requestsOf(markRead).length === 1);
  });

  it('names who filed it for whom, and the contact where it is somebody else', async () => {
    room.ticket = sampleTicket({ filedBy: { name: 'Karin Brandstätter', company: 'Kassenhaus Brandstätter' } });
    const element = await room.shown();
    assert.include(textOf(element), 'von Karin Brandstätter (Kassenhaus Brandstätter)');
    assert.match(textOf(element), /Kontakt\s*Martina Huber/);
    await expectAccessible(element);
  });

  it('names the contact as who filed it, as long as that is no user', async () => {
    room.ticket = sampleTicket({ filedBy: null });
    const element = await room.shown();
    assert.include(textOf(element), 'von Martina Huber');
    assert.notInclude(textOf(element), 'Kontakt');
  });

  it('leads on to the ticket that it was merged into', async () => {
    const gone = uuid(77);
    mock(getTicket, ticketSchema, () => room.ticket);
    const element = document.createElement('etron-ticket');
    element.apiUrl = API;
    element.ticketId = gone;
    showPage('1000px', element);
    await eventually(() => allByRole('textbox').length);
    assert.equal(element.ticketId, room.ticket.id);
    assert.include(textOf(element), room.ticket.number);
    assert.isTrue(requestsOf(listHistory).every(({ params }) => params['id'] === room.ticket.id));
  });

  it('leaves a ticket that was read already alone', async () => {
    await room.shown();
    assert.equal(requestsOf(markRead).length, 0);
  });

  it('shows who takes care of it, and that nobody does yet', async () => {
    const element = await room.shown();
    assert.equal(byRole('link', sampleEmployee.email).getAttribute('href'), `mailto:${sampleEmployee.email}`);
    assert.equal(byRole('link', /\+43/).getAttribute('href'), 'tel:+431230041-27'.replace('-', ''));
    room.ticket = sampleTicket({ assignee: null });
    room.live.send({ kind: 'ticket', id: room.ticket.id });
    await eventually(() => textOf(element).includes('Noch niemand zugeteilt'));
  });

  it('marks what changed meanwhile as read', async () => {
    const element = await room.shown();
    room.ticket = sampleTicket({ status: 'waiting', unread: true });
    room.live.send({ kind: 'ticket', id: room.ticket.id });
    await eventually(() => textOf(element).includes('Wir warten auf Ihre Antwort'));
    await eventually(() => requestsOf(markRead).length === 1);
  });

  it('shows hostile subjects and descriptions as text', async () => {
    const evil = '<img src=x onerror="window.hacked=1">';
    room.ticket = sampleTicket({ subject: evil, description: `${evil}\nhttps://good.example/x` });
    const element = await room.shown();
    assert.equal(byRole('heading', evil).localName, 'h2');
    assert.isUndefined((window as unknown as { hacked?: number }).hacked);
    assert.isOk(byRole('link', 'https://good.example/x'));
    assert.include(textOf(element), evil);
  });

  it('downloads an attachment, or says why not', async () => {
    const element = await room.shown();
    mock(getAttachment, undefined, () => problem(404, 'not_found'));
    byRole('button', /Bon\.jpg/).click();
    await eventually(() => allByRole('alert').some((alert) => textOf(alert).includes('Das gibt es nicht (mehr).')));
    await expectAccessible(element);
  });

  it('downloads an attachment while another is on its way, and each once at a time', async () => {
    room.ticket = sampleTicket({
      attachments: [1, 2].map((n) => ({ ...sampleTicket().attachments[0]!, id: uuid(n), name: `${n}.jpg` })),
    });
    await room.shown();
    mock(getAttachment, undefined, never);
    for (const name of [/1\.jpg/, /2\.jpg/, /1\.jpg/]) byRole('button', name).click();
    await eventually(() => requestsOf(getAttachment).length === 2);
    await nextFrame();
    assert.deepEqual(
      requestsOf(getAttachment).map(({ params }) => params.id),
      [uuid(1), uuid(2)],
    );
  });

  it('takes API and session from a provider, and does not tell customers their own name', async () => {
    const provider = new TestSession();
    provider.session.setValue(CUSTOMER);
    const element = document.createElement('etron-ticket');
    element.ticketId = room.ticket.id;
    provider.append(element);
    showPage('1000px', provider);
    await eventually(() => allByRole('textbox').length);
    assert.notInclude(textOf(element), 'Bäckerei Huber & Söhne');
  });

  it('keeps what was typed when it becomes known only then who is writing', async () => {
    const provider = new TestSession();
    const element = document.createElement('etron-ticket');
    element.ticketId = room.ticket.id;
    provider.append(element);
    showPage('1000px', provider);
    const field = (await eventually(() => allByRole('textbox')[0])) as HTMLTextAreaElement;
    field.value = 'Noch im Laden';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    provider.session.setValue(CUSTOMER);
    await nextFrame();
    await nextFrame();
    assert.equal(field.value, 'Noch im Laden');
    assert.deepEqual(Object.keys(localStorage), [`etron.draft.v1.${CUSTOMER.id}..ticket.${room.ticket.id}`]);
    // The next one at the same till starts with an empty field.
    provider.session.setValue({ ...CUSTOMER, id: uuid(4) });
    await eventually(() => field.value === '');
  });

  it('works alone with a host token, which all its parts share', async () => {
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const element = room.show();
    element.getToken = async () => 'host';
    requests.length = 0;
    await eventually(() => allByRole('textbox').length);
    await eventually(() => requestsOf(listTimeEntries).length);
    assert.equal(requestsOf(exchangeHostToken).length, 1);
    for (const operation of [getTicket, listHistory, listTimeEntries]) {
      assert.equal(requestsOf(operation).at(-1)?.headers.get('authorization'), 'Bearer access');
    }
  });
});

describeRecordPage({
  tag: 'etron-ticket',
  kind: 'ticket',
  idProperty: 'ticketId',
  loaded: 'etron-ticket-loaded',
  get: getTicket,
  schema: ticketSchema,
  record: (subject) => sampleTicket({ subject }),
  words: {
    loading: 'Das Ticket wird geladen.',
    notFound: 'Ticket nicht gefunden',
    english: 'Ticket not found',
  },
});
