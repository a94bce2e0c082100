import { assert } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ticketAccessSchema } from '../../src/contract/contacts.schema.ts';
import {
  exchangeTicketLink,
  requestAccess,
  requestTicketLink,
  type TicketAccess,
} from '../../src/contract/contacts.ts';
import { historyPageSchema } from '../../src/contract/history.schema.ts';
import { listHistory, listTimeEntries, markRead, streamChanges } from '../../src/contract/history.ts';
import { ticketSchema } from '../../src/contract/tickets.schema.ts';
import { getTicket } from '../../src/contract/tickets.ts';
import {
  API,
  EventStream,
  mock,
  mockNetwork,
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
  type,
} from '../../src/internal/testing/page.ts';
import { sampleTicket } from '../../src/internal/testing/samples.ts';
import './ticket-link.define.ts';
import type { EtronTicketLink } from './ticket-link.ts';

const MAIL = 'gast@example.at';

describe('<etron-ticket-link>', () => {
  mockNetwork();
  const ticket = sampleTicket({ company: null, unread: false });
  let access: TicketAccess;
  let element: EtronTicketLink;

  beforeEach(() => {
    localStorage.clear();
    access = {
      accessToken: 'ACCESS',
      expiresIn: 600,
      ticketId: ticket.id,
      contact: { name: 'Erika Gast', email: MAIL },
      account: 'none',
    };
    mock(exchangeTicketLink, ticketAccessSchema, () => access);
    mock(getTicket, ticketSchema, () => ticket);
    mock(listHistory, historyPageSchema, () => ({ items: [], before: null, unread: false }));
    mock(streamChanges, undefined, () => new EventStream().response());
    mock(requestAccess, undefined, () => new Response(null, { status: 204 }));
    mock(requestTicketLink, undefined, () => new Response(null, { status: 202 }));
  });
  afterEach(clearPage);

  function show(attributes: Partial<EtronTicketLink> = {}): void {
    element = Object.assign(document.createElement('etron-ticket-link'), {
      apiUrl: API,
      token: 'LINK',
      portalHref: '#/',
      ...attributes,
    });
    showPage('700px', element);
  }

  async function expectSound(): Promise<void> {
    for (const width of ['320px', '1000px']) {
      (element.closest('main') as HTMLElement).style.width = width;
      assert.deepEqual(overflowing(element), [], width);
      await expectAccessible(element);
    }
  }

  const heading = (name: string | RegExp) => eventually(() => allByRole('heading', name)[0]);

  it('shows the one ticket with a field to answer, in the name of the contact, and asks for nothing else', async () => {
    show();
    await heading(ticket.subject);
    await eventually(() => allByRole('textbox')[0]);
    await expectSound();
    assert.deepEqual(requestsOf(exchangeTicketLink)[0]?.body, { token: 'LINK' });
    for (const operation of [getTicket, listHistory])
      assert.equal(requestsOf(operation)[0]?.headers.get('authorization'), 'Bearer ACCESS');
    for (const operation of [listTimeEntries, markRead]) assert.lengthOf(requestsOf(operation), 0);
    assert.ok(!element.outerHTML.includes('LINK'), 'the token is in no HTML');
  });

  it('confirms the address only once the reader says that the ticket is theirs', async () => {
    let confirmed = false;
    mock(exchangeTicketLink, ticketAccessSchema, ({ body }) => {
      confirmed ||= Boolean((body as { confirm?: boolean }).confirm);
      return confirmed ? access : problem(403, 'email_not_verified');
    });
    show();
    await heading('Ist dieses Ticket von Ihnen?');
    await expectSound();
    assert.lengthOf(requestsOf(getTicket), 0);
    byRole('button', 'Ja, Adresse bestätigen').click();
    await heading(ticket.subject);
    assert.deepEqual(
      requestsOf(exchangeTicketLink)
        .slice(0, 2)
        .map(({ body }) => body),
      [{ token: 'LINK' }, { token: 'LINK', confirm: true }],
    );
  });

  it('asks for access once, and says what happens next', async () => {
    show();
    await heading('Alle Tickets an einem Ort');
    byRole('button', 'Zugang zum Portal anfragen').click();
    await heading('Ihre Anfrage ist bei uns');
    assert.lengthOf(allByRole('button', 'Zugang zum Portal anfragen'), 0);
    const [request] = requestsOf(requestAccess);
    assert.deepEqual(request?.body, { language: 'de' });
    assert.equal(request?.headers.get('authorization'), 'Bearer ACCESS');
    await expectSound();
  });

  it('says when access was asked for before, and leads to the portal whoever has it', async () => {
    access.account = 'requested';
    show();
    await heading('Ihre Anfrage ist bei uns');
    access.account = 'exists';
    show({ token: 'OTHER' });
    await heading('Sie haben einen Zugang zum Portal');
    assert.equal(byRole<HTMLAnchorElement>('link', 'Zum Portal').getAttribute('href'), '#/');
  });

  it('a link that opens nothing leads to a new one by mail', async () => {
    mock(exchangeTicketLink, ticketAccessSchema, () => problem(410, 'link_expired'));
    show();
    await heading('Dieser Link öffnet kein Ticket');
    await expectSound();
    byRole('button', 'Neuen Link schicken').click();
    await element.updateComplete;
    assert.equal((focused() as HTMLInputElement).id, 'number');
    type(byRole('textbox', 'Nummer des Tickets'), ' T-2026-000123 ');
    type(byRole('textbox', 'E-Mail-Adresse'), 'gast');
    byRole('button', 'Neuen Link schicken').click();
    await element.updateComplete;
    assert.equal((focused() as HTMLInputElement).ariaInvalid, 'true');
    assert.lengthOf(requestsOf(requestTicketLink), 0);
    type(byRole('textbox', 'E-Mail-Adresse'), MAIL);
    await sendKeys({ press: 'Enter' });
    await heading('Sehen Sie in Ihr Postfach');
    assert.deepEqual(requestsOf(requestTicketLink)[0]?.body, { number: 'T-2026-000123', email: MAIL, language: 'de' });
    await expectSound();
  });

  // The ticket stayed on the screen with a message that it could not be read.
  it('says so when the link ends while the ticket is on the screen', async () => {
    show();
    await heading(ticket.subject);
    mock(getTicket, ticketSchema, () => problem(401, 'unauthenticated'));
    mock(exchangeTicketLink, ticketAccessSchema, () => problem(410, 'link_expired'));
    element.renderRoot.querySelector('etron-ticket')?.refresh();
    await heading('Dieser Link öffnet kein Ticket');
    assert.lengthOf(allByRole('heading', ticket.subject), 0);
  });

  it('tries again without a connection, and speaks English on an English page', async () => {
    mock(exchangeTicketLink, ticketAccessSchema, offline);
    show();
    const retry = await eventually(() => allByRole('button', 'Erneut versuchen')[0]);
    assert.match(textOf(byRole('alert')), /Keine Verbindung/);
    mock(exchangeTicketLink, ticketAccessSchema, () => access);
    document.documentElement.lang = 'en';
    retry.click();
    await heading('All tickets in one place');
    assert.ok(byRole('button', 'Ask for access to the portal'));
  });
});
