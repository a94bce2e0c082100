import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { exchangeTicketLink } from '../../../src/contract/contacts.ts';
import { cancelDocument, declineDocument } from '../../../src/contract/documents.ts';
import { createMessage, type RecordParams } from '../../../src/contract/history.ts';
import { declineOrder } from '../../../src/contract/orders.ts';
import { setPermissions } from '../../../src/contract/session.ts';
import { getTicket } from '../../../src/contract/tickets.ts';
import { contactOf } from '../../testing/contacts.ts';
import { createOrderWorld } from '../../testing/order-world.ts';
import { createSigningWorld } from '../../testing/signing-world.ts';
import type { TestApp } from '../../testing/test-app.ts';
import type { TestClient } from '../../testing/test-client.ts';
import { NOTICES, type NoticeEvent } from './mail-matrix.ts';
import { MERGE_TIME } from './mails.service.ts';

const TEAM = 'team@example.com';

const w = await createOrderWorld({ config: { supportAddress: TEAM } });
const signing = await createSigningWorld({ config: { supportAddress: TEAM } });
const { t, company, users } = w;
const permissions = ['offers', 'orders', 'invoices', 'subscriptions'] as const;
const author = await t.make.user({ company, permissions: [...permissions] });
const customer = await t.as(author);
const employee = users.staff;

/** Events that a test below has brought about. */
const tried = new Set<NoticeEvent>();

afterEach(() => {
  for (const app of [t, signing.t]) app.mails.length = 0;
});

after(async () => {
  await t.close();
  await signing.t.close();
  assert.deepEqual([...tried].sort(), Object.keys(NOTICES).sort(), 'each event of the matrix has a test');
});

/** Runs also the jobs that wait for others, without letting time pass: the database takes messages from about now only. */
async function runAllJobs(app: TestApp): Promise<void> {
  await app.rows(sql`update outbox set run_at = least(run_at, now()) where attempts = 0`);
  await app.runJobs();
}

/** What the mails that are due say and to whom: `address | subject | path`, without those sent before. */
async function mailed(app: TestApp, ...events: NoticeEvent[]): Promise<string[]> {
  for (const event of events) tried.add(event);
  await runAllJobs(app);
  const lines = app.mails.splice(0).map(({ to, subject, paragraphs }) => {
    const links = new Set(paragraphs.filter((text) => text.startsWith('https://portal.example/#/')));
    assert.equal(links.size, 1, 'the same link in each language');
    return `${to} | ${subject} | ${[...links][0]!.slice('https://portal.example/#'.length)}`;
  });
  for (const line of lines) await assertOpens(app, line);
  return lines.sort();
}

/** Checks that the link in a mail opens for whoever owns the address. The team reads its mails as employees do. */
async function assertOpens(app: TestApp, line: string): Promise<void> {
  const [to, , path = ''] = line.split(' | ');
  const token = /^\/t\/(.+)$/.exec(path)?.[1];
  if (token !== undefined) {
    assert.equal((await app.call(exchangeTicketLink, { body: { token } })).status, 200, line);
    return;
  }
  const [user] =
    to === TEAM ? [employeeOf(app)] : await app.rows(sql<{ id: string }>`select id from users where email = ${to}`);
  const client = await app.as(user!);
  // Offers and sales orders have a page each, and one operation.
  const { status } = await client.request(path.replace('/offers/', '/orders/'));
  assert.equal(status, 200, line);
}

const employeeOf = (app: TestApp) => (app === t ? employee : signing.users.staff);

async function write(client: TestClient, params: RecordParams, body = 'GEHEIM'): Promise<void> {
  assert.equal((await client.call(createMessage, { params, body: { body } })).status, 201);
}

const forget = async (app: TestApp) => void (await mailed(app));

describe('a message of the customer', () => {
  for (const [kind, make, about, path] of [
    ['ticket', () => t.make.ticket({ createdBy: author }), /zum Ticket T-.* about ticket T-/, 'tickets/ID'],
    ['order', () => t.make.order({ company }), /zum Angebot AN-.* about offer AN-/, 'offers/ID'],
    [
      'order',
      () => t.make.order({ company, status: 'ordered' }),
      /zum Verkaufsauftrag AN-.* about sales order AN-/,
      'orders/ID',
    ],
    ['invoice', () => t.make.invoice({ company }), /zur Rechnung RE-.* about invoice RE-/, 'invoices/ID'],
    [
      'subscription',
      () => t.make.subscription({ company }),
      /zum Abonnement AB-.* about subscription/,
      'subscriptions',
    ],
  ] as const) {
    test(`on a ${kind} (${path}) is told to the assigned employee, else to the team, else to nobody`, async () => {
      const { id } = await make();
      const params = { kind, id };
      const assign = (to: string | null) =>
        t.rows(sql`update ${sql.table(`${kind}s`)} set assignee_id = ${to} where id = ${id}`);
      for (const [assignee, told] of [
        [employee.id, employee.email],
        [null, TEAM],
      ] as const) {
        await assign(assignee);
        await write(customer, params);
        const lines = await mailed(t, 'messageOfCustomer');
        assert.equal(lines.length, 1);
        const [to, subject = '', link] = lines[0]!.split(' | ');
        assert.deepEqual([to, link], [told, `/${path.replace('ID', id)}`]);
        assert.match(subject, about);
      }
      const { supportAddress, ...config } = t.deps.config;
      t.deps.config = config;
      await write(customer, params);
      assert.deepEqual(await mailed(t), []);
      t.deps.config = { ...config, supportAddress: supportAddress! };
    });
  }

  test('on a document is told to the assigned employee, else to the team', async () => {
    const { id } = await signing.send();
    await forget(signing.t);
    const about = 'Nachricht des Kunden zu einem Dokument / Message of the customer about a document';
    await write(signing.clients.signer, { kind: 'document', id });
    assert.deepEqual(await mailed(signing.t), [`${TEAM} | ${about} | /documents/${id}`]);
    const looksAfter = await signing.t.make.staff();
    await signing.assign({ id }, looksAfter);
    await write(signing.clients.signer, { kind: 'document', id });
    assert.deepEqual(await mailed(signing.t), [`${looksAfter.email} | ${about} | /documents/${id}`]);
  });

  test('is told once, if several come within minutes, and again later', async () => {
    const ticket = await t.make.ticket({ createdBy: author, assignee: employee });
    const params = { kind: 'ticket', id: ticket.id } as const;
    for (let count = 0; count < 3; count++) await write(customer, params);
    await t.runJobs();
    assert.deepEqual(t.mails, [], 'others may follow');
    t.advance(MERGE_TIME + 1000);
    await t.runJobs();
    assert.equal(t.mails.splice(0).length, 1);
    await write(await t.as(author), params);
    assert.equal((await mailed(t)).length, 1);
  });

  test('of a contact without an account is told, and nothing they typed is in the mail (abuse 56)', async () => {
    const ticket = await t.make.ticket({ company: null, subject: 'Gratis-Pillen', assignee: employee });
    await write(await contactOf(t, ticket.id), { kind: 'ticket', id: ticket.id });
    await runAllJobs(t);
    assert.deepEqual(
      t.mails.map(({ to }) => to),
      [employee.email],
    );
    assert.doesNotMatch(JSON.stringify(t.mails), /GEHEIM|Pillen|Erika|kontakt/);
  });

  test('that opens a ticket again says so', async () => {
    const ticket = await t.make.ticket({ createdBy: author, assignee: employee, status: 'done' });
    await write(await t.as(author), { kind: 'ticket', id: ticket.id });
    const { number, id } = ticket;
    assert.deepEqual(await mailed(t, 'ticketReopened'), [
      `${employee.email} | Ticket ${number} ist wieder offen / Ticket ${number} is open again | /tickets/${id}`,
    ]);
  });

  test('goes to the team instead of an employee who has left', async () => {
    const gone = await t.make.staff();
    const ticket = await t.make.ticket({ createdBy: author, assignee: gone });
    await t.rows(sql`update users set disabled_at = now() where id = ${gone.id}`);
    await write(await t.as(author), { kind: 'ticket', id: ticket.id });
    assert.match((await mailed(t)).join(), /^team@example\.com \| Nachricht/);
  });
});

describe('a message of staff', () => {
  test('reaches everybody of the company who may see the record, and nobody else', async () => {
    const invoice = await t.make.invoice({ company });
    const clerk = await t.make.user({ company, permissions: ['invoices'] });
    const revoked = await t.make.user({ company, permissions: ['invoices'] });
    const staff = await t.as(employee);
    await staff.call(setPermissions, { params: { id: revoked.id }, body: { permissions: [] } });
    await write(staff, { kind: 'invoice', id: invoice.id });
    const lines = await mailed(t, 'messageOfStaff');
    const told = [author.email, clerk.email, users.unpermitted.email].sort();
    assert.deepEqual(
      lines.map((line) => line.split(' | ')[0]),
      told,
    );
    assert.ok(lines.every((line) => line.endsWith(`/invoices/${invoice.id}`)));
  });

  test('on a ticket says beforehand whether anybody is mailed', async () => {
    const staff = await t.as(employee);
    const ofAnotherCompany = await t.make.user();
    for (const [options, confirmed, told] of [
      [{ company: null }, false, false],
      [{ company: null }, true, true],
      [{ createdBy: author }, false, true],
      [{ company, email: ofAnotherCompany.email }, false, false],
      [{ createdBy: author, quarantined: true }, false, false],
    ] as const) {
      const { id } = await t.make.ticket(options);
      if (confirmed) await t.rows(sql`update tickets set contact_verified_at = now() where id = ${id}`);
      const { body } = await staff.call(getTicket, { params: { id } });
      assert.equal(body.staff?.mailed, told);
      await write(staff, { kind: 'ticket', id });
      await runAllJobs(t);
      assert.equal(t.mails.splice(0).length, told ? 1 : 0);
    }
  });

  test('about an order links to what each of them may open', async () => {
    const both = await t.make.company();
    const seller = await t.make.user({ company: both, permissions: ['offers'] });
    const buyer = await t.make.user({ company: both, permissions: ['orders'] });
    const { id } = await t.make.order({ company: both });
    await t.rows(sql`update orders set status = 'ordered', ordered_at = now() where id = ${id}`);
    await write(await t.as(employee), { kind: 'order', id });
    const links = (await mailed(t)).map((line) => [line.split(' | ')[0], line.split(' | ')[2]]);
    assert.deepEqual(
      links.sort(),
      [
        [seller.email, `/offers/${id}`],
        [buyer.email, `/orders/${id}`],
      ].sort(),
    );
  });

  test('is mailed to nobody who lost the record before the mail was sent', async () => {
    const other = await t.make.company();
    const invoice = await t.make.invoice({ company: other });
    const clerk = await t.make.user({ company: other, permissions: ['invoices'] });
    await write(await t.as(employee), { kind: 'invoice', id: invoice.id });
    await t.rows(sql`update users set permissions = '{}' where id = ${clerk.id}`);
    assert.deepEqual(await mailed(t), []);
  });
});

test('an answer to an offer is told to the employee, and confirmed to whoever accepted', async () => {
  const accepted = await w.offer();
  assert.equal((await w.accept(await t.as(users.buyer), accepted)).status, 200);
  const lines = await mailed(t, 'offerAccepted', 'offerConfirmed');
  const { number, id } = accepted;
  assert.deepEqual(
    lines,
    [
      `${users.buyer.email} | Angebot ${number} angenommen / Offer ${number} accepted | /orders/${id}`,
      `${employee.email} | Angebot ${number} wurde angenommen / Offer ${number} has been accepted | /orders/${id}`,
    ].sort(),
  );
  const declined = await w.offer();
  await t.rows(sql`update orders set assignee_id = null where id = ${declined.id}`);
  const { sha256 } = declined;
  const client = await t.as(users.buyer);
  const answer = await client.call(declineOrder, { params: { id: declined.id }, body: { sha256, reason: 'GEHEIM' } });
  assert.equal(answer.status, 200);
  assert.match((await mailed(t, 'offerDeclined')).join(), /^team@example\.com \| Angebot .* wurde abgelehnt /);
});

describe('documents', () => {
  const { signer, second, staff } = signing.users;
  const both = {
    signers: [
      ['Kunde', signer, 1],
      ['Zeugin', second, 2],
    ],
  } as const;
  const subjects = async (...events: NoticeEvent[]) =>
    (await mailed(signing.t, ...events)).map((line) => line.split(' | ').slice(0, 2).join(' | ').split(' / ')[0]);
  const sendToBoth = async () => {
    const sent = await signing.send({ signers: both.signers.map(([...one]) => one) });
    await signing.assign(sent, staff);
    return sent;
  };

  test('from the request to the last signature', async () => {
    const { id } = await sendToBoth();
    assert.deepEqual(await subjects('signatureRequested'), [
      `${signer.email} | Ein Dokument wartet auf Ihre Unterschrift`,
    ]);
    const first = await signing.t.as(signer);
    await signing.sign(first, await signing.look(first, { id }));
    assert.deepEqual(
      await subjects('signatureGiven'),
      [
        `${second.email} | Ein Dokument wartet auf Ihre Unterschrift`,
        `${staff.email} | Ein Dokument wurde unterschrieben`,
      ].sort(),
    );
    const last = await signing.t.as(second);
    await signing.sign(last, await signing.look(last, { id }));
    const done = 'Ein Dokument ist fertig unterschrieben';
    assert.deepEqual(
      await subjects('documentSigned'),
      [signer, second, staff].map(({ email }) => `${email} | ${done}`).sort(),
    );
  });

  test('that end are told to all others', async () => {
    const ended = ({ email }: { email: string }) => `${email} | Ein Dokument wird nicht unterschrieben`;
    const declined = await sendToBoth();
    await forget(signing.t);
    const client = await signing.t.as(signer);
    await client.call(declineDocument, { params: { id: declined.id }, body: { reason: 'GEHEIM' } });
    assert.deepEqual(await subjects('documentEnded'), [second, staff].map(ended).sort());
    const cancelled = await sendToBoth();
    await forget(signing.t);
    const desk = await signing.t.as(staff);
    await desk.call(cancelDocument, { params: { id: cancelled.id }, body: { reason: 'GEHEIM' } });
    assert.deepEqual(await subjects(), [signer, second].map(ended).sort(), 'but not to whoever ended it');
  });

  test('that wait are brought to mind', async () => {
    const { id } = await signing.send({ settings: { remindDays: 3 } });
    await forget(signing.t);
    signing.t.advance(4 * 24 * 60 * 60 * 1000);
    await signing.t.runCleanUps();
    assert.deepEqual(await subjects('signatureReminder'), [
      `${signer.email} | Erinnerung: Ein Dokument wartet auf Ihre Unterschrift`,
    ]);
    await forget(signing.t);
    assert.ok(id);
  });
});
