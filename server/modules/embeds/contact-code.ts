import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { limit, refund } from '../identity/rate-limit.ts';
import { enqueue } from '../outbox/outbox.ts';
import { CODE_ATTEMPTS, CODE_LIFETIME, contactCode, isContactCode } from './contact-code.domain.ts';
import { contactCodeMail } from './contact-code.mail.ts';
import { confirmContact, insertCode, takeAttempt } from './contact-code.store.ts';

/** What the mail with the code is made from: nothing a visitor wrote but the address itself. */
export interface ContactCodeJob {
  ticketId: string;
  /** Normalised. */
  email: string;
  number: string;
  language: 'de' | 'en';
}

/** Mails the code that confirms the contact's address, in the transaction that files the ticket. */
export async function createContactCode(tx: Tx, deps: Deps, job: ContactCodeJob): Promise<void> {
  await insertCode(tx, job.ticketId, new Date(deps.clock().getTime() + CODE_LIFETIME));
  await enqueue(tx, 'contact-code', { ...job });
}

/** The job: one address gets a few of these mails an hour and no more, whoever keeps typing it into forms. */
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
    await deps.mailer.send({
      to: email,
      ...contactCodeMail(language, number, contactCode(deps.config.secret, ticketId)),
    });
  } catch (failure) {
    // Only mails that were sent count: else a mail server that is away for a minute would use up the attempts to come.
    await refund(deps, 'contact_mail', email);
    throw failure;
  }
}

/**
 * Confirms the contact's address of a ticket with the mailed code. 422 `code_invalid`, the same for an unknown ticket, a wrong code and
 * a used-up one. A right code may be sent again, for the answer may have been lost.
 */
export async function confirmByCode(
  deps: Deps,
  { embedKey, number, code, ip }: { embedKey: string; number: string; code: string; ip: string },
): Promise<void> {
  await limit(deps, 'confirmation_ip', ip);
  const now = deps.clock();
  const confirmed = await deps.db.system(async (tx) => {
    const ticketId = await takeAttempt(tx, { embedKey, number, now, attempts: CODE_ATTEMPTS });
    if (!ticketId || !isContactCode(deps.config.secret, ticketId, code)) return false;
    await confirmContact(tx, ticketId, now);
    return true;
  });
  // Outside the transaction, so that the attempt stays counted.
  if (!confirmed) throw new Problem(422, 'code_invalid');
}
