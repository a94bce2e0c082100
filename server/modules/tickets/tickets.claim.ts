import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Somebody who proved to own their address. */
export interface Claimant {
  id: string;
  /** Normalised. */
  email: string;
  companyId: string;
}

/** Makes the tickets that were filed anonymously with exactly this address the claimant's. Suspected spam stays with staff. */
export async function claimTickets(tx: Tx, { id, email, companyId }: Claimant, now: Date): Promise<void> {
  await sql`
    update tickets set company_id = ${companyId}, created_by = ${id}, contact_verified_at = coalesce(contact_verified_at, ${now})
    where company_id is null and contact_email = ${email} and quarantined_at is null
  `.execute(tx);
}
