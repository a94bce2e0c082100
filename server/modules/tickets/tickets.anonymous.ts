import type { NewAnonymousTicket, TicketReceipt } from '../../../src/contract/tickets.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../../http/scope.ts';
import { createContactCode } from '../embeds/contact-code.ts';
import { verifyProof } from '../embeds/proof-of-work.ts';
import type { EmbedActor } from '../identity/actor.ts';
import { limit, refund } from '../identity/rate-limit.ts';
import { fileTicket, requireEmail } from './tickets.service.ts';

/**
 * Files a ticket through an embed key, without a login. It belongs to nobody until the address is verified. A ticket whose honeypot is filled
 * in, as only robots do, is quarantined: staff may look at it, it is answered like any other, and no mail is sent.
 */
export async function createAnonymousTicket(
  deps: Deps,
  { actor, write }: Scope<EmbedActor>,
  ticket: NewAnonymousTicket,
  ip: string,
): Promise<{ receipt: TicketReceipt; quarantined: boolean }> {
  const contactEmail = requireEmail(ticket.contact.email);
  const quarantined = Boolean(ticket.website?.trim());
  await limit(deps, 'embed_ticket_ip', ip);
  await limit(deps, 'embed_ticket', actor.key, { points: actor.ticketsPerHour });
  let filed = false;
  try {
    const receipt = await write(async (tx) => {
      await verifyProof(tx, deps, actor.key, ticket.proof);
      const now = deps.clock();
      const { id, number } = await fileTicket(tx, actor, ticket, {
        source: 'embed',
        contact: ticket.contact,
        contactEmail,
        contactVerifiedAt: null,
        companyId: null,
        createdBy: null,
        embedKey: actor.key,
        quarantinedAt: quarantined ? now : null,
        createdAt: now,
      });
      if (!quarantined)
        await createContactCode(tx, deps, { ticketId: id, email: contactEmail, number, language: ticket.language });
      filed = true;
      return { number, confirmation: !quarantined };
    });
    return { receipt, quarantined };
  } finally {
    // The limit of the key counts filed tickets only. Wrong proofs and repeated requests must not close the form to everybody else.
    if (!filed) await refund(deps, 'embed_ticket', actor.key);
  }
}
