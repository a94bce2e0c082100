import { sql } from 'kysely';
import type { Language } from '../../../src/contract/language.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import type { UnknownFiler } from '../identity/actor.ts';
import { mailPerson } from '../identity/mail-person.ts';
import { limit, refund } from '../identity/rate-limit.ts';
import { isMailedCode, mailedCode } from '../identity/secrets.ts';
import { REQUESTED_MAILS } from '../mails/mail-matrix.ts';
import { enqueue } from '../outbox/outbox.ts';

/** Attempts per code: one of 200,000 codes can be guessed. */
const ATTEMPTS_MAX = 5;
/** Milliseconds a code is valid. */
const LIFETIME = 24 * 60 * 60 * 1000;

/** The code that confirms the contact of a ticket. */
const contactCode = ({ config }: Pick<Deps, 'config'>, ticketId: string): string =>
  mailedCode(config.secret, 'contact-code', ticketId);

/** What the mail with the code is made from: of all that a visitor typed, only the address. */
export interface ContactCodeJob {
  ticketId: string;
  /** Normalised. */
  email: string;
  number: string;
  language: Language;
}

/** Has the code mailed that confirms the contact's address, in the transaction that files the ticket. */
export async function createContactCode(tx: Tx, deps: Deps, job: ContactCodeJob): Promise<void> {
  await insertCode(tx, job.ticketId, new Date(deps.clock().getTime() + LIFETIME));
  await enqueue(tx, 'contact-code', { ...job });
}

/** The job. One address gets only some of these mails per hour, however often somebody types it into forms. */
export async function sendContactCode(
  deps: Deps,
  { ticketId, email, number, language }: ContactCodeJob,
): Promise<void> {
  try {
    await limit(deps, 'contact_mail', email);
  } catch (refusal) {
    if (refusal instanceof Problem) return;
    throw refusal;
  }
  try {
    const code = contactCode(deps, ticketId);
    await mailPerson(deps, email, ({ mails }) => REQUESTED_MAILS.contactCode.write(mails, number, code), language);
  } catch (failure) {
    // Only mails that were sent count. Otherwise a mail server that cannot be reached for a while would use the limit up.
    await refund(deps, 'contact_mail', email);
    throw failure;
  }
}

/**
 * Confirms the address of a ticket's contact with the mailed code, on a page like the one it was filed on. A right code may be sent again, because the answer may have been lost.
 * @throws Problem 422 `code_invalid`, the same for an unknown ticket, a wrong code and one without attempts left
 */
export async function confirmByCode(
  deps: Deps,
  filer: UnknownFiler,
  { number, code, ip }: { number: string; code: string; ip: string },
): Promise<void> {
  await limit(deps, 'confirmation_ip', ip);
  const now = deps.clock();
  const confirmed = await deps.db.system(async (tx) => {
    const ticketId = await takeAttempt(tx, filer, { number, now, attempts: ATTEMPTS_MAX });
    if (!ticketId || !isMailedCode(code, contactCode(deps, ticketId))) return false;
    await confirmContact(tx, ticketId, now);
    return true;
  });
  // Thrown outside of the transaction, which counts the attempt.
  if (!confirmed) throw new Problem(422, 'code_invalid');
}

async function insertCode(tx: Tx, ticketId: string, expiresAt: Date): Promise<void> {
  await sql`insert into contact_codes (ticket_id, expires_at) values (${ticketId}, ${expiresAt})`.execute(tx);
}

/** Uses up one attempt at the code of a ticket that was filed with the same embed key, or by the same guest, and returns the ticket's id. Undefined without attempts left. */
async function takeAttempt(
  tx: Tx,
  filer: UnknownFiler,
  attempt: { number: string; now: Date; attempts: number },
): Promise<string | undefined> {
  const isTheirs =
    filer.kind === 'embed'
      ? sql`t.embed_key = ${filer.key}`
      : sql`t.host_id = ${filer.host} and t.host_subject = ${filer.subject}`;
  const { rows } = await sql<{ id: string }>`
    update contact_codes c set attempts = attempts + 1 from tickets t
    where t.id = c.ticket_id and t.number = ${attempt.number} and ${isTheirs}
      and c.expires_at > ${attempt.now} and c.attempts < ${attempt.attempts}
    returning t.id
  `.execute(tx);
  return rows[0]?.id;
}

/** Notes that whoever filed the ticket has proved to own the address. */
async function confirmContact(tx: Tx, ticketId: string, now: Date): Promise<void> {
  await sql`update tickets set contact_verified_at = coalesce(contact_verified_at, ${now}) where id = ${ticketId}`.execute(
    tx,
  );
}

export async function deleteExpiredCodes(tx: Tx, now: Date): Promise<void> {
  await sql`delete from contact_codes where expires_at < ${now}`.execute(tx);
}
