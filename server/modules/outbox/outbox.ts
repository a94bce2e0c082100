import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';

/**
 * The outbox: work that has to happen after a transaction, and only if it commits, such as a mail.
 *
 * A request writes a job into the table `outbox` in its own transaction (`enqueue`). A worker takes jobs that are due (`takeJob`), runs the
 * handler of their kind and notes the outcome (`finishJob`, `postponeJob`). If the process dies in between, another worker takes the job over
 * when its lease has ended, so a handler may run more than once with the same payload, but never not at all.
 *
 * @example
 * await write(async (tx) => {
 *   await insertTicket(tx, ticket);
 *   await enqueue(tx, 'ticket-answer', { email, number, ticketId } satisfies AnswerJob);
 * });
 */
export async function enqueue(tx: Tx, kind: string, payload: object): Promise<void> {
  await sql`insert into outbox (kind, payload) values (${kind}, ${JSON.stringify(payload)}::jsonb)`.execute(tx);
  await sql`select pg_notify('outbox', '')`.execute(tx);
}

/** Does one job of a kind. It may be called again with the same payload. */
export type JobHandler = (payload: never) => Promise<void>;

/** Handlers by kind of job. */
export type JobHandlers = Record<string, JobHandler>;

/** After so many attempts a job is given up: it stays in the table with its last error. */
export const ATTEMPTS_MAX = 12;

export interface OutboxJob {
  id: number;
  kind: string;
  payload: never;
  /** How often the job has been taken, including this time. */
  attempts: number;
}

/**
 * Takes the next job that is due, and leases it for `leaseSeconds`: after that time another worker may take it. The attempt is counted when
 * it begins, so that a job that kills the process is given up too.
 */
export async function takeJob(
  tx: Tx,
  kinds: string[],
  now: Date,
  leaseSeconds: number,
): Promise<OutboxJob | undefined> {
  const { rows } = await sql<OutboxJob>`
    update outbox set attempts = attempts + 1, run_at = ${new Date(now.getTime() + leaseSeconds * 1000)}
    where id = (
      select id from outbox
      where done_at is null and run_at <= ${now} and attempts < ${ATTEMPTS_MAX} and kind = any(${kinds})
      order by run_at, id limit 1 for update skip locked
    )
    returning id, kind, payload, attempts
  `.execute(tx);
  return rows[0];
}

/** Matches a job only while no later attempt has taken it over: whoever exceeds the lease no longer decides how the job ended. */
const isStillLeased = ({ id, attempts }: OutboxJob) => sql`id = ${id} and attempts = ${attempts} and done_at is null`;

export async function finishJob(tx: Tx, job: OutboxJob, now: Date): Promise<void> {
  await sql`update outbox set done_at = ${now}, last_error = null where ${isStillLeased(job)}`.execute(tx);
}

/** Notes what went wrong, and when to try again. */
export async function postponeJob(tx: Tx, job: OutboxJob, error: string, runAt: Date): Promise<void> {
  await sql`update outbox set last_error = ${error}, run_at = ${runAt} where ${isStillLeased(job)}`.execute(tx);
}

/** When the next job is due; undefined when there is none. */
export async function nextDue(tx: Tx, kinds: string[]): Promise<Date | undefined> {
  const { rows } = await sql<{ runAt: Date | null }>`
    select min(run_at) as "runAt" from outbox where done_at is null and attempts < ${ATTEMPTS_MAX} and kind = any(${kinds})
  `.execute(tx);
  return rows[0]?.runAt ?? undefined;
}
