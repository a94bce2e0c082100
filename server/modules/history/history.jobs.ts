import type { Deps } from '../../deps.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { type RecordMailJob, recordMail } from './record.mail.ts';

/** What histories do after commit. */
export function historyJobs({ mailer, config }: Deps): JobHandlers {
  return {
    'record-mail': (job: RecordMailJob) => mailer.send({ to: job.email, ...recordMail(job, config.publicUrl) }),
  };
}
