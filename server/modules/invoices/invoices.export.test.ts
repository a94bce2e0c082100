import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

const t = await createTestApp();
const company = await t.make.company({ name: 'Moser "Back" GmbH' });
const customer = await t.as(await t.make.user({ company, permissions: ['invoices'] }));

after(() => t.close());

const exported = (client: TestClient, query = '?language=de') => client.csv(`/invoices/export${query}`);

test('is RFC 4180 in the reader’s language, with the figures of their country', async () => {
  const dates = { date: '2026-01-05', dueDate: '2026-01-19' };
  await t.make.invoice({
    company,
    number: 'RE-1',
    title: 'Lade, "neu"',
    ...dates,
    net: '1000.00',
    gross: '1200.00',
    due: '200.50',
  });
  const [head, row] = await exported(customer);
  assert.equal(head, 'Nummer,Betreff,Kunde,Status,Datum,Fällig am,Netto EUR,Brutto EUR,Offen EUR');
  assert.equal(
    row,
    'RE-1,"Lade, ""neu""","Moser ""Back"" GmbH",Überfällig,2026-01-05,2026-01-19,"1000,00","1200,00","200,50"',
  );
  const [english, same] = await exported(customer, '?language=en');
  assert.match(english!, /^Number,Subject,Customer,Status,/);
  assert.match(same!, /,Overdue,2026-01-05,2026-01-19,1000\.00,1200\.00,200\.50$/);
});

test('formulas are text, and a credit note’s amount stays a figure (abuse 47)', async () => {
  const evil = await t.make.company({ name: '=HYPERLINK("x")' });
  const reader = await t.as(await t.make.user({ company: evil, permissions: ['invoices'] }));
  await t.make.invoice({
    company: evil,
    number: '+43',
    title: "@SUM(A1);=cmd|'/c calc'!A0",
    net: '-10.00',
    gross: '-12.00',
  });
  const [, row] = await exported(reader);
  const cells = [`+43`, `"'@SUM(A1);'=cmd|'/c calc'!A0"`, `"'=HYPERLINK(""x"")"`];
  assert.ok(row!.startsWith(`"'+43",${cells.slice(1).join(',')},`), row);
  assert.ok(row!.endsWith(',"-10,00","-12,00","120,00"'), row);
});

test('has all rows that match, in order, over several pages, and only the caller’s', async () => {
  const one = await t.make.company();
  const reader = await t.as(await t.make.user({ company: one, permissions: ['invoices'] }));
  const count = 1_003;
  await t.rows(sql`
      insert into invoices (external_id, number, title, status, company_id, date, due_date, net, gross, due, search_text)
      select 'many-' || i, n.number, '', 'open', ${one.id}::uuid, '2026-01-01', '2199-01-01', 1, 1, 1, lower(n.number)
      from generate_series(1, ${count}::integer) i, lateral (select 'RE-' || lpad(i::text, 5, '0') as number) n
    `);
  const rows = (await exported(reader, '?language=de&sort=number&direction=asc')).slice(1);
  assert.equal(rows.length, count);
  assert.deepEqual(rows, rows.toSorted());
  assert.equal(new Set(rows).size, count);
  assert.equal((await exported(reader, '?language=de&search=00007')).length, 2);
  assert.equal(
    (await exported(reader, '?language=de&search=re-0')).length,
    1 + count,
    'also more than are looked up one by one',
  );
  assert.equal((await exported(reader, '?language=de&status=paid')).length, 1);
});

test('refuses what is no filter, before the first byte', async () => {
  for (const query of ['', '?language=fr', '?language=de&cursor=x', '?language=de&limit=1', '?language=de&status=x'])
    assert.equal((await customer.request(`/invoices/export${query}`)).status, 422, query);
  assert.equal((await t.request('/invoices/export?language=de')).status, 401);
});
