import { inEveryLanguage } from '../../words/words.ts';
import type { ServerModule } from '../module.ts';
import { registerTickets } from './tickets.routes.ts';
import { type AnswerJob, onTicketMessage } from './tickets.service.ts';
import { assignTicket, lockTicket } from './tickets.store.ts';

export const ticketsModule: ServerModule = {
  routes: registerTickets,
  jobs: ({ mailer, config }) => ({
    'ticket-answer': ({ email, number, ticketId }: AnswerJob) =>
      mailer.send({
        to: email,
        ...inEveryLanguage(({ mails }) => mails.message.ticket(number, `${config.publicUrl}/#/tickets/${ticketId}`)),
      }),
  }),
  records: { ticket: { lock: lockTicket, onMessage: onTicketMessage, assign: assignTicket } },
};
