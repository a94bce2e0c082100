import { randomUUID } from 'node:crypto';
import type { NewGuestTicket } from '../../../src/contract/guests.ts';
import type { Language } from '../../../src/contract/language.ts';
import { TICKET_TRANSITIONS, type TicketStatus } from '../../../src/contract/tickets.limits.ts';
import type {
  NewAnonymousTicket,
  NewTicket,
  TicketContact,
  TicketPatch,
  TicketReceipt,
} from '../../../src/contract/tickets.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { createContactCode } from '../embeds/contact-code.ts';
import { verifyProof } from '../embeds/proof-of-work.ts';
import { insertEntry } from '../history/history.store.ts';
import { tellOfMessage } from '../history/records.ts';
import type { EmbedActor, GuestActor, Participant, UnknownFiler, Uploader, UserActor } from '../identity/actor.ts';
import { requireCompany } from '../identity/directory.service.ts';
import { normaliseEmail } from '../identity/email.domain.ts';
import { requireStaff } from '../identity/permissions.ts';
import { limit, refund } from '../identity/rate-limit.ts';
import { tell } from '../mails/mails.service.ts';
import { attachUploads } from '../uploads/uploads.store.ts';
import {
  insertTicket,
  lockTicket,
  mergedInto,
  type NewTicketRow,
  nextNumber,
  type TicketContent,
  type TicketState,
  ticketJson,
  updateState,
} from './tickets.store.ts';

/** One ticket, or the one it was merged into. 404 when the actor does not see it. */
export function readTicket({ actor, read }: Scope<Participant>, id: string): Promise<RawJson> {
  return read(async (tx) => requireJson(tx, actor, await mergedInto(tx, id)));
}

/** Files a ticket of a user, for their company, as a partner for a customer, or as staff for any. 422 for a company the actor does not see. */
export function createTicket({ clock }: Deps, { actor, write }: Scope<UserActor>, ticket: NewTicket): Promise<RawJson> {
  const contact: TicketContact = ticket.contact ?? {
    name: actor.name,
    email: actor.email,
    ...(actor.phone !== null && { phone: actor.phone }),
    ...(actor.company !== null && { company: actor.company.name }),
  };
  const contactEmail = requireEmail(contact.email);
  const companyId = ticket.companyId ?? actor.company?.id ?? null;
  return write(async (tx) => {
    if (companyId !== null) await requireCompany(tx, actor, companyId);
    const now = clock();
    const { id } = await fileTicket(tx, actor, ticket, {
      source: actor.role === 'staff' ? 'staff' : actor.via === 'host' ? 'onretail' : 'portal',
      contact,
      contactEmail,
      contactVerifiedAt: actor.emailVerified && contactEmail === actor.email ? now : null,
      companyId,
      createdBy: actor.id,
      embedKey: null,
      guest: null,
      quarantinedAt: null,
      createdAt: now,
    });
    return requireJson(tx, actor, id);
  });
}

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
      const receipt = await fileUnconfirmed(tx, deps, actor, ticket, {
        source: 'embed',
        contact: ticket.contact,
        contactEmail,
        companyId: null,
        embedKey: actor.key,
        guest: null,
        quarantined,
      });
      filed = true;
      return receipt;
    });
    return { receipt, quarantined };
  } finally {
    // The limit of the key counts filed tickets only. Wrong proofs and repeated requests must not close the form to everybody else.
    if (!filed) await refund(deps, 'embed_ticket', actor.key);
  }
}

/**
 * Files a ticket of a host's guest, for the company of the installation they use. Their address counts as anybody's on a website does, until
 * it is confirmed: the host may have it from what somebody typed.
 */
export async function createGuestTicket(
  deps: Deps,
  { actor, write }: Scope<GuestActor>,
  ticket: NewGuestTicket,
): Promise<TicketReceipt> {
  const { name, email, phone, company, instance } = actor;
  const contact = ticket.contact ?? {
    name,
    email,
    ...(phone !== null && { phone }),
    ...(company !== null && { company: company.name }),
  };
  const contactEmail = requireEmail(contact.email);
  await limit(deps, 'guest_ticket', `${actor.host}:${actor.subject}`);
  const context = { ...ticket.context, ...(instance !== null && { instance }) };
  return write((tx) =>
    fileUnconfirmed(
      tx,
      deps,
      actor,
      { ...ticket, context },
      {
        source: 'onretail',
        contact,
        contactEmail,
        companyId: company?.id ?? null,
        embedKey: null,
        guest: { host: actor.host, subject: actor.subject },
        quarantined: false,
      },
    ),
  );
}

/** Inserts a ticket of somebody without an account, and has the code mailed that confirms their address, unless it looks like spam. */
async function fileUnconfirmed(
  tx: Tx,
  deps: Deps,
  actor: UnknownFiler,
  content: TicketContent & { language: Language },
  {
    quarantined,
    ...filing
  }: Pick<NewTicketRow, 'source' | 'contact' | 'contactEmail' | 'companyId' | 'embedKey' | 'guest'> & {
    quarantined: boolean;
  },
): Promise<TicketReceipt> {
  const now = deps.clock();
  const { id, number } = await fileTicket(tx, actor, content, {
    ...filing,
    contactVerifiedAt: null,
    createdBy: null,
    quarantinedAt: quarantined ? now : null,
    createdAt: now,
  });
  const { contactEmail: email } = filing;
  if (!quarantined) await createContactCode(tx, deps, { ticketId: id, email, number, language: content.language });
  return { number, confirmation: !quarantined };
}

/** Inserts a ticket with its attachments, and returns its id and number. */
async function fileTicket(
  tx: Tx,
  actor: Uploader,
  content: TicketContent,
  filing: Omit<NewTicketRow, keyof TicketContent | 'id' | 'number'>,
): Promise<{ id: string; number: string }> {
  const id = randomUUID();
  const number = await nextNumber(tx, filing.createdAt);
  await insertTicket(tx, { ...content, ...filing, id, number });
  await attachUploads(tx, actor, content.attachments ?? [], { kind: 'ticket', recordId: id, entryId: null });
  return { id, number };
}

/** Changes the state of a ticket. 404 for a ticket the actor does not see, 403 unless staff. */
export function changeTicket(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  patch: TicketPatch,
): Promise<RawJson> {
  return write(async (tx) => {
    const before = await lockTicket(tx, actor, id);
    if (!before) throw notFound();
    requireStaff(actor);
    const now = clock();
    const after = await applyPatch(tx, actor, before, patch, now);
    const moved = after.status !== before.status;
    const publicly =
      moved || (['priority', 'category', 'companyId'] as const).some((field) => after[field] !== before[field]);
    await updateState(tx, id, after, publicly ? { at: now, by: actor.id } : undefined);
    if (moved) await insertStatusEntry(tx, actor, id, before.status, after.status, now);
    return requireJson(tx, actor, id);
  });
}

/** Called after a message. If the customer wrote it, the ticket may be in progress again. The other side is told by mail. */
export async function onTicketMessage(tx: Tx, actor: Participant, id: string, now: Date): Promise<void> {
  const before = (await lockTicket(tx, actor, id))!;
  const status = actor.role === 'staff' ? before.status : statusAfterAnswer(before.status);
  await updateState(tx, id, { ...before, status }, { at: now, by: actor.id });
  if (status !== before.status) await insertStatusEntry(tx, actor, id, before.status, status, now);
  const record = { kind: 'ticket', id } as const;
  if (before.status === 'done' && status !== 'done') await tell(tx, 'ticketReopened', { record, by: actor.id }, now);
  else await tellOfMessage(tx, actor, record, now);
}

/** Whether staff may move a ticket from one status to another. To the same status is always allowed, so that a repeated request does no harm. */
export function mayMove(from: TicketStatus, to: TicketStatus): boolean {
  return from === to || TICKET_TRANSITIONS[from].includes(to);
}

/** The status of a ticket after its customer has written: one that waited for that, or was done, is in progress again. */
export function statusAfterAnswer(status: TicketStatus): TicketStatus {
  return status === 'waiting' || status === 'done' ? 'in_progress' : status;
}

/** The line of the history about a change of status. */
export async function insertStatusEntry(
  tx: Tx,
  actor: Participant,
  recordId: string,
  from: TicketStatus,
  to: TicketStatus,
  now: Date,
): Promise<void> {
  await insertEntry(tx, actor, { recordKind: 'ticket', recordId, kind: 'status', change: { from, to } }, now);
}

/** The state after a patch. 409 `invalid_transition`, 422 naming the field. */
async function applyPatch(
  tx: Tx,
  actor: UserActor,
  before: TicketState,
  patch: TicketPatch,
  now: Date,
): Promise<TicketState> {
  const { status = before.status, companyId = before.companyId, quarantined } = patch;
  if (!mayMove(before.status, status)) {
    throw new Problem(409, 'invalid_transition', { detail: `From ${before.status} to ${status}.` });
  }
  if (companyId !== before.companyId) {
    // A ticket that a company has seen must not disappear from it and turn up at another one.
    if (before.companyId !== null)
      throw new Problem(409, 'invalid_transition', { detail: 'It belongs to a company already.' });
    await requireCompany(tx, actor, companyId!);
  }
  return {
    status,
    companyId,
    priority: patch.priority ?? before.priority,
    category: patch.category ?? before.category,
    quarantinedAt:
      quarantined === undefined ? before.quarantinedAt : quarantined ? (before.quarantinedAt ?? now) : null,
  };
}

/** The normalised address of a contact. 422 when no mail could be sent to it. */
function requireEmail(email: string): string {
  const normalised = normaliseEmail(email);
  if (normalised === null)
    throw invalidInput([{ field: '/contact/email', code: 'invalid_format', message: 'Not an e-mail address.' }]);
  return normalised;
}

/** The ticket as the actor sees it. 404 when they do not. */
export async function requireJson(tx: Tx, actor: Participant, id: string): Promise<RawJson> {
  const json = await ticketJson(tx, actor, id);
  if (json === undefined) throw notFound();
  return new RawJson(json);
}
