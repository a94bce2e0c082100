import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/** Attempts of one job; after the last it stays in the table with its error. */
export const ATTEMPTS_MAX = 12;

export interface Job {
  id: number;
  kind: string;
  payload: never;
  /** This one included. */
  attempts: number;
}

/**
 * Takes the next due job for `seconds`: whoever ends before it is done leaves it to the next one after that time. The attempt counts when it
 * begins, so a job that ends the process comes to an end too.
 */
export async function takeJob(tx: Tx, kinds: string[], now: Date, seconds: number): Promise<Job | undefined> {
  const { rows } = await sql<Job>`
    update outbox set attempts = attempts + 1, run_at = ${new Date(now.getTime() + seconds * 1000)}
    where id = (
      select id from outbox
      where done_at is null and run_at <= ${now} and attempts < ${ATTEMPTS_MAX} and kind = any(${kinds})
      order by run_at, id limit 1 for update skip locked
    )
    returning id, kind, payload, attempts
  `.execute(tx);
  return rows[0];
}

/** Whoever took too long has lost the job to a later attempt, which says how it ended. */
const own = ({ id, attempts }: Job) => sql`id = ${id} and attempts = ${attempts} and done_at is null`;

export async function finishJob(tx: Tx, job: Job, now: Date): Promise<void> {
  await sql`update outbox set done_at = ${now}, last_error = null where ${own(job)}`.execute(tx);
}

/** Notes what went wrong, and when to try again. */
export async function postponeJob(tx: Tx, job: Job, error: string, runAt: Date): Promise<void> {
  await sql`update outbox set last_error = ${error}, run_at = ${runAt} where ${own(job)}`.execute(tx);
}

/** Jobs that are due from now on: 0 for none, otherwise milliseconds until the first. */
export async function nextDue(tx: Tx, kinds: string[]): Promise<Date | undefined> {
  const { rows } = await sql<{ runAt: Date | null }>`
    select min(run_at) as "runAt" from outbox where done_at is null and attempts < ${ATTEMPTS_MAX} and kind = any(${kinds})
  `.execute(tx);
  return rows[0]?.runAt ?? undefined;
}
