import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { exchangeTicketLink } from '../../src/contract/contacts.ts';
import { insertLink } from '../modules/contacts/ticket-link.store.ts';
import { hashToken, newToken } from '../modules/identity/secrets.ts';
import type { TestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

const DAY = 24 * 60 * 60 * 1000;

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
