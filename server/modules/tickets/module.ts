import type { ServerModule } from '../module.ts';
import { registerTickets } from './tickets.routes.ts';
import { onTicketMessage } from './tickets.service.ts';
import { assignTicket, lockTicket } from './tickets.store.ts';

export const ticketsModule: ServerModule = {
  routes: registerTickets,
  records: { ticket: { lock: lockTicket, onMessage: onTicketMessage, assign: assignTicket } },
};
