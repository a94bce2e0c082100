import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import {
  type FieldValue,
  listDocumentEvents,
  type SigningDocument,
  saveValues,
} from '../../../src/contract/documents.ts';
import { createSigningWorld, DRAWN, fieldsFor } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, users } = w;
const { signer, second, colleague, partner, stranger, staff } = clients;

let document: SigningDocument;

beforeEach(async () => {
  document = await w.look(signer, await w.send());
});

after(() => t.close());

const params = () => ({ id: document.id });
const fieldId = (name: string) => document.fields.find((field) => field.name === name)!.id;
const kinds = async () =>
  (await staff.call(listDocumentEvents, { params: params() })).body.items.map(({ kind }) => kind);

describe('a draft', () => {
  const save = (client: TestClient, values: Record<string, FieldValue>) =>
    client.call(saveValues, { params: params(), body: { values } });

  test('is kept field by field, for its signer only', async () => {
    assert.equal((await save(signer, { [fieldId('Kunde Ort')]: 'Linz' })).status, 204);
    assert.equal((await save(signer, { [fieldId('Kunde Unterschrift')]: DRAWN })).status, 204);
    assert.equal((await save(signer, { [fieldId('Kunde Ort')]: 'Wels' })).status, 204);
    const expected = { [fieldId('Kunde Ort')]: 'Wels', [fieldId('Kunde Unterschrift')]: DRAWN };
    assert.deepEqual((await w.look(signer, document)).values, expected);
    for (const client of [colleague, staff]) assert.deepEqual((await w.look(client, document)).values, {});
    for (const [client, status] of [
      [colleague, 403],
      [staff, 403],
      [partner, 404],
      [stranger, 404],
      [t, 401],
    ] as const)
      assert.equal((await save(client, {})).status, status);
  });

  test('is written down once per field, and once as begun', async () => {
    for (const text of ['L', 'Li', 'Linz']) await save(signer, { [fieldId('Kunde Ort')]: text });
    assert.deepEqual(await kinds(), ['created', 'sent', 'viewed', 'started', 'field_filled']);
  });

  test('takes no wrong, unknown or foreign values', async () => {
    document = await w.look(
      signer,
      await w.send({
        signers: [
          ['Kunde', users.signer, 1],
          ['Zweite', users.second, 1],
        ],
        fields: [
          ...fieldsFor('Kunde'),
          ...fieldsFor('Zweite'),
          { ...fieldsFor('Kunde')[0]!, name: 'Fest', readOnly: true, defaultValue: 'ETRON' },
          { ...fieldsFor('Kunde')[0]!, name: 'Teuer', validation: { pattern: '(a+)+b' } },
          { ...fieldsFor('Kunde')[0]!, name: 'PLZ', validation: { pattern: '\\d{4}' }, maxLength: 4, required: false },
        ],
      }),
    );
    const foreign = (await w.look(second, document)).fields[0]!.id;
    for (const [id, value, code] of [
      [foreign, 'x', 'unknown_field'],
      [randomUUID(), 'x', 'unknown_field'],
      [fieldId('Fest'), 'anders', 'unknown_field'],
      [fieldId('Kunde Datum'), '2020-01-01', 'unknown_field'],
      [fieldId('PLZ'), '40x0', 'invalid_format'],
      [fieldId('PLZ'), '40200', 'too_long'],
      [fieldId('Kunde Ort'), 'Linz\nWels', 'invalid_value'],
    ] as const) {
      const { status, problem } = await save(signer, { [id]: value });
      assert.deepEqual([status, problem.errors?.[0]?.field, problem.errors?.[0]?.code], [422, `/values/${id}`, code]);
    }
    const started = performance.now();
    assert.equal((await save(signer, { [fieldId('Teuer')]: 'a'.repeat(2_000) })).status, 422);
    assert.ok(performance.now() - started < 1_000, 'a pattern that takes for ever is given up');
    assert.equal((await save(signer, { [fieldId('PLZ')]: '4020', [fieldId('Fest')]: 'ETRON' })).status, 204);
  });
});
