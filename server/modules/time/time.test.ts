import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { createTimeEntry, deleteTimeEntry, listTimeEntries, type NewTimeEntry } from '../../../src/contract/history.ts';
import { createTestApp } from '../../testing/test-app.ts';

const t = await createTestApp();
const user = await t.make.user();
const customer = await t.as(user);
const employee = await t.make.staff({ name: 'Jakob Berger' });
const staff = await t.as(employee);
const params: { kind: 'ticket'; id: string } = { kind: 'ticket', id: (await t.make.ticket({ createdBy: user })).id };

after(() => t.close());

const ENTRY: NewTimeEntry = { date: '2026-03-02', minutes: 25, text: 'Drucker neu eingerichtet' };

test('staff record time, and the customer sees it with its sum', async () => {
  assert.deepEqual((await customer.call(listTimeEntries, { params })).body, { items: [], totalMinutes: 0 });
  const { status, body: entry } = await staff.call(createTimeEntry, { params, body: ENTRY });
  assert.equal(status, 201);
  assert.deepEqual(entry, { ...ENTRY, id: entry.id, employee: { id: employee.id, name: 'Jakob Berger' } });
  const { body: later } = await staff.call(createTimeEntry, {
    params,
    body: { ...ENTRY, date: '2026-03-03', minutes: 5 },
  });
  const { body } = await customer.call(listTimeEntries, { params });
  assert.deepEqual(body, { items: [later, entry], totalMinutes: 30 });
  assert.equal((await staff.call(deleteTimeEntry, { params: { ...params, entry: later.id } })).status, 204);
  assert.equal((await customer.call(listTimeEntries, { params })).body.totalMinutes, 25);
});

test('a repeated request records once', async () => {
  const key = randomUUID();
  const [first, second] = await Promise.all(
    [1, 2].map(() => staff.call(createTimeEntry, { params, body: ENTRY }, { key })),
  );
  assert.equal(first!.body.id, second!.body.id);
});

test('only what can be is recorded', async () => {
  for (const [change, field, code] of [
    [{ minutes: 0 }, '/minutes', 'too_small'],
    [{ minutes: 1441 }, '/minutes', 'too_big'],
    [{ minutes: 1.5 }, '/minutes', 'invalid_value'],
    [{ date: '2026-02-30' }, '/date', 'invalid_format'],
    [{ date: '0000-01-01' }, '/date', 'invalid_value'],
    [{ text: ' ' }, '/text', 'required'],
    [{ employee: randomUUID() }, '/employee', 'unknown_field'],
  ] as [object, string, string][]) {
    const { status, problem } = await staff.call(createTimeEntry, { params, body: { ...ENTRY, ...change } });
    assert.deepEqual([status, problem.errors?.[0]?.field, problem.errors?.[0]?.code], [422, field, code]);
  }
});

test('customers record and delete none, and nobody deletes a colleague’s', async () => {
  const { body } = await staff.call(createTimeEntry, { params, body: ENTRY });
  const colleague = await t.as(await t.make.staff());
  const entry = { params: { ...params, entry: body.id } };
  assert.equal((await customer.call(createTimeEntry, { params, body: ENTRY })).problem.code, 'forbidden');
  assert.equal((await customer.call(deleteTimeEntry, entry)).problem.code, 'forbidden');
  assert.equal((await colleague.call(deleteTimeEntry, entry)).problem.code, 'forbidden');
  const elsewhere = { params: { kind: 'ticket', id: (await t.make.ticket()).id, entry: body.id } as const };
  assert.equal((await staff.call(deleteTimeEntry, elsewhere)).status, 404);
  assert.equal((await staff.call(deleteTimeEntry, { params: { ...params, entry: randomUUID() } })).status, 404);
});

test('a foreign record has no time (abuse 15)', async () => {
  const stranger = await t.as(await t.make.user());
  assert.equal((await stranger.call(listTimeEntries, { params })).status, 404);
  assert.equal((await stranger.call(createTimeEntry, { params, body: ENTRY })).status, 404);
  assert.equal((await stranger.call(deleteTimeEntry, { params: { ...params, entry: randomUUID() } })).status, 404);
  assert.equal((await t.call(listTimeEntries, { params })).status, 401);
});
