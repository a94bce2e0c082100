import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { RecordKind } from '../../../src/contract/history.limits.ts';
import { createMessage, createTimeEntry } from '../../../src/contract/history.ts';
import { PERMISSIONS } from '../../../src/contract/session.ts';
import { DRAWN } from '../../testing/signing-world.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

// Every operation of the API on another company's offers, orders, invoices and subscriptions, also by that company's partner, and by a colleague without
// permission.

let t: TestApp;
let secrets: string[];
let records: ({ kind: RecordKind; id: string; sha256: string } & Record<string, string>)[];
let onlookers: Record<string, TestClient>;

before(async () => {
  t = await createTestApp();
  const partner = await t.make.partner();
  const company = await t.make.company({ partner, name: 'Trachten Moser' });
  const staff = await t.as(await t.make.staff());
  const shared = { company, title: 'GEHEIM' };
  const module = await t.make.module({ name: 'Lager' });
  const offer = await t.make.order({ ...shared, number: 'AN-GEHEIM' });
  const order = await t.make.order({ ...shared, number: 'AB-GEHEIM', status: 'ordered' });
  const invoice = await t.make.invoice({ ...shared, number: 'RE-GEHEIM', pdf: offer.pdf });
  const subscription = await t.make.subscription({
    ...shared,
    number: 'GEHEIM',
    instance: 'GEHEIMFILIALE',
    modules: [module],
  });
  const { sha256 } = offer.pdf;
  records = await Promise.all(
    (
      [
        ['order', offer],
        ['order', order],
        ['invoice', invoice],
        ['subscription', subscription],
      ] as const
    ).map(async ([kind, { id }]) => {
      const params = { kind, id };
      const message = await staff.call(createMessage, { params, body: { body: 'GEHEIM' } });
      const time = await staff.call(createTimeEntry, {
        params,
        body: { date: '2026-01-01', minutes: 1, text: 'GEHEIM' },
      });
      return { ...params, sha256, message: message.body.id, entry: time.body.id };
    }),
  );
  secrets = [
    'GEHEIM',
    offer.sha256,
    order.sha256,
    ...records.flatMap(({ id, message, entry }) => [id, message!, entry!]),
  ];
  const permissions = [...PERMISSIONS];
  onlookers = {
    stranger: await t.as(await t.make.user({ permissions })),
    partner: await t.as(await t.make.user({ company: partner, role: 'partner', permissions })),
    colleague: await t.as(await t.make.user({ company, management: true })),
    nobody: t,
  };
});

after(() => t.close());

/** Bodies that would be fine on a record of one's own. */
const bodies = (sha256: string): Record<string, object> => ({
  'PUT /users/{id}/permissions': { permissions: [] },
  'POST /orders/{id}/acceptance': { sha256, options: {}, signature: DRAWN },
  'POST /orders/{id}/refusal': { sha256, reason: 'x' },
  'PATCH /tickets/{id}': { status: 'backlog' },
  'POST /records/{kind}/{id}/messages': { body: 'x' },
  'PATCH /records/{kind}/{id}/messages/{message}': { body: 'x' },
  'POST /records/{kind}/{id}/time-entries': { date: '2026-01-01', minutes: 1, text: 'x' },
  'PATCH /documents/{id}': { title: 'x' },
  'PUT /documents/{id}/values': { values: {} },
  'POST /documents/{id}/signature': { sha256, values: {} },
  'POST /documents/{id}/refusal': { reason: 'x' },
  'POST /documents/{id}/cancellation': { reason: 'x' },
});

/** What a list cannot be asked without. */
const queries: Record<string, string> = {
  'GET /orders': '?view=offers&search=GEHEIM',
  'GET /invoices': '?search=GEHEIM',
  'GET /invoices/export': '?language=de&search=GEHEIM',
  'GET /subscriptions/lookup': '?language=de&search=Lager',
  'POST /uploads': '?name=a.txt',
};

test('no operation tells anything about another company’s orders, invoices and subscriptions (abuse 15, 16, 17, 18, 19, 20)', async () => {
  let tried = 0;
  for (const definition of t.app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { method, path } = definition.route;
    const name = `${method.toUpperCase()} ${path}`;
    // Logs out; portraits are everybody's.
    if (name === 'DELETE /session' || path.startsWith('/staff')) continue;
    for (const record of path.includes('{id}') ? records : records.slice(0, 1)) {
      for (const [who, client] of Object.entries(onlookers)) {
        const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => record[key] ?? 'x');
        const json = bodies(record.sha256)[name];
        const response = await client.request(url + (queries[name] ?? ''), {
          method: method.toUpperCase(),
          ...(json && { json }),
        });
        const stream = response.headers.get('content-type')?.startsWith('text/event-stream');
        const text = stream ? 'open' : await response.text();
        tried++;
        for (const secret of secrets) assert.ok(!text.includes(secret), `${who}: ${name} tells ${secret}`);
        if (!path.includes('{id}')) continue;
        const known = who === 'nobody' ? [401] : who === 'colleague' ? [403, 404] : [404];
        assert.ok(known.includes(response.status), `${who}: ${name} answered ${response.status}`);
      }
    }
  }
  assert.ok(tried > 200);
});

test('nor does a list in any order', async () => {
  for (const client of [onlookers['stranger']!, onlookers['partner']!]) {
    for (const path of [
      '/orders?view=orders',
      '/orders?view=offers&sort=gross',
      '/invoices?sort=due&status=open',
      '/subscriptions',
      '/overview',
    ]) {
      const response = await client.request(path);
      assert.equal(response.status, 200, path);
      const text = await response.text();
      for (const secret of secrets) assert.ok(!text.includes(secret), path);
      if (path !== '/overview') assert.deepEqual(JSON.parse(text).items, [], path);
    }
  }
});
