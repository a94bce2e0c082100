import { sql } from 'kysely';
import type { Deps } from '../../deps.ts';
import { type CleanUp, cleanUpBy } from '../outbox/clean-up.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { type LoginLinkJob, sendLoginLink } from './login-link.ts';

/** What identity does after commit. */
export function identityJobs(deps: Deps): JobHandlers {
  return { 'login-link': (job: LoginLinkJob) => sendLoginLink(deps, job) };
}

/** Sessions and links that nobody can use any more. */
export const IDENTITY_CLEAN_UPS: Record<string, CleanUp> = {
  sessions: cleanUpBy((tx, now) => sql`delete from sessions where expires_at < ${now}`.execute(tx)),
  verifications: cleanUpBy((tx, now) => sql`delete from verifications where expires_at < ${now}`.execute(tx)),
};
