import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createMessage, createTimeEntry } from '../../../src/contract/history.ts';
import { PERMISSIONS } from '../../../src/contract/session.ts';
import { createTicket, type Ticket } from '../../../src/contract/tickets.ts';
import { DRAWN } from '../../testing/signing-world.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

// Every operation of the API on everything of another company: whatever is added to the API later is tried here too.

let t: TestApp;
let secrets: string[];
let params: Record<string, string>;
let onlookers: Record<string, TestClient>;
let ticket: Ticket;

before(async () => {
  t = await createTestApp();
  const company = await t.make.company({ name: 'GEHEIMFIRMA' });
  const user = await t.make.user({ company, name: 'GEHEIMPERSON', email: 'geheim@example.com' });
  const owner = await t.as(user);
  const employee = await t.as(await t.make.staff());
  const upload = async () =>
    (await (await owner.request('/uploads?name=GEHEIM.txt', { method: 'POST', body: 'x' })).json()).id;
  const [first, second, loose] = [await upload(), await upload(), await upload()];
  const filed = await owner.call(createTicket, {
    body: { subject: 'GEHEIM', description: 'GEHEIM', category: 'fault', priority: 'normal', attachments: [first] },
  });
  ticket = filed.body;
  const record = { kind: 'ticket', id: ticket.id } as const;
  const message = await owner.call(createMessage, { params: record, body: { body: 'GEHEIM', attachments: [second] } });
  const time = await employee.call(createTimeEntry, {
    params: record,
    body: { date: '2026-01-01', minutes: 1, text: 'GEHEIM' },
  });
  params = { ...record, message: message.body.id, entry: time.body.id };
  secrets = [
    'GEHEIM',
    'geheim@',
    company.id,
    user.id,
    ticket.number,
    first,
    second,
    loose,
    ...Object.values(record).slice(1),
    params['message']!,
    params['entry']!,
  ];

  // Nothing is hidden from them for another reason.
  const permissions = [...PERMISSIONS];
  const customer = await t.make.user({ permissions });
  const partner = await t.make.user({ role: 'partner', permissions });
  await t.make.ticket({ createdBy: customer });
  onlookers = { customer: await t.as(customer), partner: await t.as(partner), nobody: t };
});

after(() => t.close());

/** Bodies that would be fine on a ticket of one's own. */
const bodies = (): Record<string, object> => ({
  'PATCH /tickets/{id}': { status: 'backlog' },
  'POST /tickets': { subject: 'x', description: 'x', category: 'fault', priority: 'low', attachments: [secrets[5]] },
  'POST /records/{kind}/{id}/messages': { body: 'x' },
  'PATCH /records/{kind}/{id}/messages/{message}': { body: 'x' },
  'POST /records/{kind}/{id}/time-entries': { date: '2026-01-01', minutes: 1, text: 'x' },
  'PUT /users/{id}/permissions': { permissions: [] },
  'POST /orders/{id}/acceptance': { sha256: '0'.repeat(64), options: {}, signature: DRAWN },
  'POST /orders/{id}/refusal': { sha256: '0'.repeat(64), reason: 'x' },
  'PATCH /documents/{id}': { title: 'x' },
  'PUT /documents/{id}/values': { values: {} },
  'POST /documents/{id}/signature': { sha256: '0'.repeat(64), values: {} },
  'POST /documents/{id}/refusal': { reason: 'x' },
  'POST /documents/{id}/cancellation': { reason: 'x' },
});

test('no operation tells anything about another company’s ticket (abuse 15, 16, 17, 19, 20)', async () => {
  const ids = [ticket.id, ticket.attachments[0]!.id, secrets[5]!, secrets[6]!];
  let tried = 0;
  for (const definition of t.app.openAPIRegistry.definitions) {
    if (definition.type !== 'route') continue;
    const { method, path } = definition.route;
    // Would log the onlookers out.
    if (path === '/session' && method === 'delete') continue;
    for (const [who, client] of Object.entries(onlookers)) {
      for (const id of path.includes('{id}') ? ids : [ticket.id]) {
        const name = `${method.toUpperCase()} ${path}`;
        const url = path.replaceAll(/\{(\w+)\}/g, (_, key: string) => (key === 'id' ? id : (params[key] ?? 'x')));
        const query = name === 'POST /uploads' ? '?name=a.txt' : method === 'get' ? '' : '?';
        const body = bodies()[name];
        const response = await client.request(url + query, {
          method: method.toUpperCase(),
          ...(body && { json: body }),
        });
        const text = response.headers.get('content-type')?.startsWith('text/event-stream')
          ? 'open'
          : await response.text();
        tried++;
        assert.ok(response.status < 500, `${who}: ${name} answered ${response.status}`);
        for (const secret of secrets) assert.ok(!text.includes(secret), `${who}: ${name} tells ${secret}`);
        if (path.includes('{id}') && who !== 'nobody' && !path.startsWith('/staff'))
          assert.equal(response.status, 404, `${who}: ${name}`);
        if (path.includes('{id}') && who === 'nobody' && !path.startsWith('/staff'))
          assert.equal(response.status, 401, `${who}: ${name}`);
      }
    }
  }
  assert.ok(tried > 60);
});

test('filters, sorts, searches and exports neither (abuse 19)', async () => {
  const { company } = ticket;
  for (const client of [onlookers['customer']!, onlookers['partner']!]) {
    for (const query of [
      `company=${company?.id}`,
      'search=GEHEIM',
      `search=${ticket.number}`,
      'sort=company&group=company',
      'group=assignee',
    ]) {
      for (const path of ['/tickets', '/tickets/export']) {
        const exported = path.endsWith('export');
        const response = await client.request(`${path}?${exported ? query.replace(/&?group=\w+/, '') : query}`);
        assert.equal(response.status, 200);
        const text = await response.text();
        for (const secret of secrets) assert.ok(!text.includes(secret), `${path}?${query} tells ${secret}`);
      }
    }
  }
});
