import type { ApiWords } from '../../words/de.ts';
import { inEveryLanguage } from '../../words/words.ts';
import type { Mail } from '../outbox/mailer.ts';

/** What customers know a record as. Tickets and documents have mails of their own. */
export type MailedRecord = Exclude<keyof ApiWords['mails']['message'], 'ticket'>;

export interface RecordMailJob {
  record: MailedRecord;
  id: string;
  number: string;
  email: string;
}

/** Where in the portal a record is read. */
const pathOf = ({ record, id }: RecordMailJob): string =>
  record === 'subscription' ? 'subscriptions' : `${record}s/${id}`;

/** Tells somebody that there is a message. */
export const recordMail = (job: RecordMailJob, publicUrl: string): Mail => ({
  to: job.email,
  ...inEveryLanguage(({ mails }) => mails.message[job.record](job.number, `${publicUrl}/#/${pathOf(job)}`)),
});
