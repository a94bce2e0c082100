// One database: this is decided above the SQL, which other tests run on both.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import {
  type DocumentSignature,
  type FieldValue,
  listDocumentEvents,
  type SigningDocument,
  saveValues,
} from '../../../src/contract/documents.ts';
import { png } from '../../testing/png.ts';
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
const signature = (changes: Partial<DocumentSignature> = {}) => w.signature(document, changes);
const sign = (client: TestClient, body = signature(), key?: string) => w.sign(client, document, body, key);
const withValue = (name: string, value: FieldValue) =>
  signature({ values: { ...w.filled(document), [fieldId(name)]: value } });
const kinds = async () =>
  (await staff.call(listDocumentEvents, { params: params() })).body.items.map(({ kind }) => kind);
const signed = async () => (await kinds()).filter((kind) => kind === 'signed').length;

describe('signing', () => {
  test('seals the document: another PDF, nothing left to fill in, everybody told', async () => {
    await t.runJobs();
    t.mails.length = 0;
    const { status, body } = await sign(signer);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.status, body.signing, body.myTurn, body.fields, body.values],
      ['signed', 'none', false, [], {}],
    );
    assert.notEqual(body.sha256, document.sha256);
    assert.deepEqual(
      body.signers.map((one) => [one.name, one.status, one.me]),
      [['Maria Muster', 'signed', true]],
    );
    assert.deepEqual(await w.look(staff, document), {
      ...body,
      remindDays: null,
      warnings: [],
      signers: body.signers.map((s) => ({ ...s, me: false, userId: users.signer.id })),
    });
    await t.runJobs();
    assert.deepEqual(t.mails.map(({ to }) => to).sort(), [users.signer.email, users.staff.email].sort());
    const told = t.mails[0]!.paragraphs.join('\n');
    assert.ok(told.includes(`/#/documents/${document.id}`) && !told.includes('Wartungsvertrag'));
  });

  test('100 at once with one key: 100 times 200, one signature (abuse 26)', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 100 }, () => sign(signer, signature(), key)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
    assert.equal(new Set(answers.map(({ body }) => JSON.stringify(body))).size, 1);
    assert.equal(await signed(), 1);
  });

  test('100 at once with 100 keys: once 200, 99 times 409 (abuse 27)', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, () => sign(signer)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(99).fill(409)]);
    assert.ok(answers.every(({ status, problem }) => status === 200 || problem.code === 'document_closed'));
    assert.equal(await signed(), 1);
  });

  test('the same key with another body is refused, and a repetition is answered alike much later (abuse 28)', async () => {
    const key = randomUUID();
    const first = await sign(signer, signature(), key);
    const other = await sign(signer, withValue('Kunde Ort', 'Wels'), key);
    assert.deepEqual([other.status, other.problem.code], [422, 'idempotency_key_reused']);
    assert.deepEqual((await sign(signer, signature(), key)).body, first.body);
  });

  test('is refused for a PDF that was not shown (abuse 32)', async () => {
    const { status, problem } = await sign(signer, signature({ sha256: '0'.repeat(64) }));
    assert.deepEqual([status, problem.code], [409, 'document_changed']);
    assert.equal((await w.look(signer, document)).status, 'waiting');
  });

  test('is refused with required fields empty, naming them (abuse 34)', async () => {
    const blank = await sign(signer, withValue('Kunde Ort', '  '));
    assert.deepEqual(blank.problem.errors, [
      { field: `/values/${fieldId('Kunde Ort')}`, code: 'required', message: 'Required.' },
    ]);
    const { problem } = await sign(signer, signature({ values: {} }));
    assert.deepEqual(
      problem.errors?.map(({ field, code }) => [field, code]),
      [
        [`/values/${fieldId('Kunde Ort')}`, 'required'],
        [`/values/${fieldId('Kunde Unterschrift')}`, 'required'],
      ],
    );
  });

  test('is for the signers alone', async () => {
    for (const client of [colleague, staff]) {
      const { status, problem } = await sign(client);
      assert.deepEqual([status, problem.code], [403, 'forbidden']);
    }
    for (const client of [partner, stranger]) assert.equal((await sign(client)).status, 404);
    assert.equal((await sign(t)).status, 401);
  });

  test('a character nothing can print is named with its field', async () => {
    const { status, problem } = await sign(signer, withValue('Kunde Ort', 'Linz 😀'));
    assert.deepEqual(
      [status, problem.errors?.map(({ field, code }) => [field, code])],
      [422, [[`/values/${fieldId('Kunde Ort')}`, 'unsupported_character']]],
    );
    assert.equal((await sign(signer)).status, 200, 'and may be corrected');
  });
});

describe('a signature is refused (abuse 33)', () => {
  const dot: [number, number, number][] = [[10, 10, 2]];
  for (const [name, mark, code] of [
    ['when it is empty', { ...DRAWN, strokes: [] }, 'required'],
    ['when it is a dot', { ...DRAWN, strokes: [dot] }, 'required'],
    [
      'when it is a straight line',
      { ...DRAWN, strokes: [[...Array(30).keys()].map((x) => [x * 5, 50, 2])] },
      'required',
    ],
    [
      'when it is drawn beyond its box',
      { ...DRAWN, strokes: DRAWN.strokes.map((stroke) => stroke.map(([x, y, width]) => [x + 5_000, y, width])) },
      'required',
    ],
    ['when nothing is typed', { kind: 'typed', text: ' \u200b ', font: 'caveat' }, 'required'],
    ['when its picture is empty', { kind: 'uploaded', image: '' }, 'required'],
    ['when there is nothing on its picture', { kind: 'uploaded', image: png(200, 60) }, 'required'],
    ['when its picture is as white as the paper', { kind: 'uploaded', image: png(200, 60, 255) }, 'invalid_format'],
    ['when its picture breaks off', { kind: 'uploaded', image: png(200, 60, 90).slice(0, 80) }, 'invalid_format'],
    ['when its picture has one pixel', { kind: 'uploaded', image: png(1, 1) }, 'too_small'],
    ['when its picture has too many pixels', { kind: 'uploaded', image: png(20_000, 20_000) }, 'too_big'],
    ['when its picture has too many bytes', { kind: 'uploaded', image: 'A'.repeat(533_340) }, 'too_long'],
    ['when its picture is a GIF', { kind: 'uploaded', image: btoa('GIF89a\x10\0\x10\0\0\0\0;') }, 'invalid_format'],
    [
      'when its picture is markup',
      { kind: 'uploaded', image: btoa('<svg xmlns="http://www.w3.org/2000/svg"/>') },
      'invalid_format',
    ],
    ['when it is text', 'Maria Muster', 'invalid_value'],
  ] as [string, FieldValue, string][]) {
    test(name, async () => {
      const { status, problem } = await sign(signer, withValue('Kunde Unterschrift', mark));
      const path = `/values/${fieldId('Kunde Unterschrift')}`;
      assert.equal(status, 422);
      assert.ok(
        problem.errors!.every(({ field }) => field.startsWith(path)),
        JSON.stringify(problem.errors),
      );
      assert.equal(problem.errors![0]!.code, code);
      assert.equal(await signed(), 0);
    });
  }
});

for (const [how, mark] of [
  ['typed', { kind: 'typed', text: 'Łukasz Müller', font: 'caveat' }],
  ['uploaded', { kind: 'uploaded', image: png(200, 60, 90) }],
] as [string, FieldValue][]) {
  test(`a signature may be ${how}`, async () => {
    assert.equal((await sign(signer, withValue('Kunde Unterschrift', mark))).body.status, 'signed');
  });
}

describe('several signers', () => {
  test('one after the other: each sees the PDF with the signatures so far', async () => {
    const sent = await w.send({
      signers: [
        ['Kunde', users.signer, 1],
        ['Zeugin', users.second, 2],
      ],
    });
    await w.assign(sent, users.staff);
    document = await w.look(second, sent);
    assert.deepEqual([document.signing, document.myTurn], ['later', false]);
    const early = await sign(second);
    assert.deepEqual([early.status, early.problem.code], [409, 'not_your_turn']);
    const draft = await second.call(saveValues, { params: params(), body: { values: {} } });
    assert.equal(draft.problem.code, 'not_your_turn');
    await t.runJobs();
    t.mails.length = 0;

    document = await w.look(signer, sent);
    const { body } = await sign(signer);
    assert.deepEqual([body.status, body.signing, body.fields], ['waiting', 'none', []]);
    await t.runJobs();
    assert.deepEqual(t.mails.map(({ to }) => to).sort(), [users.second.email, users.staff.email].sort());

    const stale = { sha256: document.sha256 };
    document = await w.look(second, sent);
    assert.equal(document.signing, 'here');
    assert.equal((await sign(second, signature(stale))).problem.code, 'document_changed');
    assert.equal((await sign(second)).body.status, 'signed');
  });

  test('at the same time: only one of them has seen the PDF that is there then', async () => {
    const sent = await w.send({
      signers: [
        ['Kunde', users.signer, 1],
        ['Zeugin', users.second, 1],
      ],
    });
    document = await w.look(second, sent);
    const theirs = signature();
    document = await w.look(signer, sent);
    const answers = await Promise.all([sign(signer), sign(second, theirs)]);
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, 409]);
    const late = answers[0].status === 409 ? 0 : 1;
    assert.equal(answers[late].problem.code, 'document_changed');
    const other = [signer, second][late]!;
    document = await w.look(other, sent);
    assert.equal((await sign(other)).body.status, 'signed');
    assert.equal(await signed(), 2);
  });
});

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
    for (const [client, status] of w.others) assert.equal((await save(client, {})).status, status);
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
