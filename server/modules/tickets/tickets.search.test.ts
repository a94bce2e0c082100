import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createMessage, updateMessage } from '../../../src/contract/history.ts';
import { listTickets, updateTicket } from '../../../src/contract/tickets.ts';
import { fold } from '../../db/search.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const reseller = await t.make.partner();
const company = await t.make.company({ partner: reseller });
const anna = await t.make.user({ company });
const customer = await t.as(anna);
const partner = await t.as(await t.make.user({ role: 'partner', company: reseller }));
const stranger = await t.as(await t.make.user());
const staff = await t.as(await t.make.staff());
const ticket = await t.make.ticket({
  company,
  createdBy: anna,
  description: 'Die Pfandflasche wird DOPPELT verbucht.',
});
const other = await t.make.ticket({ company, createdBy: anna });

after(() => t.close());

const find = async (client: TestClient, search: string) =>
  (await client.call(listTickets, { query: { search } })).body.items.map(({ id }) => id);

const write = async (client: TestClient, body: string, { id } = ticket, internal = false) =>
  (await client.call(createMessage, { params: { kind: 'ticket', id }, body: { body, ...(internal && { internal }) } }))
    .body;

test('the search finds what the description says, for whoever sees the ticket', async () => {
  for (const client of [customer, partner, staff]) {
    assert.deepEqual(await find(client, 'pfandflasche'), [ticket.id]);
    assert.deepEqual(await find(client, ' doppelt verb'), [ticket.id]);
  }
  assert.deepEqual(await find(stranger, 'pfandflasche'), []);
});

test('and what was written on the ticket, by both sides, once however often it matches', async () => {
  await write(customer, 'Auch die Größentabelle stimmt nicht.');
  await write(staff, 'Die GROSSENTABELLE ist behoben: Straße, Weiß, Größentabelle.');
  for (const client of [customer, partner, staff]) assert.deepEqual(await find(client, 'größentabelle'), [ticket.id]);
  assert.deepEqual(await find(customer, 'strasse, weiss'), [ticket.id]);
  assert.deepEqual(await find(stranger, 'größentabelle'), []);
});

test('a changed message is found by its new words only', async () => {
  const message = await write(customer, 'Zuerst Birnenmost.');
  const params = { kind: 'ticket' as const, id: ticket.id, message: message.id };
  assert.equal((await customer.call(updateMessage, { params, body: { body: 'Doch Apfelsaft.' } })).status, 200);
  assert.deepEqual([await find(customer, 'birnenmost'), await find(customer, 'apfelsaft')], [[], [ticket.id]]);
});

test('internal notes are found by employees only', async () => {
  await write(staff, 'Kunde zahlt nie: Vorkasse.', other, true);
  assert.deepEqual(await find(staff, 'vorkasse'), [other.id]);
  for (const client of [customer, partner]) assert.deepEqual(await find(client, 'vorkasse'), []);
});

test('a ticket that gets a company is found there, and one that is held back nowhere', async () => {
  const unclaimed = await t.make.ticket({ company: null, description: 'Wechselgeldlade' });
  await write(staff, 'Wechselgeldautomat', unclaimed);
  assert.deepEqual([await find(customer, 'wechselgeld'), await find(staff, 'wechselgeld')], [[], [unclaimed.id]]);
  const params = { id: unclaimed.id };
  await staff.call(updateTicket, { params, body: { companyId: company.id } });
  for (const word of ['wechselgeldlade', 'wechselgeldautomat'])
    assert.deepEqual(await find(customer, word), [unclaimed.id], word);
  await staff.call(updateTicket, { params, body: { quarantined: true } });
  assert.deepEqual(await find(customer, 'wechselgeldlade'), []);
});

test('also when more match than are listed by their ids', async () => {
  await t.rows(sql`
    insert into tickets (number, subject, subject_key, description, category, priority, source, contact, contact_email, company_id, search_text, changed_at)
    select 'T-2025-' || lpad(i::text, 6, '0'), 's', 's', case when i % 2 = 0 then 'Inventurliste' else 'Lagerstand' end, 'fault', 1, 'portal', '{}', '',
      ${company.id}::uuid, 's', now() - i * interval '1 minute'
    from generate_series(1, 11000) i
  `);
  await write(staff, 'Inventurliste unter der Hand', other, true);
  for (const client of [customer, staff]) {
    const { body } = await client.call(listTickets, { query: { search: 'inventurliste', limit: 100 } });
    const ids = new Set(body.items.map(({ id }) => id));
    assert.deepEqual([body.items.length, ids.size, ids.has(other.id)], [100, 100, client === staff]);
  }
});

test('the database folds as the service does', async () => {
  const text = 'Bäckerei GROSSMANN, Straße, Crème brûlée, ﬁn, STRAẞE, Ä Ö Ü, Čevapčići, ŁÓDŹ, SMØR, ЖУК Їжак, ΑΒΓΔ';
  const [row] = await t.rows(sql<{ folded: string }>`select fold_text(${text}) as folded`);
  assert.equal(row!.folded, fold(text));
});
