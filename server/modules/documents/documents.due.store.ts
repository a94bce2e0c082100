import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

const overdue = (now: Date) => sql`status = 'waiting' and expires_at <= ${now}`;
const unreminded = (now: Date) => sql`
  status = 'waiting' and coalesce(expires_at, 'infinity') > ${now} and reminded_at + remind_days * interval '1 day' <= ${now}
`;

/** Documents whose time is over. */
export async function overdueDocuments(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from documents where ${overdue(now)}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Whether a document's time is over and nobody has ended it; nobody else does until the transaction ends. */
export async function lockOverdue(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`select from documents where id = ${id}::uuid and ${overdue(now)} for update`.execute(tx);
  return rows.length > 0;
}

/** Documents whose signers are to be reminded. */
export async function dueReminders(tx: Tx, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from documents where ${unreminded(now)}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Notes that signers are reminded; false when somebody else was faster. */
export async function markReminded(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update documents set reminded_at = ${now} where id = ${id}::uuid and ${unreminded(now)} returning 1
  `.execute(tx);
  return rows.length > 0;
}
