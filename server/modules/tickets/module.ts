import type { ServerModule } from '../module.ts';
import { answerMail } from './tickets.mail.ts';
import { type AnswerJob, ticketRules } from './tickets.record.ts';
import { registerTickets } from './tickets.routes.ts';

export const ticketsModule: ServerModule = {
  routes: registerTickets,
  jobs: ({ mailer, config }) => ({
    'ticket-answer': ({ email, number, ticketId }: AnswerJob) =>
      mailer.send({ to: email, ...answerMail(number, `${config.publicUrl}/#/tickets/${ticketId}`) }),
  }),
  records: { ticket: ticketRules },
};
