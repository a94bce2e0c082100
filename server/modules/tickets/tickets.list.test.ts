import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { sql } from 'kysely';
import { markRead } from '../../../src/contract/history.ts';
import {
  TICKET_CATEGORIES,
  TICKET_GROUPS,
  TICKET_PRIORITIES,
  TICKET_SORTS,
  TICKET_STATUSES,
} from '../../../src/contract/tickets.limits.ts';
import {
  getTicketFacets,
  listTickets,
  type TicketQuery,
  type TicketSummary,
  updateTicket,
} from '../../../src/contract/tickets.ts';
import { fold } from '../../db/search.ts';
import type { TestCompany, TestUser } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

import { onServer } from '../../testing/test-database.ts';
import { readCursor, writeCursor } from './tickets.partitions.ts';

const COUNT = 60;
/** Tickets of a page. Fewer, larger pages on the embedded database, whose queries take five times as long. */
const LIMIT = onServer ? 7 : 17;

const t = await createTestApp();
const kassenhaus = await t.make.partner({ name: 'Kassenhaus Süd' });
const bakery = await t.make.company({ name: 'Bäckerei Ähre', partner: kassenhaus });
const butcher = await t.make.company({ name: 'Fleischerei Zöchling', partner: kassenhaus });
const stranger = await t.make.company({ name: 'Fremde GmbH' });
const staff: TestUser[] = [await t.make.staff({ name: 'Ägidius Auer' }), await t.make.staff({ name: 'Zita Zauner' })];
const customer = await t.make.user({ company: bakery });
const partner = await t.make.user({ company: kassenhaus, role: 'partner', name: 'Paul Partner' });
const clients: Record<string, TestClient> = {
  customer: await t.as(customer),
  partner: await t.as(partner),
  staff: await t.as(staff[0]!),
};
/** Who filed the tickets, in turn: of each company, nobody, a user, an employee or a partner. */
const filers = [
  customer,
  await t.make.user({ company: bakery, name: 'Berta Bäcker' }),
  partner,
  await t.make.user({ company: kassenhaus, role: 'partner', name: 'Petra Partner' }),
  ...staff,
  undefined,
];
await insertTickets([bakery, butcher, stranger, null], staff);

after(() => t.close());

/** Many tickets that differ in little: every order has ties, down to the moment of the change. */
async function insertTickets(companies: (TestCompany | null)[], assignees: TestUser[]): Promise<void> {
  const subjects = ['Bondrucker', 'Äpfel fehlen', 'apfel doppelt', 'Größe falsch', 'bondrucker', 'Zebra'];
  const start = Date.UTC(2026, 0, 1);
  for (let i = 0; i < COUNT; i++) {
    const subject = subjects[(i * 7) % subjects.length]!;
    await t.rows(sql`
        insert into tickets (number, subject, subject_key, description, category, priority, status, source, contact, contact_email, company_id,
          assignee_id, created_by, search_text, created_at, changed_at)
        select number, ${subject}, ${fold(subject)}, '-', ${TICKET_CATEGORIES[i % 5]}, ${(i * 3) % 4}, ${(i * 11) % 5}, 'portal',
          '{"name":"A","email":"a@x.at"}', 'a@x.at', ${companies[i % companies.length]?.id ?? null}, ${[assignees[0]!.id, assignees[1]!.id, null][i % 3]},
          ${filers[i % filers.length]?.id ?? null},
          lower(number) || ${`\n${fold(subject)}`}, ${new Date(start + (i % 13) * 1000)}, ${new Date(start + (i % 9) * 1000)}
        from next_ticket_number(now()) number
      `);
  }
}

async function walk(client: TestClient, query: TicketQuery): Promise<TicketSummary[]> {
  const items: TicketSummary[] = [];
  let cursor: string | null | undefined;
  do {
    const { status, body } = await client.call(listTickets, { query: { ...query, ...(cursor && { cursor }) } });
    assert.equal(status, 200);
    assert.ok(body.items.length <= (query.limit ?? 50));
    items.push(...body.items);
    cursor = body.cursor;
  } while (cursor);
  return items;
}

/** What a row is sorted by, so that text comparison gives the order; nothing comes last. */
const KEYS: Record<string, (ticket: TicketSummary) => string> = {
  changed: (ticket) => ticket.changedAt,
  created: (ticket) => ticket.createdAt,
  number: (ticket) => ticket.number,
  subject: (ticket) => fold(ticket.subject),
  status: (ticket) => String(TICKET_STATUSES.indexOf(ticket.status)),
  priority: (ticket) => String(TICKET_PRIORITIES.indexOf(ticket.priority)),
  category: (ticket) => String(TICKET_CATEGORIES.indexOf(ticket.category)),
  company: (ticket) => (ticket.company ? fold(ticket.company.name) : '\uffff'),
  assignee: (ticket) => (ticket.assignee ? fold(ticket.assignee.name) : '\uffff'),
};

const isLane = (sort: string) => ['status', 'priority', 'company', 'assignee'].includes(sort);

/** Negative when `a` has to come before `b`. */
function compare(a: TicketSummary, b: TicketSummary, { group, sort = 'changed', direction }: TicketQuery): number {
  const order: [string, number][] = [[sort, direction === 'asc' ? 1 : -1]];
  if (isLane(sort)) order.push(['changed', -1]);
  if (group && group !== sort) order.unshift([group, 1]);
  for (const [key, sign] of order) {
    const [left, right] = [KEYS[key]!(a), KEYS[key]!(b)];
    if (left !== right) return left < right ? -sign : sign;
  }
  return 0;
}

describe('walking all pages gives every ticket once and in order', () => {
  for (const role of ['customer', 'partner', 'staff']) {
    test(role, async () => {
      const all = new Set((await walk(clients[role]!, { limit: 200 })).map(({ id }) => id));
      assert.equal(all.size, { customer: COUNT / 4, partner: COUNT / 2, staff: COUNT }[role]);
      for (const sort of TICKET_SORTS) {
        for (const direction of ['asc', 'desc'] as const) {
          for (const group of [undefined, ...TICKET_GROUPS]) {
            const query: TicketQuery = { sort, direction, limit: LIMIT, ...(group && { group }) };
            const name = JSON.stringify(query);
            const items = await walk(clients[role]!, query);
            assert.equal(items.length, all.size, name);
            assert.deepEqual(new Set(items.map(({ id }) => id)), all, name);
            for (let i = 1; i < items.length; i++) {
              assert.ok(compare(items[i - 1]!, items[i]!, query) <= 0, `${name}: ${i}`);
            }
          }
        }
      }
    });
  }

  test('with every filter and a search', async () => {
    const MINE: Record<string, string> = { customer: customer.name, partner: 'Paul Partner', staff: 'Ägidius Auer' };
    const COLLEAGUES: Record<string, string> = {
      customer: 'Berta Bäcker',
      partner: 'Petra Partner',
      staff: 'Zita Zauner',
    };
    for (const role of ['customer', 'partner', 'staff']) {
      const all = await walk(clients[role]!, { limit: 200 });
      const filters: [TicketQuery, (ticket: TicketSummary) => boolean][] = [
        [{ status: 'new,waiting,new' }, ({ status }) => status === 'new' || status === 'waiting'],
        [{ assignee: 'none' }, ({ assignee }) => assignee === null],
        [{ assignee: staff[1]!.id, status: 'done' }, (t) => t.assignee?.id === staff[1]!.id && t.status === 'done'],
        [{ company: bakery.id }, ({ company }) => company?.id === bakery.id],
        [{ filedBy: 'me' }, (t) => t.filedBy?.name === MINE[role]],
        [
          { filedBy: 'others', status: 'new,done' },
          (t) => t.filedBy?.name === COLLEAGUES[role] && ['new', 'done'].includes(t.status),
        ],
        [
          { filedBy: 'others', search: 'apfel' },
          (t) => t.filedBy?.name === COLLEAGUES[role] && fold(t.subject).includes('apfel'),
        ],
        [{ search: 'APFEL' }, ({ subject }) => fold(subject).includes('apfel')],
        [{ search: ' größe ', assignee: 'none' }, (t) => t.subject === 'Größe falsch' && t.assignee === null],
        [{ search: 'eb' }, ({ subject }) => subject === 'Zebra'],
      ];
      for (const [filter, fits] of filters) {
        for (const order of [
          {},
          { sort: 'assignee', group: 'status' },
          { group: 'company' },
          { sort: 'subject' },
        ] as TicketQuery[]) {
          const items = await walk(clients[role]!, { ...filter, ...order, limit: 4 });
          const expected = all.filter(fits).map(({ id }) => id);
          assert.deepEqual(items.map(({ id }) => id).sort(), expected.sort(), `${role} ${JSON.stringify(filter)}`);
        }
      }
    }
  });
});

test('the newest change comes first unless said otherwise', async () => {
  const { body } = await clients['customer']!.call(listTickets);
  assert.ok(body.items[0]!.changedAt >= body.items.at(-1)!.changedAt);
});

test('nothing of other companies is found, counted or filtered by (abuse 19)', async () => {
  const { body: everything } = await clients['staff']!.call(listTickets, {
    query: { company: stranger.id, limit: 200 },
  });
  assert.equal(everything.items.length, COUNT / 4);
  for (const role of ['customer', 'partner']) {
    const client = clients[role]!;
    for (const query of [
      { company: stranger.id },
      { search: everything.items[0]!.number },
      { company: stranger.id, search: 'bon', group: 'company' },
    ] as TicketQuery[]) {
      const { body } = await client.call(listTickets, { query: { ...query } });
      assert.deepEqual(body, { items: [], cursor: null }, JSON.stringify(query));
    }
    const { body: facets } = await client.call(getTicketFacets);
    assert.ok(facets.companies.every(({ id }) => id !== stranger.id));
    const count = facets.statuses.reduce((sum, status) => sum + status.count, 0);
    assert.equal(count, role === 'customer' ? COUNT / 4 : COUNT / 2);
  }
});

test('facets count what there is, in the order of the portal', async () => {
  const { body } = await clients['staff']!.call(getTicketFacets);
  assert.deepEqual(
    body.statuses.map(({ status }) => status),
    [...TICKET_STATUSES],
  );
  assert.deepEqual(
    body.companies.map(({ name, count }) => [name, count]),
    [
      ['Bäckerei Ähre', COUNT / 4],
      ['Fleischerei Zöchling', COUNT / 4],
      ['Fremde GmbH', COUNT / 4],
    ],
  );
  assert.equal(
    body.assignees.reduce((sum, { count }) => sum + count, 0),
    (COUNT / 3) * 2,
  );
});

test('unread is what somebody else did since the last look', async () => {
  const ticket = await t.make.ticket({ createdBy: customer });
  const unread = async (client: TestClient) => {
    const { body } = await client.call(listTickets, { query: { search: ticket.number } });
    return body.items[0]!.unread;
  };
  assert.equal(await unread(clients['customer']!), false, 'own');
  assert.equal(await unread(clients['partner']!), true, 'of a colleague');
  const seen = await clients['partner']!.call(markRead, { params: { kind: 'ticket', id: ticket.id } });
  assert.equal(seen.status, 204);
  assert.equal(await unread(clients['partner']!), false);
  t.advance(1000);
  await clients['staff']!.call(updateTicket, { params: { id: ticket.id }, body: { status: 'backlog' } });
  assert.equal(await unread(clients['partner']!), true);
  assert.equal(await unread(clients['customer']!), true);
  assert.equal(await unread(clients['staff']!), false);
});

test('suspected spam is on the list of staff only', async () => {
  const spam = await t.make.ticket({ company: bakery, quarantined: true });
  for (const [role, count] of [
    ['customer', 0],
    ['partner', 0],
    ['staff', 1],
  ] as const) {
    const { body } = await clients[role]!.call(listTickets, { query: { search: spam.number } });
    assert.equal(body.items.length, count, role);
  }
});

test('wildcards, quotes and garbage are text', async () => {
  const odd = await t.make.ticket({ company: bakery, subject: `100% "O'Reilly" \\ _x_; drop table tickets` });
  for (const search of ['100%', `o'reilly`, '\\ _X_', '"o', '; DROP']) {
    const { body } = await clients['customer']!.call(listTickets, { query: { search } });
    assert.deepEqual(
      body.items.map(({ id }) => id),
      [odd.id],
      search,
    );
  }
  for (const search of ['%', '_', '\\']) {
    const { body } = await clients['customer']!.call(listTickets, { query: { search } });
    assert.equal(body.items.length, 1, search);
  }
});

test('a query that makes no sense is refused', async () => {
  const { body } = await clients['customer']!.call(listTickets, { query: { limit: 3 } });
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const id = body.items[0]!.id;
  for (const cursor of [
    'x',
    '{}',
    encode(null),
    encode(['  changed desc', [], 'x', id]),
    encode([' changed desc', [], 1e300, id]),
    encode([' changed desc', [], 1, `${id}'`]),
    encode([' changed desc', ['\u0000'], 1, id]),
    encode([' changed desc', {}, 1, id]),
  ]) {
    const { status, problem } = await clients['customer']!.call(listTickets, { query: { cursor } });
    assert.equal(status, 422, cursor);
    assert.deepEqual(problem.errors?.[0], {
      field: '?cursor',
      code: 'invalid_value',
      message: 'Not a cursor of this list.',
    });
  }
  const other = await clients['customer']!.call(listTickets, { query: { cursor: body.cursor!, sort: 'subject' } });
  assert.equal(other.status, 422, 'a cursor of another order');
  const nul = await clients['customer']!.call(listTickets, {
    query: { sort: 'subject', cursor: encode([' subject asc', [], 'a\u0000', id]) },
  });
  assert.equal(nul.status, 422);
  for (const query of [
    'limit=0',
    'limit=201',
    'limit=x',
    'status=nope',
    'sort=id',
    'company=1',
    'order=x',
    'search=%00',
  ]) {
    assert.equal((await clients['customer']!.request(`/tickets?${query}`)).status, 422, query);
  }
});

test('nobody gets a list without a login', async () => {
  assert.equal((await t.call(listTickets)).status, 401);
  assert.equal((await t.call(getTicketFacets)).status, 401);
});

test('a cursor comes back as it was, and fits its own order only', () => {
  const cursor = { ranks: ['2', 'müller\u0001'], key: 1795479222656951, id: 'fcf0edfb-ef15-47f8-8a2c-465736989f00' };
  const text = writeCursor(cursor, 'status changed desc');
  assert.match(text, /^[\w-]+$/);
  assert.deepEqual(readCursor(text, { order: 'status changed desc', ranks: 2, key: 'number' }), cursor);
  assert.throws(() => readCursor(text, { order: 'status changed asc', ranks: 2, key: 'number' }));
});
