import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  cancelDocument,
  declineDocument,
  getDocument,
  getDocumentFile,
  listDocumentEvents,
  type SigningDocument,
} from '../../../src/contract/documents.ts';
import {
  assignRecord,
  createMessage,
  createTimeEntry,
  listHistory,
  listTimeEntries,
  type RecordParams,
} from '../../../src/contract/history.ts';
import { getTicket } from '../../../src/contract/tickets.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, company, users } = w;
const { signer, colleague, staff } = clients;
const employee = await t.make.staff({ name: 'Katharina Moser' });

after(() => t.close());

const assign = (client: TestClient, params: RecordParams, employeeId: string | null) =>
  client.call(assignRecord, { params, body: { employeeId } });
const entries = async (client: TestClient, params: RecordParams) =>
  (await client.call(listHistory, { params, query: {} })).body.items;
const newTicket = async (): Promise<RecordParams> => ({
  kind: 'ticket',
  id: (await t.make.ticket({ createdBy: users.signer })).id,
});
const newDocument = async (): Promise<RecordParams> => ({ kind: 'document', id: (await w.send()).id });
const shown = async (client: TestClient, { kind, id }: RecordParams) =>
  (
    await client.call<{ params: { id: string } }, { assignee: { name: string } | null }>(
      kind === 'ticket' ? getTicket : getDocument,
      { params: { id } },
    )
  ).body.assignee;

for (const [kind, make] of [
  ['ticket', newTicket],
  ['document', newDocument],
] as const)
  describe(`a ${kind}`, () => {
    test('is assigned, and everybody who sees it reads to whom, and when that changed', async () => {
      const record = await make();
      assert.equal(await shown(signer, record), null);
      const { status, body } = await assign(staff, record, employee.id);
      assert.equal(status, 200);
      assert.deepEqual([body.assignee?.id, body.assignee?.name], [employee.id, 'Katharina Moser']);
      for (const client of [signer, colleague, staff])
        assert.equal((await shown(client, record))?.name, 'Katharina Moser');
      assert.deepEqual((await assign(staff, record, null)).body, { assignee: null });
      assert.deepEqual(
        (await entries(signer, record)).map((entry) => [entry.kind, 'to' in entry && entry.to, entry.author]),
        ['Katharina Moser', null].map((to) => [
          'assignment',
          to,
          { name: 'Jakob Berger', side: 'staff', picture: null },
        ]),
      );
    });

    test('leaves no trace when it is assigned to the same employee', async () => {
      const record = await make();
      await assign(staff, record, null);
      await assign(staff, record, employee.id);
      await assign(staff, record, employee.id);
      assert.equal((await entries(staff, record)).length, 1);
    });

    test('is assigned to employees at work only', async () => {
      const record = await make();
      const former = await t.make.staff();
      await t.rows(sql`update users set disabled_at = now() where id = ${former.id}`);
      for (const id of [users.signer.id, former.id, randomUUID()]) {
        const { status, problem } = await assign(staff, record, id);
        assert.deepEqual([status, problem.errors?.[0]?.field], [422, '/employeeId']);
      }
      assert.equal(
        (await staff.request(`/records/${kind}/${record.id}/assignee`, { method: 'PUT', json: {} })).status,
        422,
      );
      assert.deepEqual(await entries(staff, record), []);
    });

    test('is assigned in parallel as if one came after the other', async () => {
      const record = await make();
      await Promise.all([assign(staff, record, employee.id), assign(staff, record, users.staff.id)]);
      const last = (await entries(staff, record)).at(-1);
      assert.equal(last?.kind === 'assignment' && last.to, (await shown(signer, record))?.name);
    });
  });

test('a ticket that is assigned is news for its customer', async () => {
  const { id } = await newTicket();
  const before = (await signer.call(getTicket, { params: { id } })).body;
  t.advance(1000);
  await assign(staff, { kind: 'ticket', id }, employee.id);
  const after = (await signer.call(getTicket, { params: { id } })).body;
  assert.ok(after.changedAt > before.changedAt);
  assert.equal(after.unread, true);
});

test('what the ERP owns is assigned there', async () => {
  for (const [kind, { id }] of [
    ['order', await t.make.order({ company })],
    ['invoice', await t.make.invoice({ company })],
    ['subscription', await t.make.subscription({ company })],
  ] as const)
    assert.equal((await assign(staff, { kind, id }, employee.id)).problem.code, 'forbidden', kind);
});

describe('a document that has ended', () => {
  const end: Record<string, (document: SigningDocument) => Promise<unknown>> = {
    signed: (document) => w.sign(signer, document),
    declined: ({ id }) => signer.call(declineDocument, { params: { id }, body: { reason: 'Nein' } }),
    cancelled: ({ id }) => staff.call(cancelDocument, { params: { id }, body: { reason: 'Falsch' } }),
  };
  for (const [status, conclude] of Object.entries(end))
    test(`is assigned, written about and worked on (${status}), and nothing that is sealed changes`, async () => {
      const { id } = await w.send();
      await conclude(await w.look(signer, { id }));
      const record: RecordParams = { kind: 'document', id };
      const before = await w.look(staff, { id });
      const { body: trail } = await staff.call(listDocumentEvents, { params: { id } });
      assert.equal(before.status, status);

      assert.equal((await assign(staff, record, employee.id)).status, 200);
      assert.equal((await signer.call(createMessage, { params: record, body: { body: 'Was nun?' } })).status, 201);
      const note = { body: 'Intern', internal: true };
      assert.equal((await staff.call(createMessage, { params: record, body: note })).status, 201);
      const time = { date: '2026-01-01', minutes: 15, text: 'Beratung' };
      assert.equal((await staff.call(createTimeEntry, { params: record, body: time })).status, 201);

      const { assignee, messages, ...after } = await w.look(staff, { id });
      const { assignee: _, messages: __, ...unchanged } = before;
      assert.deepEqual(after, unchanged);
      assert.deepEqual([assignee?.name, messages], ['Katharina Moser', 1]);
      assert.equal((await w.look(signer, { id })).messages, 1, 'without the note');
      assert.deepEqual((await staff.call(listDocumentEvents, { params: { id } })).body, trail);
      assert.equal(trail.intact, true);
      const { totalMinutes } = (await signer.call(listTimeEntries, { params: record })).body;
      assert.equal(totalMinutes, 15);
      const file = await signer.request(getDocumentFile.path.replace('{id}', id).replace('{sha256}', before.sha256));
      assert.equal(file.status, 200);
      await file.body?.cancel();
    });
});
