import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { createMessage } from '../../../src/contract/history.ts';
import { createTicket, getTicket, listTickets, type NewTicket, type Ticket } from '../../../src/contract/tickets.ts';
import { createTestApp } from '../../testing/test-app.ts';

// A sales partner files tickets for its customers.

const t = await createTestApp();
const house = await t.make.partner({ name: 'Kassenhaus Brandstätter' });
const bakery = await t.make.company({ name: 'Bäckerei Moser', partner: house });
const direct = await t.make.company({ name: 'Naturkost Sonnblick' });
const karin = await t.make.user({ role: 'partner', company: house, name: 'Karin Brandstätter' });
const anna = await t.make.user({ company: bakery, name: 'Anna Huber' });
const partner = await t.as(karin);
const colleague = await t.as(await t.make.user({ role: 'partner', company: house }));
const customer = await t.as(anna);
const stranger = await t.as(await t.make.user({ company: direct }));
const otherPartner = await t.as(await t.make.user({ role: 'partner' }));
const staff = await t.as(await t.make.staff({ name: 'Jakob Berger' }));

after(() => t.close());

const NEW: NewTicket = { subject: 'Bondrucker', description: 'Druckt nicht.', category: 'fault', priority: 'high' };
const forBakery = async (over: Partial<NewTicket> = {}): Promise<Ticket> => {
  const { status, body } = await partner.call(createTicket, { body: { ...NEW, companyId: bakery.id, ...over } });
  assert.equal(status, 201);
  return body;
};

test('the ticket belongs to the customer, and says who of the partner filed it', async () => {
  const { id, company, filedBy, source } = await forBakery();
  const karinOfHouse = { name: 'Karin Brandstätter', company: house.name };
  assert.deepEqual([company, filedBy, source], [bakery, karinOfHouse, 'portal']);
  const params = { id };
  for (const client of [customer, partner, colleague, staff]) {
    assert.deepEqual((await client.call(getTicket, { params })).body.filedBy, karinOfHouse);
    const { body } = await client.call(listTickets, { query: {} });
    assert.deepEqual(body.items.find((ticket) => ticket.id === id)?.filedBy, karinOfHouse);
  }
  for (const client of [stranger, otherPartner])
    assert.equal((await client.call(getTicket, { params })).problem.code, 'not_found');
  const seen = await customer.call(getTicket, { params });
  assert.equal(seen.body.unread, true, 'the customer has not seen it');
});

test('without a choice, or with its own company, it is the partner’s own', async () => {
  for (const chosen of [{}, { companyId: house.id }]) {
    const { body } = await partner.call(createTicket, { body: { ...NEW, ...chosen } });
    assert.deepEqual([body.company, body.filedBy], [house, { name: 'Karin Brandstätter', company: null }]);
    assert.equal((await customer.call(getTicket, { params: { id: body.id } })).status, 404);
  }
});

test('a company that is not the filer’s to choose answers like one that does not exist', async () => {
  const file = async (client: typeof partner, companyId: string) => {
    const { status, problem } = await client.call(createTicket, { body: { ...NEW, companyId } });
    return { status, problem };
  };
  const missing = await file(partner, randomUUID());
  assert.deepEqual([missing.status, missing.problem.errors?.[0]?.field], [422, '/companyId']);
  for (const [client, companyId] of [
    [partner, direct.id],
    [otherPartner, bakery.id],
    [customer, house.id],
    [customer, direct.id],
    [stranger, bakery.id],
  ] as const)
    assert.deepEqual(await file(client, companyId), missing);
});

test('staff are named as who filed it', async () => {
  const { body } = await staff.call(createTicket, { body: { ...NEW, companyId: bakery.id } });
  const { body: seen } = await customer.call(getTicket, { params: { id: body.id } });
  assert.deepEqual(seen.filedBy, { name: 'Jakob Berger', company: null });
  const anonymous = await t.make.ticket({ company: null });
  assert.equal((await staff.call(getTicket, { params: { id: anonymous.id } })).body.filedBy, null);
});

test('an answer is mailed to somebody who can open the ticket', async () => {
  const outsider = await t.make.user({ company: direct });
  const cases: [Partial<NewTicket>, ...string[]][] = [
    [{}, karin.email],
    [{ contact: { name: 'Anna Huber', email: anna.email } }, karin.email, anna.email],
    // An account elsewhere, and no account: neither could open the ticket, so only whoever filed it is told.
    [{ contact: { name: 'Fremd', email: outsider.email } }, karin.email],
    [{ contact: { name: 'Aushilfe', email: 'aushilfe@moser.example' } }, karin.email],
  ];
  for (const [over, ...emails] of cases) {
    const { id, number } = await forBakery(over);
    t.mails.length = 0;
    await staff.call(createMessage, { params: { kind: 'ticket', id }, body: { body: 'Bitte neu starten.' } });
    await t.runJobs();
    const told = t.mails.splice(0).filter(({ subject }) => subject.includes(number));
    assert.deepEqual(
      told.map(({ to }) => to),
      emails,
      JSON.stringify(over),
    );
  }
});
