import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import { insertEntry, recordIsVisible } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { requireStaff } from '../identity/permissions.ts';
import { limit } from '../identity/rate-limit.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';
import { findUnconfirmedContact, type UnconfirmedContact } from './ticket-link.store.ts';
import { makeLink } from './ticket-link.ts';

/*
 * The confirmation of an address, sent again by staff.
 *
 * The code that was mailed when a ticket was filed can only be typed into the form it was filed with, and for a day. So staff send a link instead. Its
 * page asks whether the ticket is the reader's, and only that answer confirms the address: opening the page, as scanners of mails do, confirms nothing.
 */

/**
 * Sends the contact of a ticket a link that confirms their address, and notes it in the history. 404 for a ticket the actor does not see, 403 unless staff,
 * 409 `invalid_transition` when there is nothing to confirm, 429 when the address was sent too many confirmations.
 */
export async function resendConfirmation(
  deps: Deps,
  { actor, read, write }: Scope<UserActor>,
  ticketId: string,
): Promise<void> {
  const contact = await read(async (tx) => {
    if (!(await recordIsVisible(tx, actor, { kind: 'ticket', id: ticketId }))) throw notFound();
    requireStaff(actor);
    return findUnconfirmedContact(tx, ticketId);
  });
  if (!contact) throw new Problem(409, 'invalid_transition', { detail: 'The ticket has no contact to be confirmed.' });
  await limit(deps, 'contact_mail', contact.email);
  await write(async (tx) => {
    const change = { from: null, to: contact.email };
    const entry = { recordKind: 'ticket', recordId: ticketId, kind: 'confirmation', internal: true, change } as const;
    await insertEntry(tx, actor, entry, deps.clock());
    await enqueue(tx, 'contact-link', { ticketId, ...contact } satisfies ContactLinkJob);
  });
}

export interface ContactLinkJob extends UnconfirmedContact {
  ticketId: string;
}

/** The job that mails the link. */
export async function sendContactLink(deps: Deps, { ticketId, email, number }: ContactLinkJob): Promise<void> {
  const link = await makeLink(deps, ticketId, email, { confirms: true });
  await mailPerson(deps, email, ({ mails }) => REQUESTED_MAILS.contactLink.write(mails, number, link));
}
