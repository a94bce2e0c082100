import { mailPerson } from '../identity/mail-person.ts';
import type { ServerModule } from '../module.ts';
import { registerTickets } from './tickets.routes.ts';
import { type AnswerJob, onTicketMessage } from './tickets.service.ts';
import { lockTicket } from './tickets.store.ts';

export const ticketsModule: ServerModule = {
  routes: registerTickets,
  jobs: (deps) => ({
    'ticket-answer': ({ email, number, ticketId }: AnswerJob) =>
      mailPerson(deps, email, ({ mails }) =>
        mails.message.ticket(number, `${deps.config.publicUrl}/#/tickets/${ticketId}`),
      ),
  }),
  records: { ticket: { lock: lockTicket, onMessage: onTicketMessage } },
};
