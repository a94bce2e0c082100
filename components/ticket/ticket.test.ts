import { assert, nextFrame } from '@open-wc/testing';
import { resendConfirmation } from '../../src/contract/contacts.ts';
import { historyPageSchema, timeSheetSchema } from '../../src/contract/history.schema.ts';
import { getAttachment, listHistory, listTimeEntries, markRead, streamChanges } from '../../src/contract/history.ts';
import { accessTokenSchema, meSchema } from '../../src/contract/session.schema.ts';
import { exchangeHostToken, getSession } from '../../src/contract/session.ts';
import { UNDO_SECONDS } from '../../src/contract/tickets.limits.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { closeTicket, getTicket, type Ticket, undoClosing } from '../../src/contract/tickets.ts';
import {
  API,
  EventStream,
  mock,
  mockNetwork,
  never,
  problem,
  requests,
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
import { sampleEmployee, sampleTicket, uuid } from '../../src/internal/testing/samples.ts';
import { me, TestSession } from '../../src/internal/testing/session.ts';
import { describeRecordPage } from '../shared/testing/record-page.ts';
import './ticket.define.ts';
import type { EtronTicket } from './ticket.ts';

const CUSTOMER = me(3, 'customer');
const STAFF: NonNullable<Ticket['staff']> = {
  context: {
    instance: 'huber-linz',
    version: '26.11.2',
    pageUrl: 'javascript:alert(1)',
    userAgent: 'Mozilla/5.0',
    fields: { Kassa: '2', '<b>x</b>': '<i>y</i>' },
  },
  contactVerified: false,
  quarantined: true,
  embedKey: 'pk_demo',
  host: null,
  mailed: false,
  confirmable: true,
  linked: false,
};

describe('<etron-ticket>', () => {
  mockNetwork();
  let ticket: Ticket;
  let live: EventStream;

  beforeEach(() => {
    localStorage.clear();
    ticket = sampleTicket();
    live = new EventStream();
    mock(getTicket, ticketSchema, ({ params }) => (params.id === ticket.id ? ticket : problem(404, 'not_found')));
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: ticket.unread }));
    mock(listTimeEntries, timeSheetSchema, () => ({ items: [], totalMinutes: 0 }));
    mock(streamChanges, undefined, () => live.response());
    mock(markRead, undefined, () => new Response(null, { status: 204 }));
    mock(getSession, meSchema, () => CUSTOMER);
  });
  afterEach(clearPage);

  function show(width = '1000px'): EtronTicket {
    const element = document.createElement('etron-ticket');
    element.apiUrl = API;
    element.ticketId = ticket.id;
    showPage(width, element);
    return element;
  }
  const shown = async (width?: string) => {
    const element = show(width);
    await eventually(() => allByRole('textbox').length);
    return element;
  };
  const statuses = ['new', 'backlog', 'in_progress', 'waiting', 'done'] as const;

  for (const status of statuses) {
    it(`shows the status ${status} in words and as a step`, async () => {
      ticket = sampleTicket({ status });
      const element = await shown();
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
    ticket = sampleTicket({ status: 'waiting' });
    const element = await shown();
    assert.isOk(byRole('heading', 'Wir warten auf Ihre Antwort'));
    byRole('button', 'Jetzt antworten').click();
    await eventually(() => focused() === byRole('textbox', 'Ihre Nachricht'));
    assert.include(textOf(element), 'Ihre Antwort bringt das Ticket zurück in Bearbeitung.');
  });

  it('says that an answer opens a finished ticket again', async () => {
    ticket = sampleTicket({ status: 'done' });
    const element = await shown();
    assert.include(textOf(element), 'Ihre Antwort öffnet es wieder.');
    byRole('button', 'Antworten und wieder öffnen').click();
    await eventually(() => focused() === byRole('textbox', 'Ihre Nachricht'));
  });

  describe('that is settled', () => {
    const settle = async () => {
      mock(closeTicket, ticketSchema, () => (ticket = { ...ticket, status: 'done' }));
      byRole('button', 'Hat sich erledigt').click();
      return eventually(() => allByRole('button', 'Rückgängig')[0]);
    };

    it('is closed by the reader, who can take it back', async () => {
      const element = await shown();
      const before = ticket.status;
      mock(undoClosing, ticketSchema, () => (ticket = { ...ticket, status: before }));
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
      const element = await shown();
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
      const element = await shown();
      mock(undoClosing, undefined, () => problem(409, 'invalid_transition'));
      (await settle()).click();
      await eventually(() => textOf(element).includes('Das lässt sich nicht mehr rückgängig machen.'));
    });
  });

  it('says to employees that nobody is mailed their answer, and why', async () => {
    mock(getSession, meSchema, () => me(1, 'staff'));
    for (const mailed of [false, true]) {
      ticket = sampleTicket({ staff: { ...STAFF, quarantined: false, mailed }, company: null });
      const element = await shown();
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
    ticket = sampleTicket({ staff: { ...STAFF, quarantined: false }, company: null });
    const element = await shown('320px');
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
      [ticket.id, ticket.id],
    );
    assert.deepEqual(overflowing(element), []);
    await expectAccessible(element);
    clearPage();
    ticket = sampleTicket({ staff: { ...STAFF, confirmable: false }, company: null });
    await shown();
    assert.lengthOf(allByRole('button', 'Bestätigung erneut senden'), 0);
  });

  it('tells the page what it shows, and marks it as read', async () => {
    ticket = sampleTicket({ unread: true });
    const element = show();
    const loaded = await new Promise<Event & { id?: string; number?: string; subject?: string }>((resolve) => {
      element.addEventListener('etron-ticket-loaded', resolve, { once: true });
    });
    assert.include(loaded, { id: ticket.id, number: ticket.number, subject: ticket.subject });
    await eventually(() => requestsOf(markRead).length === 1);
  });

  it('names who filed it for whom, and the contact where it is somebody else', async () => {
    ticket = sampleTicket({ filedBy: { name: 'Karin Brandstätter', company: 'Kassenhaus Brandstätter' } });
    const element = await shown();
    assert.include(textOf(element), 'von Karin Brandstätter (Kassenhaus Brandstätter)');
    assert.match(textOf(element), /Kontakt\s*Martina Huber/);
    await expectAccessible(element);
  });

  it('names the contact as who filed it, as long as that is no user', async () => {
    ticket = sampleTicket({ filedBy: null });
    const element = await shown();
    assert.include(textOf(element), 'von Martina Huber');
    assert.notInclude(textOf(element), 'Kontakt');
  });

  it('leads on to the ticket that it was merged into', async () => {
    const gone = uuid(77);
    mock(getTicket, ticketSchema, () => ticket);
    const element = document.createElement('etron-ticket');
    element.apiUrl = API;
    element.ticketId = gone;
    showPage('1000px', element);
    await eventually(() => allByRole('textbox').length);
    assert.equal(element.ticketId, ticket.id);
    assert.include(textOf(element), ticket.number);
    assert.isTrue(requestsOf(listHistory).every(({ params }) => params['id'] === ticket.id));
  });

  it('leaves a ticket that was read already alone', async () => {
    await shown();
    assert.equal(requestsOf(markRead).length, 0);
  });

  it('shows who takes care of it, and that nobody does yet', async () => {
    const element = await shown();
    assert.equal(byRole('link', sampleEmployee.email).getAttribute('href'), `mailto:${sampleEmployee.email}`);
    assert.equal(byRole('link', /\+43/).getAttribute('href'), 'tel:+431230041-27'.replace('-', ''));
    ticket = sampleTicket({ assignee: null });
    live.send({ kind: 'ticket', id: ticket.id });
    await eventually(() => textOf(element).includes('Noch niemand zugeteilt'));
  });

  it('marks what changed meanwhile as read', async () => {
    const element = await shown();
    ticket = sampleTicket({ status: 'waiting', unread: true });
    live.send({ kind: 'ticket', id: ticket.id });
    await eventually(() => textOf(element).includes('Wir warten auf Ihre Antwort'));
    await eventually(() => requestsOf(markRead).length === 1);
  });

  it('shows employees what the host page told, and nothing hostile in it works', async () => {
    ticket = sampleTicket({ staff: STAFF, company: null });
    const element = await shown();
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

  it('shows hostile subjects and descriptions as text', async () => {
    const evil = '<img src=x onerror="window.hacked=1">';
    ticket = sampleTicket({ subject: evil, description: `${evil}\nhttps://good.example/x` });
    const element = await shown();
    assert.equal(byRole('heading', evil).localName, 'h2');
    assert.isUndefined((window as unknown as { hacked?: number }).hacked);
    assert.isOk(byRole('link', 'https://good.example/x'));
    assert.include(textOf(element), evil);
  });

  it('downloads an attachment, or says why not', async () => {
    const element = await shown();
    mock(getAttachment, undefined, () => problem(404, 'not_found'));
    byRole('button', /Bon\.jpg/).click();
    await eventually(() => allByRole('alert').some((alert) => textOf(alert).includes('Das gibt es nicht (mehr).')));
    await expectAccessible(element);
  });

  it('downloads an attachment while another is on its way, and each once at a time', async () => {
    ticket = sampleTicket({
      attachments: [1, 2].map((n) => ({ ...sampleTicket().attachments[0]!, id: uuid(n), name: `${n}.jpg` })),
    });
    await shown();
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
    element.ticketId = ticket.id;
    provider.append(element);
    showPage('1000px', provider);
    await eventually(() => allByRole('textbox').length);
    assert.notInclude(textOf(element), 'Bäckerei Huber & Söhne');
  });

  it('keeps what was typed when it becomes known only then who is writing', async () => {
    const provider = new TestSession();
    const element = document.createElement('etron-ticket');
    element.ticketId = ticket.id;
    provider.append(element);
    showPage('1000px', provider);
    const field = (await eventually(() => allByRole('textbox')[0])) as HTMLTextAreaElement;
    field.value = 'Noch im Laden';
    field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    provider.session.setValue(CUSTOMER);
    await nextFrame();
    await nextFrame();
    assert.equal(field.value, 'Noch im Laden');
    assert.deepEqual(Object.keys(localStorage), [`etron.draft.v1.${CUSTOMER.id}..ticket.${ticket.id}`]);
    // The next one at the same till starts with an empty field.
    provider.session.setValue({ ...CUSTOMER, id: uuid(4) });
    await eventually(() => field.value === '');
  });

  it('works alone with a host token, which all its parts share', async () => {
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const element = show();
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
