import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { sql } from 'kysely';
import {
  dismissAccessRequest,
  grantAccess,
  listAccessRequests,
  requestAccess,
} from '../../../src/contract/contacts.ts';
import { redeemLink } from '../../../src/contract/session.ts';
import { listTickets } from '../../../src/contract/tickets.ts';
import { contactOf, createContactsWorld, linkTo, throughLink } from '../../testing/contacts.ts';

const { t, staff, fileTicket, exchange } = await createContactsWorld();

after(() => t.close());

test('who asks for an account gets it from staff, and finds the ticket in the list', async () => {
  const ticket = await fileTicket();
  const token = await linkTo(t, ticket.id);
  const contact = await throughLink(t, token);
  const company = await t.make.company({ name: 'Café Sperl' });
  for (let i = 0; i < 2; i++)
    assert.equal(
      (await contact.call(requestAccess, { body: { language: 'en' } })).status,
      204,
      'asking twice does no harm',
    );
  assert.equal((await exchange(token)).body.account, 'requested');
  const { body } = await staff.call(listAccessRequests);
  const mine = body.items.filter(({ email }) => email === ticket.email);
  assert.deepEqual(
    mine.map(({ name, ticket: { number }, company: of }) => [name, number, of]),
    [['Erika Muster', ticket.number, null]],
  );
  const grant = (companyId: string) => staff.call(grantAccess, { params: { id: mine[0]!.id }, body: { companyId } });
  assert.equal((await grant(randomUUID())).problem.errors?.[0]?.field, '/companyId');
  t.mails.length = 0;
  assert.equal((await grant(company.id)).status, 204);
  assert.equal((await grant(company.id)).status, 404, 'it is settled');
  assert.equal((await exchange(token)).body.account, 'exists');
  await t.runJobs();
  const [mail] = t.mails;
  assert.equal(mail!.to, ticket.email);
  const login = mail!.paragraphs.map((text) => /#\/login\/([\w-]+)$/.exec(text)?.[1]).find(Boolean)!;
  const own = t.with({ origin: t.deps.config.publicUrl });
  const session = await own.call(redeemLink, { body: { token: login } });
  assert.deepEqual(
    [session.body.name, session.body.company?.name, session.body.role],
    ['Erika Muster', 'Café Sperl', 'customer'],
  );
  const user = own.with({ cookie: session.headers.get('set-cookie')!.split(';')[0]! });
  const list = await user.call(listTickets);
  assert.deepEqual(
    list.body.items.map(({ id }) => id),
    [ticket.id],
  );
});

test('a request can be settled without an account', async () => {
  const ticket = await fileTicket();
  const contact = await contactOf(t, ticket.id);
  await contact.call(requestAccess, { body: { language: 'de' } });
  const { body } = await staff.call(listAccessRequests);
  const { id } = body.items.find(({ email }) => email === ticket.email)!;
  assert.equal((await staff.call(dismissAccessRequest, { params: { id } })).status, 204);
  assert.equal((await staff.call(dismissAccessRequest, { params: { id } })).status, 404);
  assert.equal((await t.rows(sql`select from users where email = ${ticket.email}`)).length, 0);
});
