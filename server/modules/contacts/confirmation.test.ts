import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import { exchangeTicketLink, resendConfirmation } from '../../../src/contract/contacts.ts';
import { listHistory } from '../../../src/contract/history.ts';
import { getTicket } from '../../../src/contract/tickets.ts';
import { createContactsWorld, throughLink, ticketParams } from '../../testing/contacts.ts';

const { t, staff, somewhere, fileTicket, answer, mailedToken, exchange } = await createContactsWorld();

after(() => t.close());

const resend = ({ id }: { id: string }, client = staff) => client.call(resendConfirmation, { params: { id } });

/** A ticket whose contact was sent the confirmation again, and the token in that mail. */
async function asked() {
  const ticket = await fileTicket({ confirmed: false });
  assert.equal((await resend(ticket)).status, 204);
  await t.runJobs();
  return { ticket, token: mailedToken(ticket.email)! };
}

const confirm = (token: string) => somewhere().call(exchangeTicketLink, { body: { token, confirm: true } });

const staffSees = async ({ id }: { id: string }) => (await staff.call(getTicket, { params: { id } })).body.staff!;

test('the mail says nothing that a visitor typed, and its link confirms once the reader says so', async () => {
  const { ticket, token } = await asked();
  const mail = t.mails.at(-1)!;
  assert.match(mail.subject, new RegExp(`^Bitte bestätigen Sie .* ${ticket.number} / Please confirm `));
  assert.doesNotMatch(JSON.stringify(mail), /Pillen|BESUCHERTEXT|Erika/);
  assert.deepEqual([(await staffSees(ticket)).confirmable, (await staffSees(ticket)).mailed], [true, false]);

  for (let scan = 0; scan < 2; scan++) {
    const opened = await exchange(token);
    assert.deepEqual([opened.status, opened.problem.code], [403, 'email_not_verified'], 'a scanner confirms nothing');
  }
  assert.equal((await staffSees(ticket)).contactVerified, false);

  const confirmed = await confirm(token);
  assert.deepEqual([confirmed.status, confirmed.body.ticketId], [200, ticket.id]);
  const { contactVerified, mailed, confirmable, linked } = await staffSees(ticket);
  assert.deepEqual([contactVerified, mailed, confirmable, linked], [true, true, false, true]);
  await answer(ticket);
  assert.match(t.mails.at(-1)!.subject, /Neue Antwort/);
  assert.equal((await exchange(token)).status, 200, 'it goes on opening the ticket');
});

test('a link confirms once: what was taken back stays so', async () => {
  const { ticket, token } = await asked();
  await confirm(token);
  await t.rows(sql`update tickets set contact_verified_at = null where id = ${ticket.id}`);
  assert.equal((await confirm(token)).problem.code, 'link_expired');
});

test('no other link confirms: guessed, revoked, expired, or of an address that is not the contact’s any more', async () => {
  assert.equal((await confirm('x'.repeat(43))).problem.code, 'link_expired');
  for (const change of [
    sql`update ticket_links set revoked_at = now() where ticket_id = `,
    sql`update ticket_links set expires_at = now() where ticket_id = `,
    sql`update ticket_links set confirms = false where ticket_id = `,
    sql`update tickets set contact_email = 'other@example.com' where id = `,
    sql`update tickets set quarantined_at = now() where id = `,
  ]) {
    const { ticket, token } = await asked();
    await t.rows(sql`${change}${ticket.id}::uuid`);
    assert.equal((await confirm(token)).problem.code, 'link_expired');
    assert.equal((await staffSees(ticket)).contactVerified, false);
  }
});

test('there is nothing to confirm of a contact who is confirmed, quarantined or named by a user', async () => {
  const quarantined = await fileTicket({ confirmed: false });
  await t.rows(sql`update tickets set quarantined_at = now() where id = ${quarantined.id}`);
  // The contact that a user typed may be anybody: they must not be let in by it.
  const named = await t.make.ticket({ createdBy: await t.make.user(), email: 'victim@example.com' });
  const before = t.mails.length;
  for (const ticket of [await fileTicket(), quarantined, named]) {
    assert.deepEqual(
      [(await resend(ticket)).problem.code, (await staffSees(ticket)).confirmable],
      ['invalid_transition', false],
    );
  }
  await t.runJobs();
  assert.equal(t.mails.length, before);
});

test('one address gets only some of these mails, whoever sends them and about whatever', async () => {
  const email = 'often@example.com';
  const statuses = [];
  for (let count = 0; count < 6; count++)
    statuses.push((await resend(await fileTicket({ confirmed: false, email }))).status);
  assert.deepEqual(statuses, [204, 204, 204, 204, 204, 429]);
});

test('that it was sent is in the history, for staff only', async () => {
  const { ticket, token } = await asked();
  await confirm(token);
  const read = async (client: typeof staff) =>
    (await client.call(listHistory, { params: ticketParams(ticket), query: {} })).body.items;
  const entries = await read(staff);
  assert.deepEqual(
    entries.map((entry) => entry.kind === 'confirmation' && [entry.to, entry.author.name]),
    [[ticket.email, 'Lukas Steiner']],
  );
  assert.deepEqual(await read(await throughLink(t, token)), []);
});
