import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { exchangeTicketLink } from '../../src/contract/contacts.ts';
import { createMessage, type NewMessage } from '../../src/contract/history.ts';
import { insertLink } from '../modules/contacts/ticket-link.store.ts';
import { hashToken, newToken } from '../modules/identity/secrets.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

const DAY = 24 * 60 * 60 * 1000;

/** A server with an employee, and everything that is about contacts of tickets. */
export async function createContactsWorld() {
  const t = await createTestApp({ config: { proxyHops: 1 } });
  const employee = await t.make.staff({ name: 'Lukas Steiner' });
  const staff = await t.as(employee);
  const embedKey = await t.make.embedKey();
  let visitors = 0;

  /** A visitor from an address of their own, because there is a limit for each. */
  const somewhere = () => t.with({ 'x-forwarded-for': `10.1.0.${++visitors}` });

  return {
    t,
    employee,
    staff,
    somewhere,

    /** A ticket that was filed without a login, with a confirmed address unless said otherwise. */
    async fileTicket({ confirmed = true, email = `gast${randomUUID()}@example.com` } = {}) {
      const words = { subject: 'Gratis-Pillen', description: 'BESUCHERTEXT' };
      const ticket = await t.make.ticket({ company: null, email, embedKey, ...words });
      if (confirmed) await t.rows(sql`update tickets set contact_verified_at = now() where id = ${ticket.id}`);
      return { ...ticket, email };
    },

    /** Has staff write on a ticket, and the mails about it sent. */
    async answer(ticket: { id: string }, message: NewMessage = { body: 'Wir sehen es uns an.' }) {
      const client = await t.as(employee);
      const sent = await client.call(createMessage, { params: ticketParams(ticket), body: message });
      assert.equal(sent.status, 201);
      await t.runJobs();
      return sent.body;
    },

    /** The token in the newest mail to an address; undefined if there is none. */
    mailedToken(email: string): string | undefined {
      const mail = t.mails.findLast(({ to }) => to === email);
      return mail?.paragraphs.map((text) => /#\/t\/([\w-]+)$/.exec(text)?.[1]).find(Boolean);
    },

    exchange: (token: string, client: TestClient = somewhere()) => client.call(exchangeTicketLink, { body: { token } }),
  };
}

export const ticketParams = ({ id }: { id: string }) => ({ kind: 'ticket' as const, id });

/** Confirms the contact of a ticket, and makes a link for them; returns its token. */
export async function linkTo(t: TestApp, ticketId: string): Promise<string> {
  const token = newToken();
  const now = t.deps.clock();
  const [ticket] = await t.rows(sql<{ email: string }>`
    update tickets set contact_verified_at = now() where id = ${ticketId}::uuid returning contact_email as email
  `);
  const link = {
    ticketId,
    email: ticket!.email,
    hash: hashToken(token),
    expiresAt: new Date(now.getTime() + 90 * DAY),
    confirms: false,
  };
  await t.deps.db.system((tx) => insertLink(tx, link, now));
  return token;
}

/** The contact of a ticket, who has come through the link with this token. */
export async function throughLink(t: TestApp, token: string): Promise<TestClient> {
  const { status, body } = await t.call(exchangeTicketLink, { body: { token } });
  assert.equal(status, 200);
  return t.with({ authorization: `Bearer ${body.accessToken}` });
}

/** The contact of a ticket, who has come through a new link. */
export const contactOf = async (t: TestApp, ticketId: string): Promise<TestClient> =>
  throughLink(t, await linkTo(t, ticketId));
