import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createTicket, updateTicket } from '../../../src/contract/tickets.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const company = await t.make.company({ name: 'Moser "Back" GmbH' });
const customer = await t.as(await t.make.user({ company }));
const staff = await t.as(await t.make.staff({ name: 'Jakob Berger' }));

after(() => t.close());

const exported = (client: TestClient, query = '') => client.csv(`/tickets/export${query}`);

test('is RFC 4180 in the reader’s language', async () => {
  const { body } = await customer.call(createTicket, {
    body: { subject: 'Lade klemmt, "oft"', description: 'x', category: 'fault', priority: 'high' },
  });
  await staff.call(updateTicket, { params: { id: body.id }, body: { status: 'backlog' } });
  const [head, row] = await exported(customer);
  assert.equal(head, 'Nummer,Betreff,Kunde,Status,Dringlichkeit,Zugeteilt an,Erstellt,Letzte Änderung');
  const cells = `${body.number},"Lade klemmt, ""oft""","Moser ""Back"" GmbH",Zur Bearbeitung – Backlog,Hoch,,`;
  assert.ok(row!.startsWith(cells), row);
  assert.match(row!.slice(cells.length), /^\d{4}-\d\d-\d\d \d\d:\d\d,\d{4}-\d\d-\d\d \d\d:\d\d$/);
  const [english, same] = await exported(customer, '?language=en');
  assert.match(english!, /^Number,Subject,/);
  assert.match(same!, /,To be processed – backlog,High,/);
});

test('shows Viennese time', async () => {
  const one = await t.make.company();
  const ticket = await t.make.ticket({ company: one });
  await t.deps.db.system((tx) =>
    sql`update tickets set created_at = '2026-07-01T22:30:00Z' where id = ${ticket.id}`.execute(tx),
  );
  const [, row] = await exported(await t.as(await t.make.user({ company: one })));
  assert.ok(row!.split(',').includes('2026-07-02 00:30'), row);
});

test('has all rows that match, in order, and only the caller’s', async () => {
  const one = await t.make.company();
  for (let i = 0; i < 30; i++) await t.make.ticket({ company: one, subject: `Reihe ${String(i).padStart(2, '0')}` });
  const reader = await t.as(await t.make.user({ company: one }));
  const rows = (await exported(reader, '?sort=subject&direction=desc')).slice(1);
  assert.deepEqual(
    rows.map((row) => row.split(',')[1]),
    Array.from({ length: 30 }, (_, i) => `Reihe ${String(29 - i).padStart(2, '0')}`),
  );
  assert.equal((await exported(reader, '?search=reihe%202')).length, 11);
  assert.equal((await exported(reader, '?status=done')).length, 1);
});

test('refuses what is no filter, before the first byte', async () => {
  for (const query of ['?language=fr', '?cursor=x', '?status=x']) {
    assert.equal((await customer.request(`/tickets/export${query}`)).status, 422, query);
  }
  assert.equal((await t.request('/tickets/export')).status, 401);
});
