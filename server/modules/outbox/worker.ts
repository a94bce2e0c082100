import type { Deps } from '../../deps.ts';
import { finishJob, type JobHandlers, nextDue, type OutboxJob, postponeJob, takeJob } from './outbox.ts';

/** Seconds a job may take before another worker takes it over. */
const LEASE = 120;
/** Milliseconds after which the worker looks for jobs again, even without a notification from the database. */
const POLL = 30_000;
/** Milliseconds until the first retry of a job, and the longest time between two attempts. */
const FIRST_RETRY = 5_000;
const LAST_RETRY = 60 * 60 * 1000;

type WorkerDeps = Pick<Deps, 'db' | 'clock' | 'log'>;

export interface Worker {
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
