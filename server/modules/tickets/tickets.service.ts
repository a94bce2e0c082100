import { randomUUID } from 'node:crypto';
import type { NewTicket, TicketContact, TicketPatch } from '../../../src/contract/tickets.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { insertEntry } from '../history/history.store.ts';
import type { UserActor } from '../identity/actor.ts';
import { companyExists } from '../identity/directory.store.ts';
import { normaliseEmail } from '../identity/email.domain.ts';
import { attachUploads } from '../uploads/uploads.store.ts';
import { mayMove } from './tickets.domain.ts';
import {
  insertTicket,
  lockTicket,
  nextNumber,
  staffName,
  type TicketState,
  ticketJson,
  updateState,
} from './tickets.store.ts';

/** 404 for a ticket the actor does not see. */
export function readTicket({ actor, read }: Scope<UserActor>, id: string): Promise<RawJson> {
  return read((tx) => requireJson(tx, actor, id));
}

/** Files a ticket of somebody logged in, for their company or, as staff, for any. */
export function createTicket({ clock }: Deps, { actor, write }: Scope<UserActor>, ticket: NewTicket): Promise<RawJson> {
  const contact: TicketContact = ticket.contact ?? {
    name: actor.name,
    email: actor.email,
    ...(actor.phone !== null && { phone: actor.phone }),
    ...(actor.company !== null && { company: actor.company.name }),
  };
  const contactEmail = requireEmail(contact.email);
  const isStaff = actor.role === 'staff';
  if (ticket.companyId !== undefined && !isStaff) {
    throw invalidInput([{ field: '/companyId', code: 'unknown_field', message: 'Only staff choose a company.' }]);
  }
  return write(async (tx) => {
    const companyId = isStaff ? (ticket.companyId ?? null) : actor.company!.id;
    if (isStaff && companyId !== null) await requireCompany(tx, companyId);
    const now = clock();
    const id = randomUUID();
    await insertTicket(tx, {
      id,
      number: await nextNumber(tx, now),
      subject: ticket.subject,
      description: ticket.description,
      category: ticket.category,
      priority: ticket.priority,
      source: isStaff ? 'staff' : actor.via === 'host' ? 'onretail' : 'portal',
      context: ticket.context ?? {},
      contact,
      contactEmail,
      contactVerifiedAt: actor.emailVerified && contactEmail === actor.email ? now : null,
      companyId,
      createdBy: actor.id,
      embedKey: null,
      quarantinedAt: null,
      createdAt: now,
    });
    await attachUploads(tx, actor, ticket.attachments ?? [], { kind: 'ticket', recordId: id, entryId: null });
    return requireJson(tx, actor, id);
  });
}

/** Changes a ticket's state, as staff. Whoever does not see it gets 404, whoever may not 403. */
export function changeTicket(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  id: string,
  patch: TicketPatch,
): Promise<RawJson> {
  return write(async (tx) => {
    const before = await lockTicket(tx, actor, id);
    if (!before) throw notFound();
    if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
    const now = clock();
    const after = await applyPatch(tx, before, patch, now);
    const assigned = after.assigneeId !== before.assigneeId;
    const moved = after.status !== before.status;
    const publicly =
      moved ||
      assigned ||
      (['priority', 'category', 'companyId'] as const).some((field) => after[field] !== before[field]);
    await updateState(tx, id, after, publicly ? { at: now, by: actor.id } : undefined);
    const entry = { recordKind: 'ticket', recordId: id } as const;
    if (moved)
      await insertEntry(
        tx,
        actor,
        { ...entry, kind: 'status', change: { from: before.status, to: after.status } },
        now,
      );
    if (assigned) {
      const [from = null, to = null] = await Promise.all([nameOf(tx, before.assigneeId), nameOf(tx, after.assigneeId)]);
      await insertEntry(tx, actor, { ...entry, kind: 'assignment', change: { from, to } }, now);
    }
    return requireJson(tx, actor, id);
  });
}

async function applyPatch(tx: Tx, before: TicketState, patch: TicketPatch, now: Date): Promise<TicketState> {
  const { status = before.status, assigneeId = before.assigneeId, companyId = before.companyId, quarantined } = patch;
  if (!mayMove(before.status, status)) {
    throw new Problem(409, 'invalid_transition', { detail: `From ${before.status} to ${status}.` });
  }
  if (assigneeId !== null && assigneeId !== before.assigneeId && !(await staffName(tx, assigneeId))) {
    throw invalidInput([{ field: '/assigneeId', code: 'invalid_value', message: 'Not an employee.' }]);
  }
  if (companyId !== before.companyId) {
    // What a company has seen must not disappear from it, and turn up at another one.
    if (before.companyId !== null)
      throw new Problem(409, 'invalid_transition', { detail: 'It belongs to a company already.' });
    await requireCompany(tx, companyId!);
  }
  return {
    status,
    assigneeId,
    companyId,
    priority: patch.priority ?? before.priority,
    category: patch.category ?? before.category,
    quarantinedAt:
      quarantined === undefined ? before.quarantinedAt : quarantined ? (before.quarantinedAt ?? now) : null,
  };
}

/** The normalised address of a contact; 422 when no mail could be sent there. */
export function requireEmail(email: string): string {
  const normalised = normaliseEmail(email);
  if (normalised === null)
    throw invalidInput([{ field: '/contact/email', code: 'invalid_format', message: 'Not an e-mail address.' }]);
  return normalised;
}

async function requireCompany(tx: Tx, id: string): Promise<void> {
  if (!(await companyExists(tx, id)))
    throw invalidInput([{ field: '/companyId', code: 'invalid_value', message: 'No such company.' }]);
}

async function requireJson(tx: Tx, actor: UserActor, id: string): Promise<RawJson> {
  const json = await ticketJson(tx, actor, id);
  if (json === undefined) throw notFound();
  return rawJson(json);
}

async function nameOf(tx: Tx, id: string | null): Promise<string | undefined> {
  return id === null ? undefined : staffName(tx, id);
}
