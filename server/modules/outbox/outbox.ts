import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Does one job of a kind. It may be called again with the same payload, when the process ends between doing and noting it. */
export type JobHandler = (payload: never) => Promise<void>;

/** Handlers by kind of job. */
export type JobHandlers = Record<string, JobHandler>;

/** Leaves a job behind that is done after the transaction has committed, and only then. */
export async function enqueue(tx: Tx, kind: string, payload: object): Promise<void> {
  await sql`insert into outbox (kind, payload) values (${kind}, ${JSON.stringify(payload)}::jsonb)`.execute(tx);
  await sql`select pg_notify('outbox', '')`.execute(tx);
}
