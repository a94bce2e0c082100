import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type SigningDocument, signDocument } from '../../../src/contract/documents.ts';
import { createMessage, createTimeEntry } from '../../../src/contract/history.ts';
import { PERMISSIONS } from '../../../src/contract/session.ts';
import { createSigningWorld, DRAWN } from '../../testing/signing-world.ts';
import type { TestClient } from '../../testing/test-client.ts';

// Every operation of the API on another company's documents, drafts and signed ones, also by that company's partner.

const w = await createSigningWorld();
const { t, clients, users } = w;
const secrets: string[] = ['GEHEIM', users.signer.email];
let documents: SigningDocument[];
let records: Record<string, string>[];
let onlookers: Record<string, TestClient>;

before(async () => {
  const settings = { title: 'GEHEIM', message: 'GEHEIM' };
  const waiting = await w.look(clients.signer, await w.send({ settings }));
  const shown = await w.look(clients.signer, await w.send({ settings }));
  const body = { sha256: shown.sha256, values: w.filled(shown) };
  const signed = (await clients.signer.call(signDocument, { params: { id: shown.id }, body })).body;
  documents = [waiting, signed, await w.draft({ settings })];
  records = await Promise.all(
    documents.map(async ({ id, sha256 }) => {
      const record = { kind: 'document', id } as const;
      const message = await clients.staff.call(createMessage, { params: record, body: { body: 'GEHEIM' } });
      const time = await clients.staff.call(createTimeEntry, {
        params: record,
        body: { date: '2026-01-01', minutes: 1, text: 'GEHEIM' },
      });
      return { ...record, sha256, message: message.body.id, entry: time.body.id };
    }),
  );
  secrets.push(...documents.flatMap(({ id, signers }) => [id, ...signers.map((signer) => signer.id)]));
  // Nothing is hidden from them for another reason.
  await t.deps.db.system((tx) =>
    sql`update users set permissions = ${[...PERMISSIONS]}::text[] where id in (${users.stranger.id}, ${users.partner.id})`.execute(
      tx,
    ),
  );
  onlookers = { stranger: clients.stranger, partner: clients.partner, nobody: t };
});

after(() => t.close());

/** Bodies that would be fine on a document of one's own. */
const bodies = ({ sha256, fields }: SigningDocument): Record<string, object> => ({
  'PATCH /documents/{id}': { title: 'x' },
  'PUT /documents/{id}/values': { values: {} },
  'POST /documents/{id}/signature': { sha256, values: fields[0] ? { [fields[0].id]: DRAWN } : {} },
  'POST /documents/{id}/refusal': { reason: 'x' },
  'POST /documents/{id}/cancellation': { reason: 'x' },
  'PUT /users/{id}/permissions': { permissions: [] },
  'POST /orders/{id}/acceptance': { sha256, options: {}, signature: DRAWN },
  'POST /orders/{id}/refusal': { sha256, reason: 'x' },
  'PATCH /tickets/{id}': { status: 'backlog' },
  'POST /records/{kind}/{id}/messages': { body: 'x' },
  'PATCH /records/{kind}/{id}/messages/{message}': { body: 'x' },
  'POST /records/{kind}/{id}/time-entries': { date: '2026-01-01', minutes: 1, text: 'x' },
});

test('no operation tells anything about another company’s document (abuse 15, 16, 19, 20)', async () => {
  let tried = 0;
  for (const definition of t.app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { method, path } = definition.route;
    const name = `${method.toUpperCase()} ${path}`;
    // Logs out; portraits are everybody's.
    if (name === 'DELETE /session' || path.startsWith('/staff')) continue;
    for (const [index, document] of documents.entries()) {
      for (const [who, client] of Object.entries(onlookers)) {
        const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => records[index]![key] ?? 'x');
        const json = bodies(document)[name];
        const query = name === 'POST /uploads' ? '?name=a.txt' : '';
        const response = await client.request(url + query, { method: method.toUpperCase(), ...(json && { json }) });
        const stream = response.headers.get('content-type')?.startsWith('text/event-stream');
        const text = stream ? 'open' : await response.text();
        tried++;
        for (const secret of secrets) assert.ok(!text.includes(secret), `${who}: ${name} tells ${secret}`);
        if (path.includes('{id}')) assert.equal(response.status, who === 'nobody' ? 401 : 404, `${who}: ${name}`);
      }
    }
  }
  assert.ok(tried > 100);
});
