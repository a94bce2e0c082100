import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, describe, test } from 'node:test';
import { listHistory } from '../../../src/contract/history.ts';
import { exchangeHostToken } from '../../../src/contract/session.ts';
import { TICKET_STATUSES, TICKET_TRANSITIONS } from '../../../src/contract/tickets.limits.ts';
import {
  createTicket,
  getTicket,
  type NewTicket,
  type TicketPatch,
  updateTicket,
} from '../../../src/contract/tickets.ts';
import { createTestApp, type TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { mayMove, statusAfterAnswer } from './tickets.service.ts';

let t: TestApp;

t = await createTestApp();
const company = await t.make.company({ name: 'Bäckerei Moser' });
const user = await t.make.user({ company, name: 'Anna Huber' });
const customer = await t.as(user);
const employee = await t.make.staff({ name: 'Jakob Berger' });
const staff = await t.as(employee);
const stranger = await t.as(await t.make.user());

after(() => t.close());

const NEW: NewTicket = { subject: 'Bondrucker', description: 'Druckt\nnicht.', category: 'fault', priority: 'high' };

describe('filing a ticket', () => {
  test('fills in the account as contact, and gives the ticket with its number', async () => {
    const { status, body } = await customer.call(createTicket, { body: NEW });
    assert.equal(status, 201);
    assert.match(body.number, /^T-20\d\d-\d{6}$/);
    assert.deepEqual(
      { ...body, id: '', number: '', createdAt: '', changedAt: '' },
      {
        ...NEW,
        id: '',
        number: '',
        status: 'new',
        source: 'portal',
        contact: { name: 'Anna Huber', email: user.email, company: 'Bäckerei Moser' },
        company,
        assignee: null,
        filedBy: { name: 'Anna Huber', company: null },
        createdAt: '',
        changedAt: '',
        unread: false,
        attachments: [],
      },
    );
    const seen = await customer.call(getTicket, { params: { id: body.id } });
    assert.deepEqual(seen.body, body);
  });

  test('counts the numbers by the year of Vienna, as the clock of the service has it', async () => {
    const t = await createTestApp();
    try {
      const somebody = await t.make.user();
      const numberAt = async (moment: string) => {
        t.advance(Date.parse(moment) - t.deps.clock().getTime());
        return (await (await t.as(somebody)).call(createTicket, { body: NEW })).body.number;
      };
      assert.equal(await numberAt('2031-12-31T22:59:00Z'), 'T-2031-000001');
      assert.equal(await numberAt('2031-12-31T23:00:00Z'), 'T-2032-000001');
    } finally {
      await t.close();
    }
  });

  test('keeps a typed contact, the page and odd text as they are, and shows the page to staff only (abuse 46, 48)', async () => {
    const contact = {
      name: `<img onerror=alert(1)> O'Hara`,
      email: 'X.Y@Example.AT',
      phone: '+43 1 2',
      company: 'Moser "KG"',
    };
    const context = { instance: 'kassa-7', version: '26.1', pageUrl: 'javascript:alert(1)', fields: { Filiale: '3' } };
    const subject = `'; drop table tickets; -- 😀 ${'Ä'.repeat(3)}`;
    const { body } = await customer.call(createTicket, { body: { ...NEW, subject, contact, context } });
    assert.deepEqual(body.contact, contact);
    assert.equal(body.subject, subject);
    assert.equal('staff' in body, false);
    const forStaff = await staff.call(getTicket, { params: { id: body.id } });
    assert.deepEqual(forStaff.body.staff, {
      context,
      contactVerified: false,
      quarantined: false,
      embedKey: null,
      host: null,
      mailed: true,
      confirmable: false,
      linked: false,
    });
  });

  test('keeps everything a form can send', async () => {
    // Required, so that the compiler asks for a value of each new field.
    const sent: Required<Omit<NewTicket, 'companyId' | 'context'>> = {
      ...NEW,
      contact: { name: 'Eva', email: 'eva@example.com', phone: '+43 1 2', company: 'KG' },
      attachments: [await customer.upload('log.txt')],
    };
    const { body } = await customer.call(createTicket, { body: sent });
    const { attachments, ...rest } = body;
    assert.partialDeepStrictEqual({ ...rest, attachments: attachments.map(({ id }) => id) }, sent);
  });

  test('once, however often it is sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => customer.call(createTicket, { body: NEW }, { key })));
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
    const other = await customer.call(createTicket, { body: { ...NEW, subject: 'Anders' } }, { key });
    assert.equal(other.problem.code, 'idempotency_key_reused');
  });

  test('numbers have no gaps, also when some attempts fail', async () => {
    const file = (last: number) => ({ ...NEW, ...(last % 2 && { attachments: [randomUUID()] }) });
    const answers = await Promise.all([0, 1, 2, 3, 4].map((i) => customer.call(createTicket, { body: file(i) })));
    const numbers = answers.filter(({ status }) => status === 201).map(({ body }) => Number(body.number.slice(-6)));
    numbers.sort((a, b) => a - b);
    assert.deepEqual(numbers, [numbers[0], numbers[0]! + 1, numbers[0]! + 2]);
  });

  test('by staff, for a company or for nobody yet', async () => {
    const { body } = await staff.call(createTicket, { body: { ...NEW, companyId: company.id } });
    assert.deepEqual([body.source, body.company], ['staff', company]);
    assert.equal((await customer.call(getTicket, { params: { id: body.id } })).status, 200);
    const nobody = await staff.call(createTicket, { body: NEW });
    assert.equal(nobody.body.company, null);
    assert.equal((await customer.call(getTicket, { params: { id: nobody.body.id } })).status, 404);
    const unknown = await staff.call(createTicket, { body: { ...NEW, companyId: randomUUID() } });
    assert.deepEqual(unknown.problem.errors?.[0]?.field, '/companyId');
  });

  test('from onRetail, by a host token', async () => {
    const host = await t.make.host();
    await host.admit(user);
    const { body } = await t.call(exchangeHostToken, { body: { token: await host.signHostToken(user) } });
    const page = t.with({ authorization: `Bearer ${body.accessToken}` });
    const filed = await page.call(createTicket, { body: NEW });
    assert.equal(filed.body.source, 'onretail');
    assert.deepEqual(filed.body.company, company);
  });

  test('with uploads of one’s own, each once (abuse 22)', async () => {
    const own = await customer.upload('log.txt', 'Fehler 7');
    const { body } = await customer.call(createTicket, { body: { ...NEW, attachments: [own, own] } });
    assert.deepEqual(
      body.attachments.map(({ id, name, size }) => [id, name, size]),
      [[own, 'log.txt', 8]],
    );
    const again = await customer.call(createTicket, { body: { ...NEW, attachments: [own] } });
    assert.equal(again.status, 404);
    const foreign = await stranger.call(createTicket, {
      body: { ...NEW, attachments: [await customer.upload('log.txt', 'Fehler 7')] },
    });
    assert.deepEqual([foreign.status, foreign.problem.code], [404, 'not_found']);
  });

  test('not with what is no ticket (abuse 21, 43, 48, 49, 50)', async () => {
    const cases: [object, string, string][] = [
      [{ ...NEW, subject: ' \u200b\u00a0' }, '/subject', 'required'],
      [{ ...NEW, subject: 'a\r\nBcc: x' }, '/subject', 'invalid_value'],
      [{ ...NEW, subject: 'x'.repeat(201) }, '/subject', 'too_long'],
      [{ ...NEW, subject: 'a\u0000b' }, '/subject', 'invalid_value'],
      [{ ...NEW, description: '\ud800' }, '/description', 'invalid_value'],
      [{ ...NEW, description: undefined }, '/description', 'required'],
      [{ ...NEW, category: 'spam' }, '/category', 'invalid_value'],
      [{ ...NEW, companyId: randomUUID() }, '/companyId', 'invalid_value'],
      [{ ...NEW, company_id: randomUUID() }, '/company_id', 'unknown_field'],
      [{ ...NEW, status: 'done' }, '/status', 'unknown_field'],
      [{ ...NEW, contact: { name: 'A', email: 'a@x.at\r\nBcc: b@x.at' } }, '/contact/email', 'invalid_format'],
      [{ ...NEW, contact: { name: 'A', email: 'a@127.1' } }, '/contact/email', 'invalid_format'],
      [{ ...NEW, contact: { name: 'A\nB', email: 'a@x.at' } }, '/contact/name', 'invalid_value'],
      [{ ...NEW, attachments: Array.from({ length: 21 }, () => randomUUID()) }, '/attachments', 'too_many'],
      [
        { ...NEW, context: { fields: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [i, ''])) } },
        '/context/fields',
        'too_many',
      ],
    ];
    for (const [body, field, code] of cases) {
      const { status, problem } = await customer.call(createTicket, { body: body as NewTicket });
      assert.equal(status, 422, field);
      assert.deepEqual([problem.errors?.[0]?.field, problem.errors?.[0]?.code], [field, code]);
    }
    assert.equal(
      (await customer.call(createTicket, { body: { ...NEW, description: 'x'.repeat(1_000_000) } })).status,
      413,
    );
  });

  test('not without a login', async () => {
    assert.equal((await t.call(createTicket, { body: NEW })).status, 401);
  });
});

describe('changing a ticket', () => {
  const patch = (client: TestClient, id: string, body: TicketPatch) =>
    client.call(updateTicket, { params: { id }, body });

  test('follows the ways a ticket can go', async () => {
    for (const from of TICKET_STATUSES) {
      for (const to of TICKET_STATUSES) {
        const { id } = await t.make.ticket({ company, status: from });
        const { status, body, problem } = await patch(staff, id, { status: to });
        if (from === to || TICKET_TRANSITIONS[from].includes(to)) assert.deepEqual([status, body.status], [200, to]);
        else assert.deepEqual([status, problem.code], [409, 'invalid_transition'], `${from} to ${to}`);
      }
    }
  });

  test('writes down the status, for the customer to read', async () => {
    const { id } = await t.make.ticket({ createdBy: user });
    const before = (await customer.call(getTicket, { params: { id } })).body;
    t.advance(1000);
    const { body } = await patch(staff, id, { status: 'backlog', priority: 'critical' });
    assert.deepEqual([body.status, body.priority], ['backlog', 'critical']);
    const after = (await customer.call(getTicket, { params: { id } })).body;
    assert.ok(after.changedAt > before.changedAt);
    assert.equal(after.unread, true);
    const { body: history } = await customer.call(listHistory, { params: { kind: 'ticket', id }, query: {} });
    assert.deepEqual(
      history.items.map((entry) => [entry.kind, 'to' in entry && entry.to, entry.author]),
      [['status', 'backlog', { name: 'Jakob Berger', side: 'staff', picture: null }]],
    );
  });

  test('leaves no trace when nothing changes', async () => {
    const { id } = await t.make.ticket({ createdBy: user, assignee: employee });
    const before = (await staff.call(getTicket, { params: { id } })).body;
    await patch(staff, id, {});
    await patch(staff, id, { status: 'new', priority: 'normal', quarantined: false });
    assert.deepEqual((await staff.call(getTicket, { params: { id } })).body, before);
    const { body } = await staff.call(listHistory, { params: { kind: 'ticket', id }, query: {} });
    assert.deepEqual(body.items, []);
  });

  test('gives a ticket to a company once', async () => {
    const { id } = await t.make.ticket({ company: null });
    assert.equal((await customer.call(getTicket, { params: { id } })).status, 404);
    assert.deepEqual((await patch(staff, id, { companyId: company.id })).body.company, company);
    assert.equal((await customer.call(getTicket, { params: { id } })).status, 200);
    const other = await t.make.company();
    assert.equal((await patch(staff, id, { companyId: other.id })).status, 409);
    const unknown = await patch(staff, (await t.make.ticket({ company: null })).id, { companyId: randomUUID() });
    assert.equal(unknown.problem.errors?.[0]?.field, '/companyId');
  });

  test('holds spam back and releases it', async () => {
    const { id } = await t.make.ticket({ company });
    await patch(staff, id, { quarantined: true });
    assert.equal((await customer.call(getTicket, { params: { id } })).status, 404);
    assert.equal((await patch(staff, id, { quarantined: false })).body.staff?.quarantined, false);
    assert.equal((await customer.call(getTicket, { params: { id } })).status, 200);
  });

  test('in parallel: one wins, the others are told', async () => {
    const { id } = await t.make.ticket({ company, status: 'in_progress' });
    const answers = await Promise.all([patch(staff, id, { status: 'waiting' }), patch(staff, id, { status: 'done' })]);
    const { body } = await staff.call(listHistory, { params: { kind: 'ticket', id }, query: {} });
    // `waiting` may become `done`, but not the other way round.
    const done = answers.filter(({ status }) => status === 200).length;
    assert.equal(body.items.length, done);
    assert.deepEqual(
      body.items.map((entry) => entry.kind === 'status' && entry.from),
      done === 2 ? ['in_progress', 'waiting'] : ['in_progress'],
    );
  });

  test('is for staff: others get 403 for their own tickets and 404 for foreign ones (abuse 15)', async () => {
    const { id } = await t.make.ticket({ createdBy: user });
    assert.deepEqual((await patch(customer, id, { status: 'backlog' })).problem.code, 'forbidden');
    assert.deepEqual((await patch(stranger, id, { status: 'backlog' })).problem.code, 'not_found');
    assert.equal((await patch(staff, randomUUID(), {})).status, 404);
    assert.equal((await t.call(updateTicket, { params: { id }, body: {} })).status, 401);
    assert.equal((await staff.request(`/tickets/${id}`, { method: 'PATCH', json: { companyName: 'x' } })).status, 422);
  });
});

test('a foreign ticket does not exist, nor does one without a proper id (abuse 15, 17)', async () => {
  const partner = await t.as(await t.make.user({ role: 'partner' }));
  const { id } = await t.make.ticket({ createdBy: user });
  const missing = await stranger.call(getTicket, { params: { id: randomUUID() } });
  for (const client of [stranger, partner]) {
    const { status, problem } = await client.call(getTicket, { params: { id } });
    assert.deepEqual([status, problem], [404, missing.problem]);
  }
  for (const bad of ['1', `${id}'`, '%00', '..%2f'])
    assert.equal((await customer.request(`/tickets/${bad}`)).status, 404, bad);
  assert.equal((await t.call(getTicket, { params: { id } })).status, 401);
});

test('staff move a ticket one step at a time', () => {
  assert.ok(mayMove('new', 'backlog'));
  assert.ok(mayMove('waiting', 'in_progress'));
  assert.ok(mayMove('done', 'done'), 'again');
  assert.ok(!mayMove('new', 'done'));
  assert.ok(!mayMove('done', 'new'));
});

test('an answer wakes what waited or was done', () => {
  assert.equal(statusAfterAnswer('waiting'), 'in_progress');
  assert.equal(statusAfterAnswer('done'), 'in_progress');
  assert.equal(statusAfterAnswer('new'), 'new');
});
