import { sql } from 'kysely';
import type { Deps } from '../../deps.ts';
import { type CleanUp, cleanUpBy } from '../outbox/clean-up.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { type ContactCodeJob, sendContactCode } from './contact-code.ts';

/** What the embeds do after commit. */
export function embedJobs(deps: Deps): JobHandlers {
  return { 'contact-code': (job: ContactCodeJob) => sendContactCode(deps, job) };
}

/** Codes nobody can use any more. */
export const EMBED_CLEAN_UPS: Record<string, CleanUp> = {
  contact_codes: cleanUpBy((tx, now) => sql`delete from contact_codes where expires_at < ${now}`.execute(tx)),
};
