import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { signDocument } from '../src/contract/documents.ts';
import { RECORD_KINDS, type RecordKind } from '../src/contract/history.limits.ts';
import { createMessage, createTimeEntry } from '../src/contract/history.ts';
import { PERMISSIONS } from '../src/contract/session.ts';
import { createTicket } from '../src/contract/tickets.ts';
import { createSigningWorld, DRAWN } from './testing/signing-world.ts';
import type { TestClient } from './testing/test-client.ts';

// Every operation of the API on records of every kind, by everybody who must not learn anything about them. An operation that is added to the
// API later is tried here too. The rights matrix says what each operation answers; this test says that no answer tells a secret.

/** A record, and the parameters of paths about it. */
interface SecretRecord {
  kind: RecordKind;
  params: Record<string, string>;
}

type Onlooker = 'stranger' | 'otherPartner' | 'partner' | 'colleague' | 'nobody';

/** The kinds of records that each onlooker must not see. The sales partner of the company sees its tickets, a colleague its documents too. */
const HIDDEN: Record<Onlooker, readonly RecordKind[]> = {
  stranger: RECORD_KINDS,
  otherPartner: RECORD_KINDS,
  nobody: RECORD_KINDS,
  partner: ['document', 'order', 'invoice', 'subscription'],
  colleague: ['order', 'invoice', 'subscription'],
};
const ONLOOKERS = Object.keys(HIDDEN) as Onlooker[];

const w = await createSigningWorld();
const { t, company } = w;
const { staff, signer } = w.clients;
const secrets = Object.fromEntries(RECORD_KINDS.map((kind) => [kind, [`GEHEIM ${kind}`]])) as Record<
  RecordKind,
  string[]
>;
const records: SecretRecord[] = [];

await addTickets();
await addDocuments();
await addRecordsOfErp();
// With all permissions, so that nothing is hidden from them for want of one.
const permissions = [...PERMISSIONS];
const stranger = await t.make.user({ permissions });
await t.make.ticket({ createdBy: stranger });
const clients: Record<Onlooker, TestClient> = {
  stranger: await t.as(stranger),
  otherPartner: await t.as(await t.make.user({ role: 'partner', permissions })),
  partner: await t.as(await t.make.user({ role: 'partner', company: w.reseller, permissions })),
  colleague: await t.as(await t.make.user({ company, management: true })),
  nobody: t,
};

after(() => t.close());

/** Adds a record, with a message and a time entry, to what is to be kept secret. */
async function add(kind: RecordKind, id: string, sha256 = '0'.repeat(64)): Promise<void> {
  const params = { kind, id };
  const text = `GEHEIM ${kind}`;
  const message = await staff.call(createMessage, { params, body: { body: text } });
  const time = await staff.call(createTimeEntry, { params, body: { date: '2026-01-01', minutes: 1, text } });
  const [entry, written] = [time.body.id, message.body.id];
  records.push({ kind, params: { kind, id, sha256, message: written, entry } });
  secrets[kind].push(id, written, entry);
}

async function addTickets(): Promise<void> {
  const user = await t.make.user({ company, name: 'GEHEIM ticket', email: 'geheim@example.com' });
  const owner = await t.as(user);
  const [attached, loose] = [await owner.upload('GEHEIM ticket.txt'), await owner.upload('GEHEIM ticket.txt')];
  await t.rows(sql`update companies set name = 'GEHEIMFIRMA' where id = ${company.id}`);
  const text = 'GEHEIM ticket';
  const { body } = await owner.call(createTicket, {
    body: { subject: text, description: text, category: 'fault', priority: 'normal', attachments: [attached] },
  });
  await add('ticket', body.id);
  secrets.ticket.push('GEHEIMFIRMA', 'geheim@', company.id, user.id, body.number, attached, loose);
  for (const id of [attached, loose]) records.push({ kind: 'ticket', params: { ...records[0]!.params, id } });
}

/** A document that waits for a signature, a signed one, and a draft. */
async function addDocuments(): Promise<void> {
  const settings = { title: 'GEHEIM document', message: 'GEHEIM document' };
  const waiting = await w.look(signer, await w.send({ settings }));
  const shown = await w.look(signer, await w.send({ settings }));
  const body = { sha256: shown.sha256, values: w.filled(shown) };
  const signed = (await signer.call(signDocument, { params: { id: shown.id }, body })).body;
  for (const { id, sha256, signers } of [waiting, signed, await w.draft({ settings })]) {
    await add('document', id, sha256);
    secrets.document.push(...signers.map((one) => one.id));
  }
  secrets.document.push(w.users.signer.email);
}

async function addRecordsOfErp(): Promise<void> {
  const modules = [await t.make.module({ name: 'Lager' })];
  const offer = await t.make.order({ company, title: 'GEHEIM order', number: 'AN-GEHEIM order' });
  const order = await t.make.order({ company, title: 'GEHEIM order', number: 'AB-GEHEIM order', status: 'ordered' });
  const text = { title: 'GEHEIM invoice', number: 'RE-GEHEIM invoice' };
  const invoice = await t.make.invoice({ company, ...text, pdf: offer.pdf });
  const names = { title: 'GEHEIM subscription', number: 'GEHEIM subscription', instance: 'GEHEIM subscription' };
  const subscription = await t.make.subscription({ company, ...names, modules });
  await add('order', offer.id, offer.pdf.sha256);
  await add('order', order.id, offer.pdf.sha256);
  await add('invoice', invoice.id, offer.pdf.sha256);
  await add('subscription', subscription.id);
  secrets.order.push(offer.sha256, order.sha256);
}

/** Bodies that would be valid for a record of one's own. */
const bodies = ({ sha256 }: Record<string, string>): Record<string, object> => ({
  'POST /tickets/{id}/merge': { into: 'T-2026-000001' },
  'POST /tickets': {
    subject: 'x',
    description: 'x',
    category: 'fault',
    priority: 'low',
    attachments: [records[2]!.params['id']],
  },
  'PATCH /tickets/{id}': { status: 'backlog' },
  'PUT /records/{kind}/{id}/assignee': { employeeId: null },
  'POST /records/{kind}/{id}/messages': { body: 'x' },
  'PATCH /records/{kind}/{id}/messages/{message}': { body: 'x' },
  'POST /records/{kind}/{id}/time-entries': { date: '2026-01-01', minutes: 1, text: 'x' },
  'POST /access-requests/{id}/account': { companyId: company.id },
  'PUT /users/{id}/permissions': { permissions: [] },
  'POST /orders/{id}/acceptance': { sha256, options: {}, signature: DRAWN },
  'POST /orders/{id}/refusal': { sha256, reason: 'x' },
  'PATCH /documents/{id}': { title: 'x' },
  'PUT /documents/{id}/values': { values: {} },
  'POST /documents/{id}/signature': { sha256, values: { [records[0]!.params['id']!]: DRAWN } },
  'POST /documents/{id}/refusal': { reason: 'x' },
  'POST /documents/{id}/cancellation': { reason: 'x' },
});

/** Queries that lists require, or that would find the secrets. */
const QUERIES: Record<string, string> = {
  'GET /orders': '?view=offers&search=GEHEIM',
  'GET /invoices': '?search=GEHEIM',
  'GET /invoices/export': '?language=de&search=GEHEIM',
  'GET /subscriptions/lookup': '?language=de&search=Lager',
  'POST /uploads': '?name=a.txt',
};

/** Fails if an answer contains anything that is hidden from the onlooker. */
async function assertSecret(who: Onlooker, response: Response, name: string): Promise<void> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
  const text = isStream ? await response.body!.cancel().then(() => 'open') : await response.text();
  assert.ok(response.status < 500, `${who}: ${name} answered ${response.status}`);
  for (const secret of HIDDEN[who].flatMap((kind) => secrets[kind]))
    assert.ok(!text.includes(secret), `${who}: ${name} tells ${secret}`);
}

for (const who of ONLOOKERS) {
  test(`no operation tells ${who} anything about records of another company (abuse 15–20)`, async () => {
    const hidden = records.filter(({ kind }) => HIDDEN[who].includes(kind));
    let tried = 0;
    for (const definition of t.app.openAPIRegistry.definitions) {
      if (definition.type !== 'route') continue;
      const method = definition.route.method.toUpperCase();
      const { path } = definition.route;
      const name = `${method} ${path}`;
      // Would log the onlooker out.
      if (name === 'DELETE /session') continue;
      for (const { params } of path.includes('{id}') ? hidden : hidden.slice(0, 1)) {
        const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => params[key] ?? 'x');
        const json = bodies(params)[name];
        const response = await clients[who].request(url + (QUERIES[name] ?? ''), { method, ...(json && { json }) });
        await assertSecret(who, response, name);
        tried++;
        // Portraits of employees are public.
        if (!path.includes('{id}') || path.startsWith('/staff')) continue;
        const expected = who === 'nobody' ? [401] : who === 'colleague' ? [403, 404] : [404];
        assert.ok(expected.includes(response.status), `${who}: ${name} answered ${response.status}`);
      }
    }
    assert.ok(tried > 100);
  });
}

test('no list tells a stranger anything, however it is filtered, sorted, searched or exported (abuse 19)', async () => {
  const tickets = [
    `company=${company.id}`,
    'search=GEHEIM',
    `search=${secrets.ticket.find((secret) => secret.startsWith('T-'))}`,
    'sort=company&group=company',
    'group=assignee',
  ];
  const empty = [
    '/orders?view=orders',
    '/orders?view=offers&sort=gross',
    '/invoices?sort=due&status=open',
    '/subscriptions',
  ];
  for (const who of ['stranger', 'otherPartner', 'partner'] as const) {
    for (const path of [
      ...tickets.flatMap((query) => [`/tickets?${query}`, `/tickets/export?${query.replace(/&?group=\w+/, '')}`]),
      ...empty,
      '/overview',
    ]) {
      const response = await clients[who].request(path);
      assert.equal(response.status, 200, path);
      if (empty.includes(path)) assert.deepEqual((await response.clone().json()).items, [], `${who}: ${path}`);
      await assertSecret(who, response, path);
    }
  }
});
