import type { Deps } from '../../deps.ts';
import type { JobHandlers } from '../outbox/outbox.ts';
import { answerMail } from './tickets.mail.ts';

/** An answer somebody is told about. */
export interface AnswerJob {
  email: string;
  number: string;
  ticketId: string;
}

/** What tickets do after commit. */
export function ticketJobs({ mailer, config }: Deps): JobHandlers {
  return {
    'ticket-answer': ({ email, number, ticketId }: AnswerJob) =>
      mailer.send({ to: email, ...answerMail(number, `${config.publicUrl}/#/tickets/${ticketId}`) }),
  };
}
