import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import {
  type DocumentSignature,
  declineDocument,
  listDocumentEvents,
  requestSigningCode,
  type SigningDocument,
  saveValues,
} from '../../../src/contract/documents.ts';
import { exchangeHostToken } from '../../../src/contract/session.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const w = await createSigningWorld();
const { t, clients, users } = w;
const { signer, staff } = clients;

let document: SigningDocument;

beforeEach(async () => {
  document = await w.look(signer, await w.send());
});

after(() => t.close());

const params = () => ({ id: document.id });
const signature = (changes: Partial<DocumentSignature> = {}) => w.signature(document, changes);
const sign = (client: TestClient, body = signature()) => w.sign(client, document, body);

describe('a mailed code', () => {
  let code: string;
  const ask = (client: TestClient) => client.call(requestSigningCode, { params: params() });

  beforeEach(async () => {
    document = await w.look(signer, await w.send({ settings: { needsCode: true } }));
    assert.equal((await ask(signer)).status, 204);
    t.mails.length = 0;
    await t.runJobs();
    // The mail that asks for the signature may be sent before or after.
    const mailed = t.mails.flatMap(({ to, paragraphs }) => paragraphs.map((text) => ({ to, text })));
    const found = mailed.find(({ text }) => /^\d{6}$/.test(text))!;
    assert.equal(found.to, users.signer.email);
    code = found.text;
  });

  test('is asked for, and good once', async () => {
    assert.equal((await sign(signer)).problem.code, 'code_invalid');
    const { body } = await sign(signer, signature({ code }));
    assert.equal(body.status, 'signed');
    const { items } = (await staff.call(listDocumentEvents, { params: params() })).body;
    assert.equal(
      items.find(({ kind }) => kind === 'signed')?.person?.verifiedBy,
      'Anmeldung im Portal und Code per E-Mail',
    );
    assert.ok(['code_sent', 'code_confirmed'].every((kind) => items.some((event) => event.kind === kind)));
  });

  test('bears five attempts, and fifteen minutes', async () => {
    const wrong = code === '000000' ? '000001' : '000000';
    for (let attempt = 0; attempt < 5; attempt++)
      assert.equal((await sign(signer, signature({ code: wrong }))).problem.code, 'code_invalid');
    assert.equal((await sign(signer, signature({ code }))).problem.code, 'code_invalid', 'used up');
    await ask(signer);
    await t.runJobs();
    code = t.mails.at(-1)!.paragraphs.find((text) => /^\d{6}$/.test(text))!;
    t.advance(16 * 60_000);
    assert.equal((await sign(signer, signature({ code }))).problem.code, 'code_invalid', 'too old');
  });

  test('is for the signer and this PDF alone', async () => {
    document = await w.look(signer, await w.send({ settings: { needsCode: true } }));
    assert.equal((await sign(signer, signature({ code }))).problem.code, 'code_invalid');
    for (const [client, status] of w.others) assert.equal((await ask(client)).status, status);
  });

  test('is not mailed without end', async () => {
    const answers = [];
    for (let attempt = 0; attempt < 10; attempt++) answers.push((await ask(signer)).status);
    assert.equal(answers.at(-1), 429);
  });
});

describe('on a host’s page', () => {
  let host: Awaited<ReturnType<typeof t.make.host>>;
  let onHost: TestClient;

  before(async () => {
    host = await t.make.host();
    await host.admit(users.second);
    const { body } = await t.call(exchangeHostToken, { body: { token: await host.signHostToken(users.second) } });
    onHost = t.with({ authorization: `Bearer ${body.accessToken}` });
  });

  beforeEach(async () => {
    document = await w.look(onHost, await w.send({ signers: [['Kunde', users.second, 1]] }));
  });

  test('nothing is signed, unless the host is trusted with it', async () => {
    assert.deepEqual([document.signing, document.myTurn], ['elsewhere', true]);
    assert.match(document.portalUrl, new RegExp(`^https://portal.example/#/documents/${document.id}$`));
    for (const answer of [
      await sign(onHost),
      await onHost.call(saveValues, { params: params(), body: { values: {} } }),
      await onHost.call(declineDocument, { params: params(), body: { reason: 'Nein' } }),
      await onHost.call(requestSigningCode, { params: params() }),
    ])
      assert.deepEqual([answer.status, answer.problem.code], [403, 'signing_not_trusted']);
  });

  test('the host’s name stands in the audit trail when it is', async () => {
    await host.trust();
    document = await w.look(onHost, document);
    assert.equal(document.signing, 'here');
    assert.equal((await sign(onHost)).body.status, 'signed');
    const { items } = (await staff.call(listDocumentEvents, { params: params() })).body;
    assert.equal(items.find(({ kind }) => kind === 'signed')?.person?.verifiedBy, 'Anmeldung über onRetail');
  });
});
