import type { Deps } from '../../deps.ts';
import { hashToken, newToken } from '../identity/secrets.ts';
import { insertLink } from './ticket-link.store.ts';

/** Days a link opens its ticket. Each mail brings a new one, and prolongs those before it. */
export const LINK_DAYS = 90;
const DAY = 24 * 60 * 60 * 1000;

/**
 * Makes a link for the contact of a ticket, and returns its address. Behind `#`, the token reaches no server's log and no referrer. With `confirms`, the
 * contact may confirm the address on the link's page.
 */
export async function makeLink(
  { db, clock, config }: Deps,
  ticketId: string,
  email: string,
  { confirms = false } = {},
): Promise<string> {
  const token = newToken();
  const now = clock();
  const expiresAt = new Date(now.getTime() + LINK_DAYS * DAY);
  await db.system((tx) => insertLink(tx, { ticketId, email, hash: hashToken(token), expiresAt, confirms }, now));
  return `${config.publicUrl}/#/t/${token}`;
}
