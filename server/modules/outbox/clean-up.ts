import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';

const HOUR = 60 * 60 * 1000;

/** Removes or ends what has expired at the moment `now`. */
export type CleanUp = (deps: Deps, now: Date) => Promise<unknown>;

/** A clean-up that needs one transaction and nothing else. */
export function cleanUpBy(work: (tx: Tx, now: Date) => Promise<unknown>): CleanUp {
  return (deps, now) => deps.db.system((tx) => work(tx, now));
}

/** Clean-ups of the tables that every module writes to. */
export const SHARED_CLEAN_UPS: Record<string, CleanUp> = {
  idempotency_keys: cleanUpBy((tx, now) =>
    sql`delete from idempotency_keys where created_at < ${hoursBefore(now, 48)}`.execute(tx),
  ),
  used_values: cleanUpBy((tx, now) => sql`delete from used_values where expires_at < ${now}`.execute(tx)),
  rate_limits: cleanUpBy((tx, now) => sql`delete from rate_limits where expire < ${now.getTime()}`.execute(tx)),
  // Jobs that failed for good stay, so that whoever operates the server can look into them.
  outbox: cleanUpBy((tx, now) => sql`delete from outbox where done_at < ${hoursBefore(now, 7 * 24)}`.execute(tx)),
};

/** Runs all clean-ups now and every hour, until the returned function is called. */
export function startCleaning(deps: Deps, cleanUps: Record<string, CleanUp>): () => Promise<void> {
  let running = runCleanUps(deps, cleanUps);
  const timer = setInterval(() => {
    running = running.then(() => runCleanUps(deps, cleanUps));
  }, HOUR).unref();
  return () => {
    clearInterval(timer);
    return running;
  };
}

/** Runs all clean-ups once. One that fails is logged, and does not keep the others from running. */
export async function runCleanUps(deps: Deps, cleanUps: Record<string, CleanUp>): Promise<void> {
  for (const [name, cleanUp] of Object.entries(cleanUps)) {
    await cleanUp(deps, deps.clock()).catch((error: unknown) => deps.log.error('A clean-up failed.', error, { name }));
  }
}

function hoursBefore(now: Date, hours: number): Date {
  return new Date(now.getTime() - hours * HOUR);
}
