import type { TicketAccess } from '../../../src/contract/contacts.ts';
import type { Language } from '../../../src/contract/language.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import { recordIsVisible } from '../history/history.store.ts';
import { ACCESS_TOKEN_LIFETIME, signAccessToken } from '../identity/access-token.ts';
import type { UserActor } from '../identity/actor.ts';
import { normaliseEmail } from '../identity/email.domain.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { requireStaff } from '../identity/permissions.ts';
import { limit } from '../identity/rate-limit.ts';
import { hashToken } from '../identity/secrets.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';
import {
  awaitsConfirmation,
  confirmByLink,
  findAccess,
  findConfirmedTicket,
  revokeLinks,
} from './ticket-link.store.ts';
import { LINK_DAYS, makeLink } from './ticket-link.ts';

/*
 * The link to one ticket, for its contact, who has confirmed an address and has no account.
 *
 *     mail → #/t/<token> → exchangeLink → access token of ten minutes → ContactActor → the ticket, its public history, answers
 *
 * The token is made when the mail is sent: nothing but the mail ever holds it, the database has its hash. Opening the page does nothing by
 * itself, so that the scanner of a mail server neither uses the link up nor is told anything.
 */

/**
 * The access token for a link. With `confirm`, the reader says that the ticket is theirs, which confirms the address where the link was sent for that.
 * @throws Problem 403 `email_not_verified` as long as nobody has confirmed by such a link; 410 `link_expired`, whatever else is wrong with it; 429 after too
 * many wrong ones from an address
 */
export async function exchangeLink(
  deps: Deps,
  { token, confirm = false }: { token: string; confirm?: boolean },
  ip: string,
): Promise<TicketAccess> {
  const hash = hashToken(token);
  const now = deps.clock();
  if (confirm) await deps.db.system((tx) => confirmByLink(tx, hash, now));
  const found = await deps.db.system((tx) => findAccess(tx, hash, now), 'read');
  if (!found) {
    if (await deps.db.system((tx) => awaitsConfirmation(tx, hash, now), 'read'))
      throw new Problem(403, 'email_not_verified');
    // Only wrong tokens are counted: whoever has a right one may come back as often as they like.
    await limit(deps, 'ticket_link_ip', ip);
    throw new Problem(410, 'link_expired');
  }
  const { link, ...access } = found;
  return { accessToken: signAccessToken(deps, { link }), expiresIn: ACCESS_TOKEN_LIFETIME, ...access };
}

export interface TicketLinkJob {
  number: string;
  /** Normalised. */
  email: string;
  language: Language;
}

/** Has a new link mailed if the address is the confirmed contact of the ticket. Neither the answer nor its time tells whether it is. */
export async function requestLink(deps: Deps, body: TicketLinkJob, ip: string): Promise<void> {
  const email = normaliseEmail(body.email);
  await limit(deps, 'new_ticket_link_ip', ip);
  await limit(deps, 'new_ticket_link', email ?? body.email);
  if (email === null) return;
  const number = body.number.toUpperCase();
  const { language } = body;
  await deps.db.system((tx) => enqueue(tx, 'ticket-link', { number, email, language } satisfies TicketLinkJob));
}

/** The job that mails a new link. It looks up whether the address is the contact's, so that asking takes the same time for every address. */
export async function sendTicketLink(deps: Deps, { number, email, language }: TicketLinkJob): Promise<void> {
  const ticketId = await deps.db.system((tx) => findConfirmedTicket(tx, number, email), 'read');
  if (ticketId === undefined) return;
  const link = await makeLink(deps, ticketId, email);
  await mailPerson(
    deps,
    email,
    ({ mails }) => REQUESTED_MAILS.ticketLink.write(mails, number, link, LINK_DAYS),
    language,
  );
}

/** Ends the links to a ticket that were mailed so far. 404 for a ticket the actor does not see, 403 unless staff. */
export function revokeTicketLinks(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  ticketId: string,
): Promise<void> {
  return write(async (tx) => {
    if (!(await recordIsVisible(tx, actor, { kind: 'ticket', id: ticketId }))) throw notFound();
    requireStaff(actor);
    await revokeLinks(tx, ticketId, clock());
  });
}
