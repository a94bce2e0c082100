import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import {
  copyDocument,
  createDocument,
  type DocumentPatch,
  deleteDocument,
  getDocument,
  listDocumentEvents,
  listDocuments,
  sendDocument,
  updateDocument,
} from '../../../src/contract/documents.ts';
import type { Operation } from '../../../src/contract/operation.ts';
import { listCompanyUsers } from '../../../src/contract/session.ts';
import { createSigningWorld, fieldsFor } from '../../testing/signing-world.ts';
import { smallPdf } from '../../testing/small-pdf.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, users, company } = w;
const { signer, second, colleague, partner, stranger, staff } = clients;

after(() => t.close());

/** An operation on a document that takes nothing else. */
type Any = Operation<{ params: { id: string } }, unknown>;

const params = ({ id }: { id: string }) => ({ params: { id } });

describe('a draft', () => {
  const create = async (client: TestClient, changes: object = {}) =>
    client.call(createDocument, {
      body: {
        title: 'Wartungsvertrag',
        companyId: company.id,
        upload: await w.upload(smallPdf(2), client),
        ...changes,
      },
    });

  test('is made from an upload of staff', async () => {
    const { status, body } = await create(staff);
    assert.equal(status, 201);
    assert.deepEqual(
      [body.status, body.company, body.signing],
      ['draft', { id: company.id, name: company.name }, 'none'],
    );
    assert.deepEqual(body.pages, [
      { width: 595, height: 842 },
      { width: 595, height: 842 },
    ]);
    assert.equal(body.sha256, createHash('sha256').update(smallPdf(2)).digest('hex'));
    assert.equal(body.size, smallPdf(2).length);
  });

  test('is made by nobody else, of nothing else', async () => {
    for (const client of [signer, partner]) assert.equal((await create(client)).status, 403);
    assert.equal(
      (await t.call(createDocument, { body: { title: 'x', companyId: company.id, upload: randomUUID() } })).status,
      401,
    );
    const others = await w.upload(smallPdf(), clients.signer);
    for (const upload of [others, randomUUID()])
      assert.equal((await create(staff, { upload })).status, 404, 'abuse 22');
    assert.equal((await create(staff, { upload: await staff.upload('a.txt') })).problem.code, 'pdf_invalid');
    const { problem } = await create(staff, { companyId: randomUUID() });
    assert.equal(problem.errors?.[0]?.field, '/companyId');
    assert.equal((await create(staff, { title: ' \u200b ' })).problem.errors?.[0]?.code, 'required');
    for (const key of ['status', 'sha256', 'signedAt'])
      assert.equal((await create(staff, { [key]: 'signed' })).problem.errors?.[0]?.code, 'unknown_field', 'abuse 21');
  });

  test('is there for staff only', async () => {
    const draft = await w.draft();
    for (const client of [signer, colleague, partner, stranger])
      for (const operation of [getDocument, listDocumentEvents, sendDocument, deleteDocument, copyDocument] as Any[])
        assert.equal((await client.call(operation, params(draft))).status, 404);
    assert.equal((await signer.call(listDocuments, { query: { status: 'draft' } })).body.items.length, 0);
  });

  test('is changed part by part', async () => {
    const draft = await w.draft();
    const patch = async (body: DocumentPatch) => (await staff.call(updateDocument, { ...params(draft), body })).body;
    assert.equal((await patch({ title: 'Neu', message: 'Bitte bald.' })).title, 'Neu');
    const { fields, ...body } = await patch({ remindDays: 7, needsCode: true, fields: fieldsFor('Kunde').slice(0, 1) });
    assert.deepEqual([body.title, body.message, body.remindDays, body.needsCode], ['Neu', 'Bitte bald.', 7, true]);
    assert.deepEqual(
      fields.map(({ id, ...field }) => field),
      [
        {
          type: 'text',
          name: 'Kunde Ort',
          label: 'Kunde Ort',
          tip: null,
          areas: fieldsFor('Kunde')[0]!.areas,
          role: 'Kunde',
          required: true,
          readOnly: false,
          maxLength: null,
          comb: false,
          alignment: 'left',
          fontSize: null,
          options: [],
          defaultValue: null,
          format: null,
          validation: null,
        },
      ],
    );
    assert.equal((await patch({ remindDays: null, message: null })).remindDays, null);
  });

  test('takes no fields and signers that could not work', async () => {
    const draft = await w.draft();
    const [field] = fieldsFor('Kunde');
    const areas = field!.areas;
    for (const [patch, path] of [
      [{ fields: [field, field] }, '/fields/1/name'],
      [{ fields: [{ ...field, areas: [{ ...areas[0], page: 1 }] }] }, '/fields/0/areas/0/page'],
      [{ fields: [{ ...field, areas: [{ ...areas[0], x: 0.9 }] }] }, '/fields/0/areas/0'],
      [{ fields: [{ ...field, validation: { pattern: '(' } }] }, '/fields/0/validation/pattern'],
      [{ fields: [{ ...field, type: 'select' }] }, '/fields/0/options'],
      [{ fields: [{ ...field, type: 'number', defaultValue: 'viel' }] }, '/fields/0/defaultValue'],
      [{ fields: [{ ...field, type: 'signature', readOnly: true }] }, '/fields/0/readOnly'],
      [{ fields: [{ ...field, areas: [] }] }, '/fields/0/areas'],
      [{ signers: [{ role: 'Kunde', userId: users.stranger.id, order: 1 }] }, '/signers/0/userId'],
      [{ signers: [{ role: 'Kunde', userId: users.partner.id, order: 1 }] }, '/signers/0/userId'],
      [{ signers: ['A', 'B'].map((role) => ({ role, userId: users.signer.id, order: 1 })) }, '/signers/1/userId'],
      [
        { signers: [users.signer, users.second].map(({ id }) => ({ role: 'A', userId: id, order: 1 })) },
        '/signers/1/role',
      ],
      [{ expiresAt: '2020-01-01T00:00:00Z' }, '/expiresAt'],
    ] as [DocumentPatch, string][]) {
      const { status, problem } = await staff.call(updateDocument, { ...params(draft), body: patch });
      assert.deepEqual([status, problem.errors?.[0]?.field], [422, path], JSON.stringify(patch));
    }
  });

  test('is thrown away', async () => {
    const draft = await w.draft();
    assert.equal((await staff.call(deleteDocument, params(draft))).status, 204);
    assert.equal((await staff.call(getDocument, params(draft))).status, 404);
  });

  test('is sent once, when somebody can sign everything', async () => {
    for (const [options, path] of [
      [{ signers: [] }, '/signers'],
      [{ fields: [...fieldsFor('Kunde'), ...fieldsFor('Niemand')] }, '/fields/4/role'],
      [{ fields: fieldsFor('Kunde').slice(0, 2) }, '/signers/0/role'],
      [{ fields: [{ ...fieldsFor('Kunde')[3]!, required: false }] }, '/signers/0/role'],
    ] as const) {
      const { status, problem } = await staff.call(sendDocument, params(await w.draft(options as object)));
      assert.deepEqual([status, problem.errors?.[0]?.field], [422, path]);
    }
    const [text] = fieldsFor('Kunde');
    const unprintable = { ...text!, name: 'Fest', readOnly: true, defaultValue: '😀' };
    const { problem } = await staff.call(
      sendDocument,
      params(await w.draft({ fields: [...fieldsFor('Kunde'), unprintable] })),
    );
    assert.deepEqual(
      problem.errors?.map(({ field, code }) => [field, code]),
      [['/fields/4/defaultValue', 'unsupported_character']],
    );
    const draft = await w.draft();
    const key = randomUUID();
    const { status, body } = await staff.call(sendDocument, params(draft), { key });
    assert.deepEqual([status, body.status], [200, 'waiting']);
    assert.notEqual(body.sha256, draft.sha256);
    assert.deepEqual((await staff.call(sendDocument, params(draft), { key })).body, body, 'a repetition');
    for (const answer of [
      await staff.call(sendDocument, params(draft)),
      await staff.call(updateDocument, { ...params(draft), body: { title: 'Anders' } }),
      await staff.call(deleteDocument, params(draft)),
    ])
      assert.deepEqual([answer.status, answer.problem.code], [409, 'document_sent']);
    await t.runJobs();
    assert.equal(t.mails.at(-1)!.to, users.signer.email);
  });
});

test('signers are known by their ids to staff only', async () => {
  const sent = await w.send();
  const ids = async (client: TestClient) =>
    (await client.call(getDocument, params(sent))).body.signers.map(({ userId }) => userId);
  assert.deepEqual(await ids(staff), [users.signer.id]);
  assert.deepEqual(await ids(signer), [undefined]);
});

test('signers are chosen from the company’s users, by staff', async () => {
  const { body } = await staff.call(listCompanyUsers, params(company));
  assert.deepEqual(
    body.items.map(({ id }) => id).sort(),
    [users.signer.id, users.second.id, users.colleague.id].sort(),
  );
  assert.equal((await signer.call(listCompanyUsers, params(company))).status, 403);
  for (const client of [second, staff])
    assert.equal((await client.call(listCompanyUsers, { params: { id: randomUUID() } })).status, 404);
  assert.equal((await stranger.call(listCompanyUsers, params(company))).status, 404);
});
