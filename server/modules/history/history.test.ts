import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, beforeEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import {
  createMessage,
  getAttachment,
  type HistoryEntry,
  listHistory,
  type MessageEntry,
  markRead,
  type NewMessage,
  updateMessage,
} from '../../../src/contract/history.ts';
import { getTicket, listTickets, updateTicket } from '../../../src/contract/tickets.ts';
import type { TestTicket } from '../../testing/factories.ts';
import { createTestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';

let ticket: TestTicket;
let params: { kind: 'ticket'; id: string };

const t = await createTestApp();
const reseller = await t.make.partner();
const company = await t.make.company({ partner: reseller });
const author = await t.make.user({ company, name: 'Anna Huber' });
const customer = await t.as(author);
const colleague = await t.as(await t.make.user({ company }));
const partner = await t.as(await t.make.user({ company: reseller, role: 'partner' }));
const staff = await t.as(await t.make.staff({ name: 'Jakob Berger' }));
const stranger = await t.as(await t.make.user());

beforeEach(async () => {
  ticket = await t.make.ticket({ createdBy: author });
  params = { kind: 'ticket', id: ticket.id };
});

after(() => t.close());

const write = (client: TestClient, body: NewMessage) => client.call(createMessage, { params, body });

async function read(client: TestClient): Promise<HistoryEntry[]> {
  const { status, body } = await client.call(listHistory, { params, query: {} });
  assert.equal(status, 200);
  return body.items;
}

const texts = (entries: HistoryEntry[]) => entries.map((entry) => (entry.kind === 'message' ? entry.body : entry.kind));

/** Those of the tests before. */
async function forgetMails(): Promise<void> {
  await t.runJobs();
  t.mails.length = 0;
}

describe('messages', () => {
  test('of both sides, with attachments, are there for everybody who sees the record', async () => {
    const attachment = await customer.upload('notiz.txt', 'Inhalt');
    const { status, body } = await write(customer, { body: '  Guten Tag,\n<b>x</b> ', attachments: [attachment] });
    assert.equal(status, 201);
    assert.deepEqual(body.author, { name: 'Anna Huber', side: 'customer', picture: null });
    assert.equal(body.body, '  Guten Tag,\n<b>x</b> ');
    await write(staff, { body: 'Wir sehen nach.' });
    for (const client of [customer, colleague, partner, staff]) {
      const entries = await read(client);
      assert.deepEqual(texts(entries), ['  Guten Tag,\n<b>x</b> ', 'Wir sehen nach.']);
      assert.deepEqual(
        (entries[0] as MessageEntry).attachments.map(({ id, name }) => [id, name]),
        [[attachment, 'notiz.txt']],
      );
      assert.equal((await client.call(getAttachment, { params: { id: attachment } })).status, 200);
    }
    assert.equal((await stranger.call(getAttachment, { params: { id: attachment } })).status, 404, 'abuse 16');
    const { body: seen } = await customer.call(getTicket, { params: { id: ticket.id } });
    assert.deepEqual(seen.attachments, [], 'belong to the message, not to the ticket');
  });

  test('change what the list shows', async () => {
    const changedAt = async () => (await customer.call(getTicket, { params: { id: ticket.id } })).body.changedAt;
    const before = await changedAt();
    t.advance(1000);
    await write(staff, { body: 'Antwort' });
    assert.ok((await changedAt()) > before);
    const { body } = await customer.call(listTickets, { query: { search: ticket.number } });
    assert.equal(body.items[0]!.unread, true);
    assert.equal((await customer.call(markRead, { params })).status, 204);
    assert.equal((await customer.call(listTickets, { query: { search: ticket.number } })).body.items[0]!.unread, false);
  });

  test('are written once, however often they are sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      [1, 2, 3].map(() => customer.call(createMessage, { params, body: { body: 'Einmal' } }, { key })),
    );
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
    assert.deepEqual(texts(await read(customer)), ['Einmal']);
  });

  test('are refused when they are none (abuse 21, 43, 48)', async () => {
    for (const [body, field, code] of [
      [{ body: ' \u200b\n' }, '/body', 'required'],
      [{ body: 'a\u0000' }, '/body', 'invalid_value'],
      [{ body: 'x'.repeat(20_001) }, '/body', 'too_long'],
      [{ body: 'x', attachments: Array.from({ length: 21 }, () => randomUUID()) }, '/attachments', 'too_many'],
      [{ body: 'x', authorId: randomUUID() }, '/authorId', 'unknown_field'],
    ] as [NewMessage, string, string][]) {
      const { status, problem } = await write(customer, body);
      assert.deepEqual([status, problem.errors?.[0]?.field, problem.errors?.[0]?.code], [422, field, code]);
    }
  });

  test('take along own uploads only, and all or nothing (abuse 22)', async () => {
    const own = await customer.upload('notiz.txt', 'Inhalt');
    const { status } = await write(customer, {
      body: 'x',
      attachments: [own, await staff.upload('notiz.txt', 'Inhalt')],
    });
    assert.equal(status, 404);
    assert.deepEqual(await read(customer), []);
    assert.equal((await write(customer, { body: 'x', attachments: [own] })).status, 201);
  });
});

describe('an answer of the customer’s side', () => {
  for (const [from, to] of [
    ['waiting', 'in_progress'],
    ['done', 'in_progress'],
    ['new', 'new'],
    ['backlog', 'backlog'],
    ['in_progress', 'in_progress'],
  ] as const) {
    test(`takes a ticket from ${from} to ${to}`, async () => {
      for (const client of [colleague, partner]) {
        ticket = await t.make.ticket({ company, status: from });
        params = { kind: 'ticket', id: ticket.id };
        await write(client, { body: 'Hier die Auskunft.' });
        assert.equal((await staff.call(getTicket, { params: { id: ticket.id } })).body.status, to);
        const entries = await read(client);
        assert.deepEqual(texts(entries), from === to ? ['Hier die Auskunft.'] : ['Hier die Auskunft.', 'status']);
        if (entries[1]?.kind === 'status') assert.deepEqual([entries[1].from, entries[1].to], [from, to]);
      }
    });
  }

  test('one of staff does not', async () => {
    ticket = await t.make.ticket({ company, status: 'waiting' });
    params = { kind: 'ticket', id: ticket.id };
    await write(staff, { body: 'Noch eine Frage.' });
    assert.equal((await staff.call(getTicket, { params: { id: ticket.id } })).body.status, 'waiting');
  });
});

describe('internal notes (abuse 23)', () => {
  test('are for staff, and nobody else can tell that there are any', async () => {
    await write(customer, { body: 'Frage' });
    const before = await customer.call(getTicket, { params: { id: ticket.id } });
    t.advance(1000);
    await forgetMails();
    const attachment = await staff.upload('notiz.txt', 'Inhalt');
    const note = await write(staff, { body: 'GEHEIM', internal: true, attachments: [attachment] });
    assert.deepEqual([note.status, note.body.internal], [201, true]);
    await t.runJobs();
    assert.deepEqual(t.mails, []);
    assert.deepEqual(texts(await read(staff)), ['Frage', 'GEHEIM']);
    for (const client of [customer, partner]) {
      assert.deepEqual(texts(await read(client)), ['Frage']);
      assert.equal((await client.call(getAttachment, { params: { id: attachment } })).status, 404);
      const own = { params: { ...params, message: note.body.id }, body: { body: 'x' } };
      assert.equal((await client.call(updateMessage, own)).status, 404);
      const cursor = await client.call(listHistory, { params, query: { before: note.body.id } });
      assert.equal(cursor.status, 422, 'is no cursor either');
      const { body } = await client.call(listHistory, { params, query: { limit: 1 } });
      assert.equal(body.before, null, 'and not counted');
    }
    assert.deepEqual(
      await customer.call(getTicket, { params: { id: ticket.id } }).then(({ body }) => body),
      before.body,
    );
    assert.equal((await staff.call(getAttachment, { params: { id: attachment } })).status, 200);
    const exported = await (await customer.request('/tickets/export')).text();
    assert.ok(!exported.includes('GEHEIM'));
  });

  test('cannot be written by others', async () => {
    const { status, problem } = await write(customer, { body: 'x', internal: true });
    assert.deepEqual([status, problem.code], [403, 'forbidden']);
    assert.deepEqual(await read(staff), []);
  });
});

describe('correcting a message', () => {
  const edit = (client: TestClient, message: string, body = 'Neu') =>
    client.call(updateMessage, { params: { ...params, message }, body: { body } });

  test('is possible for a while, to who wrote it', async () => {
    const { body: message } = await write(customer, { body: 'Alt' });
    assert.equal(message.editedAt, null);
    assert.equal(Date.parse(message.editableUntil!) - Date.parse(message.createdAt), 15 * 60_000);
    t.advance(14 * 60_000);
    const { body } = await edit(customer, message.id);
    assert.deepEqual([body.body, body.id], ['Neu', message.id]);
    assert.ok(body.editedAt! > message.createdAt);
    const [forStaff] = await read(staff);
    assert.equal((forStaff as MessageEntry).editableUntil, null);
    t.advance(60_001);
    const late = await edit(customer, message.id, 'Später');
    assert.deepEqual([late.status, late.problem.code], [409, 'edit_window_closed']);
    assert.equal(((await read(customer))[0] as MessageEntry).editableUntil, null);
  });

  test('of somebody else: 403; of a foreign or missing one: 404', async () => {
    const { body: message } = await write(customer, { body: 'Alt' });
    for (const client of [colleague, partner, staff]) {
      assert.equal((await edit(client, message.id)).problem.code, 'forbidden');
    }
    assert.equal((await edit(stranger, message.id)).status, 404);
    assert.equal((await edit(customer, randomUUID())).status, 404);
    const other = await t.make.ticket({ createdBy: author });
    const elsewhere = { params: { kind: 'ticket', id: other.id, message: message.id } as const, body: { body: 'x' } };
    assert.equal((await customer.call(updateMessage, elsewhere)).status, 404);
    assert.deepEqual(texts(await read(customer)), ['Alt']);
  });

  test('is no way to change what was no message', async () => {
    await staff.call(updateTicket, { params: { id: ticket.id }, body: { status: 'backlog' } });
    const [entry] = await read(staff);
    assert.equal((await edit(staff, entry!.id)).status, 404);
  });
});

test('a repetition is not answered to whoever does not see the record any more', async () => {
  const mover = await t.make.user({ company });
  const client = await t.as(mover);
  const again = (by = client) =>
    by.call(createMessage, { params, body: { body: 'Geheim' } }, { key: 'repetition-of-mover' });
  assert.equal((await again()).status, 201);
  assert.equal((await again()).status, 201);
  const { id } = await t.make.company();
  await t.rows(sql`update users set company_id = ${id} where id = ${mover.id}`);
  assert.equal((await again(await t.as(mover))).status, 404);
  assert.equal(texts(await read(customer)).filter((text) => text === 'Geheim').length, 1);
});

test('pages go back in time, without a gap or a repetition', async () => {
  for (let i = 0; i < 12; i++)
    await write(i % 3 ? customer : staff, { body: String(i), internal: i % 3 === 0 && i > 0 });
  for (const [client, expected] of [
    [staff, [...Array(12).keys()]],
    [customer, [0, 1, 2, 4, 5, 7, 8, 10, 11]],
  ] as [TestClient, number[]][]) {
    const found: HistoryEntry[] = [];
    let before: string | null | undefined;
    do {
      const { body } = await client.call(listHistory, { params, query: { limit: 5, ...(before && { before }) } });
      found.unshift(...body.items);
      before = body.before;
    } while (before);
    assert.deepEqual(texts(found), expected.map(String));
  }
  for (const before of ['x', randomUUID()]) {
    assert.equal((await customer.call(listHistory, { params, query: { before } })).status, 422, before);
  }
});

describe('mail about an answer', () => {
  async function mailed(options: Parameters<typeof t.make.ticket>[0]): Promise<string[]> {
    ticket = await t.make.ticket(options);
    params = { kind: 'ticket', id: ticket.id };
    await forgetMails();
    await write(staff, { body: 'MITARBEITERTEXT' });
    await t.runJobs();
    const all = JSON.stringify(t.mails);
    assert.ok(!all.includes('MITARBEITERTEXT') && !all.includes(ticket.subject), 'nothing anybody wrote is in it');
    for (const mail of t.mails) {
      assert.ok(mail.subject.includes(ticket.number));
      assert.ok(mail.paragraphs.includes(`https://portal.example/#/tickets/${ticket.id}`));
    }
    return t.mails.map(({ to }) => to);
  }

  test('goes to an address that is known to be somebody’s, and to no other (abuse 56)', async () => {
    assert.deepEqual(await mailed({ company, email: 'opfer@example.org' }), []);
    assert.deepEqual(await mailed({ company: null, email: 'opfer@example.org' }), []);
    assert.deepEqual(await mailed({ company, email: author.email }), [author.email]);
    assert.deepEqual(await mailed({ createdBy: author, email: 'opfer@example.org' }), [author.email]);
    assert.deepEqual(await mailed({ company, email: author.email, quarantined: true }), []);
  });

  test('is not sent for the customer’s own answer', async () => {
    ticket = await t.make.ticket({ createdBy: author, email: author.email });
    params = { kind: 'ticket', id: ticket.id };
    await forgetMails();
    await write(customer, { body: 'x' });
    await t.runJobs();
    assert.deepEqual(t.mails, []);
  });
});

test('a foreign record has no history, by any verb (abuse 15, 17)', async () => {
  const outsider = await t.as(await t.make.user({ role: 'partner' }));
  for (const client of [stranger, outsider]) {
    const answers = [
      await client.call(listHistory, { params, query: {} }),
      await write(client, { body: 'x' }),
      await write(client, { body: 'x', internal: true }),
      await client.call(markRead, { params }),
    ];
    assert.deepEqual(
      answers.map(({ status, problem }) => [status, problem.code]),
      Array(4).fill([404, 'not_found']),
    );
  }
  assert.deepEqual(await read(staff), []);
  assert.equal((await customer.request(`/records/offer/${ticket.id}/history`)).status, 404);
  assert.equal((await customer.request(`/records/invoice/${ticket.id}/history`)).status, 403, 'abuse 18');
});

test('nothing without a login', async () => {
  assert.equal((await t.call(listHistory, { params, query: {} })).status, 401);
  assert.equal((await t.call(createMessage, { params, body: { body: 'x' } })).status, 401);
  assert.equal((await t.call(markRead, { params })).status, 401);
});
