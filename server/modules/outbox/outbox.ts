import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';

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
 *   await enqueue(tx, 'login-link', { email, language } satisfies LoginLinkJob);
 * });
 *
 * @param waiting Lets the job wait until `runAt`. Until somebody begins with it, no second job with the same `key` is written.
 */
export async function enqueue(
  tx: Tx,
  kind: string,
  payload: object,
  waiting?: { key: string; runAt: Date },
): Promise<void> {
  await sql`
    insert into outbox (kind, payload, merge_key, run_at)
    values (${kind}, ${JSON.stringify(payload)}::jsonb, ${waiting?.key ?? null}, coalesce(${waiting?.runAt ?? null}, now()))
    on conflict do nothing
  `.execute(tx);
  await sql`select pg_notify('outbox', '')`.execute(tx);
}

/** Does one job of a kind. It may be called again with the same payload. */
type JobHandler = (payload: never) => Promise<void>;

/** Handlers by kind of job. */
export type JobHandlers = Record<string, JobHandler>;

/** After so many attempts a job is given up: it stays in the table with its last error. */
export const ATTEMPTS_MAX = 12;

interface OutboxJob {
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
async function takeJob(tx: Tx, kinds: string[], now: Date, leaseSeconds: number): Promise<OutboxJob | undefined> {
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

async function finishJob(tx: Tx, job: OutboxJob, now: Date): Promise<void> {
  await sql`update outbox set done_at = ${now}, last_error = null where ${isStillLeased(job)}`.execute(tx);
}

/** Notes what went wrong, and when to try again. */
async function postponeJob(tx: Tx, job: OutboxJob, error: string, runAt: Date): Promise<void> {
  await sql`update outbox set last_error = ${error}, run_at = ${runAt} where ${isStillLeased(job)}`.execute(tx);
}

/** When the next job is due; undefined when there is none. */
async function nextDue(tx: Tx, kinds: string[]): Promise<Date | undefined> {
  const { rows } = await sql<{ runAt: Date | null }>`
    select min(run_at) as "runAt" from outbox where done_at is null and attempts < ${ATTEMPTS_MAX} and kind = any(${kinds})
  `.execute(tx);
  return rows[0]?.runAt ?? undefined;
}

/** Seconds a job may take before another worker takes it over. */
const LEASE = 120;
/** Milliseconds after which the worker looks for jobs again, even without a notification from the database. */
const POLL = 30_000;
/** Milliseconds until the first retry of a job, and the longest time between two attempts. */
const FIRST_RETRY = 5_000;
const LAST_RETRY = 60 * 60 * 1000;

type WorkerDeps = Pick<Deps, 'db' | 'clock' | 'log'>;

interface Worker {
  /** Runs every job that is due, and resolves when none is left. */
  drain(): Promise<void>;
  /** Lets the current job finish, and takes no more. */
  stop(): Promise<void>;
}

/** Runs the jobs of the outbox, one after the other. Any number of processes may each run a worker. */
export async function startWorker({ db, clock, log }: WorkerDeps, handlers: JobHandlers): Promise<Worker> {
  const kinds = Object.keys(handlers);
  let stopped = false;
  let running: Promise<void> | undefined;
  let again = false;
  let timer: NodeJS.Timeout | undefined;

  async function runJob(job: OutboxJob): Promise<void> {
    try {
      await handlers[job.kind]!(job.payload);
      await db.system((tx) => finishJob(tx, job, clock()));
    } catch (error) {
      log.error('A job failed.', error, { job: job.id, kind: job.kind, attempt: job.attempts });
      const message = error instanceof Error ? error.message : String(error);
      await db.system((tx) => postponeJob(tx, job, message, new Date(clock().getTime() + delayAfter(job.attempts))));
    }
  }

  async function runAll(): Promise<void> {
    clearTimeout(timer);
    let wait = POLL;
    try {
      while (!stopped) {
        const job = await db.system((tx) => takeJob(tx, kinds, clock(), LEASE));
        if (!job) break;
        await runJob(job);
      }
      const due = stopped ? undefined : await db.system((tx) => nextDue(tx, kinds), 'read');
      if (due) wait = Math.min(POLL, Math.max(100, due.getTime() - clock().getTime()));
    } catch (error) {
      // The jobs are still in the table when the database can be reached again.
      log.error('The outbox could not be read.', error);
      wait = FIRST_RETRY;
    }
    if (!stopped) timer = setTimeout(wake, wait).unref();
  }

  function wake(): Promise<void> {
    if (running) {
      again = true;
      return running;
    }
    again = false;
    running = runAll().finally(() => {
      running = undefined;
      return again && !stopped ? wake() : undefined;
    });
    return running;
  }

  const unlisten = await db.listen('outbox', wake, wake);
  void wake();

  return {
    async drain() {
      await running;
      await wake();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await unlisten();
      await running;
    },
  };
}

/** Milliseconds until the next attempt: doubles each time, from 5 seconds to an hour. */
function delayAfter(attempts: number): number {
  return Math.min(LAST_RETRY, FIRST_RETRY * 2 ** (attempts - 1));
}
