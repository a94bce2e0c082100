import { randomUUID } from 'node:crypto';
import type { NewAnonymousTicket, TicketReceipt } from '../../../src/contract/tickets.ts';
import type { Deps } from '../../deps.ts';
import type { Scope } from '../../http/scope.ts';
import { createContactCode } from '../embeds/contact-code.ts';
import { verifyProof } from '../embeds/proof-of-work.ts';
import type { EmbedActor } from '../identity/actor.ts';
import { limit, refund } from '../identity/rate-limit.ts';
import { attachUploads } from '../uploads/uploads.store.ts';
import { requireEmail } from './tickets.service.ts';
import { insertTicket, nextNumber } from './tickets.store.ts';

/**
 * Files a ticket through an embed key. It belongs to nobody until the address is verified. What a robot filled the honeypot of is kept for
 * staff to look at, and answered as if nothing was wrong; no mail is sent for it.
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
      const id = randomUUID();
      const number = await nextNumber(tx, now);
      await insertTicket(tx, {
        id,
        number,
        subject: ticket.subject,
        description: ticket.description,
        category: ticket.category,
        priority: ticket.priority,
        source: 'embed',
        context: ticket.context ?? {},
        contact: ticket.contact,
        contactEmail,
        contactVerifiedAt: null,
        companyId: null,
        createdBy: null,
        embedKey: actor.key,
        quarantinedAt: quarantined ? now : null,
        createdAt: now,
      });
      await attachUploads(tx, actor, ticket.attachments ?? [], { kind: 'ticket', recordId: id, entryId: null });
      if (!quarantined)
        await createContactCode(tx, deps, { ticketId: id, email: contactEmail, number, language: ticket.language });
      filed = true;
      return { number, confirmation: !quarantined };
    });
    return { receipt, quarantined };
  } finally {
    // The key's count is of tickets: whoever sends wrong proofs, or one ticket again and again, must not close the form to everybody else.
    if (!filed) await refund(deps, 'embed_ticket', actor.key);
  }
}
