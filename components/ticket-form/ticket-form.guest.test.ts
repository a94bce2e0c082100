import { assert } from '@open-wc/testing';
import { createAnonymousTicket } from '../../src/contract/embeds.ts';
import { confirmGuestContact, createGuestTicket, type NewGuestTicket } from '../../src/contract/guests.ts';
import { attachmentSchema } from '../../src/contract/history.schema.ts';
import { createUpload } from '../../src/contract/history.ts';
import { accessTokenSchema, meSchema } from '../../src/contract/session.schema.ts';
import { exchangeHostToken, getSession } from '../../src/contract/session.ts';
import { createGuestTicketBody, ticketReceiptSchema, ticketSchema } from '../../src/contract/tickets.schema.ts';
import { createTicket } from '../../src/contract/tickets.ts';
import { choose, FormRoom, filed, fill, submit, textFile } from '../../src/internal/testing/form.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { API, mock, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleTicket, uuid } from '../../src/internal/testing/samples.ts';
import { me } from '../../src/internal/testing/session.ts';
import '../provider/provider.define.ts';
import './ticket-form.define.ts';

const PERSON = { name: 'Jonas Aigner', email: 'jonas@hollerbach.example' };

const fillTicket = () => {
  type(byRole('textbox', 'Betreff'), 'Frage');
  type(byRole('textbox', 'Beschreibung'), 'Wie geht das?');
  type(byRole('combobox', 'Kategorie'), 'question');
};

const vouching = async () => 'token';

describe('<etron-ticket-form> on the page of a host, for somebody the portal does not know', () => {
  let room: FormRoom;
  aroundEach(() => {
    room = new FormRoom();
    mock(getSession, undefined, () => problem(401, 'unauthenticated'));
    mock(createGuestTicket, ticketReceiptSchema, ({ body }) => {
      createGuestTicketBody.parse(body);
      return { number: 'T-2026-000123', confirmation: true };
    });
    mock(createUpload, attachmentSchema, () => ({ id: uuid(1), name: 'a.txt', size: 4, type: 'text/plain' }));
  });

  /** The form inside a provider; `vouched` is whether the server takes the host's token. */
  async function show({ vouched, embedKey }: { vouched: boolean; embedKey?: string }, getToken = vouching) {
    mock(exchangeHostToken, accessTokenSchema, () =>
      vouched ? { accessToken: 'guest', expiresIn: 600, guest: true as const } : problem(401, 'unauthenticated'),
    );
    const provider = document.createElement('etron-provider');
    provider.apiUrl = API;
    provider.getToken = getToken;
    const form = document.createElement('etron-ticket-form');
    form.prefill = PERSON;
    if (embedKey) form.embedKey = embedKey;
    provider.append(form);
    showPage('700px', provider);
    // The form knows by then whose draft it keeps.
    await eventually(() => provider.me === null || getToken !== vouching);
    return form;
  }

  for (const embedKey of [undefined, 'pk_test'])
    it(`files the ticket in the name the host vouches for${embedKey ? ', also with an embed key' : ''}`, async () => {
      const form = await show({ vouched: true, ...(embedKey && { embedKey }) });
      await eventually(() => textOf(form).includes(`${PERSON.name} ${PERSON.email}`));
      fillTicket();
      choose(form, textFile('a.txt'));
      submit();
      await filed();
      const [{ body, headers }] = requestsOf(createGuestTicket) as [ReturnType<typeof requestsOf>[number]];
      assert.equal(headers.get('authorization'), 'Bearer guest');
      assert.include((body as NewGuestTicket).contact, PERSON);
      assert.deepEqual((body as NewGuestTicket).attachments, [uuid(1)]);
      assert.include(textOf(form), 'Wir melden uns, sobald Ihre E-Mail bestätigt ist.');
      await expectAccessible(form);

      mock(confirmGuestContact, undefined, () => new Response(null, { status: 204 }));
      type(byRole('textbox', 'Code aus unserer E-Mail'), '123456');
      byRole('button', 'Bestätigen').click();
      await eventually(() => textOf(form).includes('Wir melden uns per E-Mail.'));
      assert.deepEqual(requestsOf(confirmGuestContact)[0]?.body, { number: 'T-2026-000123', code: '123456' });
      assert.lengthOf(requestsOf(createAnonymousTicket), 0);
    });

  for (const [why, getToken] of [
    ['was refused', vouching],
    ['is missing', (): Promise<string> => Promise.reject(new Error('nobody is logged in'))],
  ] as const)
    it(`is the form for everybody when the token ${why}`, async () => {
      const form = await show({ vouched: false, embedKey: 'pk_test' }, getToken);
      await eventually(() => allByRole('textbox', 'Name').length);
      await expectAccessible(form);
      fill();
      submit();
      await filed();
      assert.lengthOf(room.sent, 1);
      assert.isNull(requestsOf(createAnonymousTicket)[0]?.headers.get('authorization'));
      assert.notInclude(textOf(form), 'anmelden');
    });

  it('is the form for everybody once the host has logged its user out', async () => {
    const form = await show({ vouched: true, embedKey: 'pk_test' });
    await eventually(() => textOf(form).includes(PERSON.email));
    mock(createGuestTicket, undefined, () => problem(401, 'unauthenticated'));
    mock(exchangeHostToken, undefined, () => problem(401, 'unauthenticated'));
    fillTicket();
    submit();
    await eventually(() => allByRole('textbox', 'Name').length);
    assert.equal(byRole<HTMLInputElement>('textbox', 'Betreff').value, 'Frage');
    submit();
    await filed();
    assert.lengthOf(room.sent, 1);
  });

  it('files the ticket of somebody logged in as theirs, also with an embed key', async () => {
    mock(getSession, meSchema, () => me(3, 'customer'));
    mock(createTicket, ticketSchema, () => sampleTicket());
    const provider = document.createElement('etron-provider');
    provider.apiUrl = API;
    const form = document.createElement('etron-ticket-form');
    form.embedKey = 'pk_test';
    provider.append(form);
    showPage('700px', provider);
    await eventually(() => textOf(form).includes('Kontakt ändern'));
    fillTicket();
    submit();
    await filed();
    assert.deepEqual([requestsOf(createTicket).length, room.sent.length], [1, 0]);
  });
});
