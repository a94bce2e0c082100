import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

export async function insertCode(tx: Tx, ticketId: string, expiresAt: Date): Promise<void> {
  await sql`insert into contact_codes (ticket_id, expires_at) values (${ticketId}, ${expiresAt})`.execute(tx);
}

/** Uses up one attempt at the code of a ticket that was filed with this embed key, and returns the ticket's id. Undefined without attempts left. */
export async function takeAttempt(
  tx: Tx,
  attempt: { embedKey: string; number: string; now: Date; attempts: number },
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    update contact_codes c set attempts = attempts + 1 from tickets t
    where t.id = c.ticket_id and t.number = ${attempt.number} and t.embed_key = ${attempt.embedKey}
      and c.expires_at > ${attempt.now} and c.attempts < ${attempt.attempts}
    returning t.id
  `.execute(tx);
  return rows[0]?.id;
}

/** Notes that whoever filed the ticket has proved to own the address. */
export async function confirmContact(tx: Tx, ticketId: string, now: Date): Promise<void> {
  await sql`update tickets set contact_verified_at = coalesce(contact_verified_at, ${now}) where id = ${ticketId}`.execute(
    tx,
  );
}

export async function deleteExpiredCodes(tx: Tx, now: Date): Promise<void> {
  await sql`delete from contact_codes where expires_at < ${now}`.execute(tx);
}
