import { assert, oneEvent } from '@open-wc/testing';
import { attachmentSchema } from '../../src/contract/history.schema.ts';
import { createUpload } from '../../src/contract/history.ts';
import { accessTokenSchema, companyListSchema, meSchema } from '../../src/contract/session.schema.ts';
import { exchangeHostToken, getSession, listCompanies, type Me } from '../../src/contract/session.ts';
import { createTicketBody, ticketSchema } from '../../src/contract/tickets.schema.ts';
import { createTicket, type NewTicket } from '../../src/contract/tickets.ts';
import { choose, FormRoom, filed, fill, submit, textFile } from '../../src/internal/testing/form.ts';
import { aroundEach } from '../../src/internal/testing/history.ts';
import { API, mock, problem, requestsOf } from '../../src/internal/testing/network.ts';
import {
  allByRole,
  byRole,
  eventually,
  expectAccessible,
  focused,
  overflowing,
  showPage,
  textOf,
  type,
} from '../../src/internal/testing/page.ts';
import { sampleTicket, uuid } from '../../src/internal/testing/samples.ts';
import '../provider/provider.define.ts';
import type { TicketCreatedEvent } from './ticket-form.events.ts';
import './ticket-form.define.ts';

const me: Me = {
  id: uuid(7),
  name: 'Anna Huber',
  email: 'anna@huber.example',
  phone: null,
  role: 'customer',
  management: false,
  permissions: [],
  company: { id: uuid(5), name: 'Huber KG' },
  partner: null,
};

const field = (name: string) => byRole<HTMLInputElement>('textbox', name);
const ticketOf = (n: number) => requestsOf(createTicket)[n]?.body as NewTicket;
/** The ticket alone; whom it is from is known. */
const fillTicket = () => {
  type(field('Betreff'), 'Frage');
  type(field('Beschreibung'), 'Wie geht das?');
  type(byRole('combobox', 'Kategorie'), 'question');
};

describe('<etron-ticket-form> for somebody logged in', () => {
  let room: FormRoom;
  aroundEach(() => {
    room = new FormRoom();
    mock(getSession, meSchema, () => me);
    mock(createTicket, ticketSchema, ({ body }) => sampleTicket({ subject: createTicketBody.parse(body).subject }));
    mock(createUpload, attachmentSchema, () => ({ id: uuid(1), name: 'a.txt', size: 4, type: 'text/plain' }));
  });

  async function showInProvider(user = me): Promise<HTMLElementTagNameMap['etron-ticket-form']> {
    mock(getSession, meSchema, () => user);
    const provider = document.createElement('etron-provider');
    provider.apiUrl = API;
    const form = document.createElement('etron-ticket-form');
    provider.append(form);
    showPage('700px', provider);
    await eventually(() => textOf(form).includes(user.email));
    return form;
  }

  it('says that the ticket is filed, also when it was sent before it was known who is there', async () => {
    let known = (_: Me) => {};
    mock(getSession, meSchema, () => new Promise<Me>((resolve) => (known = resolve)));
    let file = () => {};
    mock(createTicket, ticketSchema, async () => {
      await new Promise<void>((resolve) => (file = resolve));
      return sampleTicket();
    });
    const provider = document.createElement('etron-provider');
    provider.apiUrl = API;
    provider.append(document.createElement('etron-ticket-form'));
    showPage('700px', provider);
    await eventually(() => allByRole('textbox', 'Betreff').length);
    fillTicket();
    submit();
    await eventually(() => requestsOf(createTicket).length);
    known(me);
    await eventually(() => provider.me);
    file();
    await filed();
  });

  it('knows the contact and files the ticket with its files', async () => {
    const form = await showInProvider();
    assert.include(textOf(form), 'Anna Huber anna@huber.example');
    await expectAccessible(form);
    fillTicket();
    choose(form, textFile('a.txt'));
    setTimeout(submit);
    const event = (await oneEvent(form, 'etron-ticket-created')) as unknown as TicketCreatedEvent;
    assert.deepEqual([event.number, event.id], ['T-2026-000123', uuid(9)]);
    await filed();
    assert.deepEqual(ticketOf(0).contact, { name: 'Anna Huber', email: 'anna@huber.example', company: 'Huber KG' });
    assert.deepEqual(ticketOf(0).attachments, [uuid(1)]);
    assert.notProperty(ticketOf(0), 'proof');
  });

  it('lets the contact be changed, and opens it when something is wrong there', async () => {
    const form = await showInProvider();
    fillTicket();
    const contact = form.shadowRoot?.querySelector('details');
    assert.isFalse(contact?.open);
    mock(createTicket, undefined, () =>
      problem(422, 'invalid_input', [{ field: '/contact/phone', code: 'invalid_format', message: '' }]),
    );
    submit();
    await eventually(() => focused() === field('Telefon (optional)'));
    assert.isTrue(contact?.open);
    await expectAccessible(form);
    type(field('Telefon (optional)'), '+43 1 234');
    mock(createTicket, ticketSchema, () => sampleTicket());
    submit();
    await filed();
    assert.equal(ticketOf(1).contact?.phone, '+43 1 234');
  });

  describe('of a partner', () => {
    const house = { id: uuid(30), name: 'Kassenhaus Brandstätter' };
    const karin: Me = { ...me, id: uuid(31), name: 'Karin Brandstätter', role: 'partner', company: house };
    const customers = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ id: uuid(40 + i), name: `Kunde ${i}` }));
    const mockCompanies = (count: number) =>
      mock(listCompanies, companyListSchema, ({ query }) => ({
        items: [house, ...customers(count)].filter(({ name }) => name.includes(query.get('search') ?? '')),
      }));
    const choice = () => byRole<HTMLSelectElement>('combobox', 'Für wen?');
    const options = () => [...choice().options].map(({ text }) => text);

    it('is filed for a customer that is chosen, and kept in the draft', async () => {
      mockCompanies(2);
      const form = await showInProvider(karin);
      await eventually(() => options().length === 3);
      assert.deepEqual(options(), ['Kassenhaus Brandstätter (eigene Firma)', 'Kunde 0', 'Kunde 1']);
      assert.lengthOf(allByRole('searchbox'), 0);
      type(choice(), uuid(41));
      fillTicket();
      await expectAccessible(form);
      await showInProvider(karin);
      await eventually(() => options().length === 3 && choice().value === uuid(41));
      submit();
      await filed();
      assert.equal(ticketOf(0).companyId, uuid(41));
      assert.equal(ticketOf(0).contact?.name, 'Karin Brandstätter');
    });

    it('is the own company’s when nothing is chosen', async () => {
      mockCompanies(2);
      await showInProvider(karin);
      await eventually(() => options().length === 3);
      fillTicket();
      submit();
      await filed();
      assert.notProperty(ticketOf(0), 'companyId');
    });

    it('finds one of many, and keeps the choice while another is looked for', async () => {
      mockCompanies(60);
      const form = await showInProvider(karin);
      await eventually(() => allByRole('searchbox', 'Kunden suchen').length);
      const search = byRole<HTMLInputElement>('searchbox', 'Kunden suchen');
      type(search, 'Kunde 3');
      await eventually(() => textOf(form).includes('11 gefunden'));
      type(choice(), uuid(43));
      type(search, 'Kunde 59');
      await eventually(() => options().length === 3);
      assert.deepEqual(options(), ['Kassenhaus Brandstätter (eigene Firma)', 'Kunde 59', 'Kunde 3']);
      assert.equal(choice().value, uuid(43));
      await expectAccessible(form);
      (form.parentElement?.parentElement ?? assert.fail()).style.width = '320px';
      assert.deepEqual(overflowing(form), []);
      fillTicket();
      submit();
      await filed();
      assert.equal(ticketOf(0).companyId, uuid(43));
    });

    it('says so when the company is none of its customers any more', async () => {
      mockCompanies(2);
      const form = await showInProvider(karin);
      await eventually(() => options().length === 3);
      type(choice(), uuid(40));
      fillTicket();
      mock(createTicket, undefined, () =>
        problem(422, 'invalid_input', [{ field: '/companyId', code: 'invalid_value', message: '' }]),
      );
      submit();
      await eventually(() => focused() === choice());
      assert.include(textOf(form), 'Bitte einen Kunden aus der Liste wählen');
    });
  });

  it('offers a customer no choice', async () => {
    await showInProvider();
    assert.lengthOf(allByRole('combobox', 'Für wen?'), 0);
    assert.lengthOf(requestsOf(listCompanies), 0);
  });

  it('keeps the draft of one user from the next', async () => {
    await showInProvider();
    fillTicket();
    await showInProvider({ ...me, id: uuid(8), email: 'berta@huber.example' });
    assert.equal(field('Betreff').value, '');
    await showInProvider();
    assert.equal(field('Betreff').value, 'Frage');
  });

  it('asks the host page for a token', async () => {
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const form = await room.show((form) => {
      Reflect.set(form, 'embedKey', undefined);
      form.getToken = async () => 'host-token';
      form.prefill = { name: 'Kassa 2', email: 'kassa@huber.example' };
    });
    assert.include(textOf(form), 'kassa@huber.example');
    fillTicket();
    submit();
    await filed();
    assert.equal(requestsOf(createTicket)[0]?.headers.get('authorization'), 'Bearer access');
    assert.deepEqual(ticketOf(0).contact, { name: 'Kassa 2', email: 'kassa@huber.example' });
    assert.lengthOf(allByRole('textbox'), 0);
  });

  it('leaves the contact to the account where it is not known', async () => {
    mock(exchangeHostToken, accessTokenSchema, () => ({ accessToken: 'access', expiresIn: 600 }));
    const form = await room.show((form) => {
      Reflect.set(form, 'embedKey', undefined);
      form.getToken = async () => 'host-token';
    });
    fillTicket();
    submit();
    await filed();
    assert.notProperty(ticketOf(0), 'contact');
    assert.notInclude(textOf(form), 'undefined');
  });

  it('takes what the page set before the element was defined', async () => {
    const form = document.createElement('etron-ticket-form-later') as HTMLElementTagNameMap['etron-ticket-form'];
    form.apiUrl = API;
    form.prefill = { subject: 'Vorher' };
    form.draftKey = 'early';
    form.setAttribute('embed-key', 'pk_test');
    showPage('700px', form);
    const { EtronTicketForm } = await import('./ticket-form.ts');
    customElements.define('etron-ticket-form-later', class extends EtronTicketForm {});
    await eventually(() => field('Betreff').value === 'Vorher');
    assert.equal(form.draftKey, 'early');
    fill();
    submit();
    await filed();
  });
});
