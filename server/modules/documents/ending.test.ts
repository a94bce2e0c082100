import assert from 'node:assert/strict';
import { after, beforeEach, describe, test } from 'node:test';
import { declineDocument, listDocumentEvents, type SigningDocument } from '../../../src/contract/documents.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

const DAY = 24 * 60 * 60 * 1000;
const w = await createSigningWorld();
const { t, clients, users } = w;
const { signer, colleague, staff } = clients;

let document: SigningDocument;

beforeEach(async () => {
  document = await w.look(signer, await w.send());
});

after(() => t.close());

const params = () => ({ id: document.id });
const sign = (client: TestClient) => w.sign(client, document);
const kinds = async () =>
  (await staff.call(listDocumentEvents, { params: params() })).body.items.map(({ kind }) => kind);

describe('declining', () => {
  const decline = (client: TestClient, reason = 'Zu teuer.') =>
    client.call(declineDocument, { params: params(), body: { reason } });

  test('ends the document, with the reason for everybody who sees it (abuse 29)', async () => {
    const { body } = await decline(signer);
    assert.deepEqual([body.status, body.ending], ['declined', { reason: 'Zu teuer.', name: 'Maria Muster' }]);
    assert.deepEqual((await w.look(colleague, document)).ending, body.ending);
    const late = await sign(signer);
    assert.deepEqual([late.status, late.problem.code], [409, 'document_closed']);
    assert.equal((await decline(signer)).problem.code, 'document_closed');
  });

  test('needs a reason, the author’s leave, and a signer (abuse 31)', async () => {
    for (const reason of ['', '   ', '\u200b\n']) {
      const { status, problem } = await decline(signer, reason);
      assert.deepEqual([status, problem.errors?.[0]?.field, problem.errors?.[0]?.code], [422, '/reason', 'required']);
    }
    for (const [client, status] of w.others) assert.equal((await decline(client)).status, status);
    document = await w.send({ settings: { mayDecline: false } });
    assert.equal((await decline(signer)).status, 403);
    assert.equal((await w.look(signer, document)).status, 'waiting');
  });
});

// Last: sessions end as well.
describe('time', () => {
  const inDays = (days: number) => new Date(t.deps.clock().getTime() + days * DAY).toISOString();

  test('ends a document at the moment it is signed too late (abuse 29)', async () => {
    document = await w.look(signer, await w.send({ settings: { expiresAt: inDays(2) } }));
    t.advance(3 * DAY);
    assert.equal((await w.look(signer, document)).status, 'expired');
    const { status, problem } = await sign(signer);
    assert.deepEqual([status, problem.code], [409, 'document_closed']);
    assert.equal((await kinds()).at(-1), 'expired');
  });

  test('ends a document nobody looks at, once, and tells about it', async () => {
    document = await w.send({ settings: { expiresAt: inDays(2) } });
    await t.runJobs();
    t.mails.length = 0;
    t.advance(3 * DAY);
    await t.runCleanUps();
    await t.runCleanUps();
    assert.deepEqual(await kinds(), ['created', 'sent', 'expired']);
    await t.runJobs();
    assert.deepEqual(t.mails.map(({ to }) => to).sort(), [users.signer.email, users.staff.email].sort());
  });

  test('reminds those who are to sign, every so many days', async () => {
    document = await w.send({
      signers: [
        ['Kunde', users.signer, 1],
        ['Zeugin', users.second, 2],
      ],
      settings: { remindDays: 3 },
    });
    await t.runJobs();
    t.mails.length = 0;
    for (const days of [2, 2, 2, 2]) {
      t.advance(days * DAY);
      await t.runCleanUps();
    }
    await t.runJobs();
    assert.deepEqual(
      t.mails.map(({ to }) => to),
      [users.signer.email, users.signer.email],
    );
    assert.deepEqual(await kinds(), ['created', 'sent', 'reminded', 'reminded']);
  });
});
