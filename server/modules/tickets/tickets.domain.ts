import { TICKET_TRANSITIONS, type TicketStatus } from '../../../src/contract/tickets.limits.ts';

/** Whether staff may move a ticket from one status to another. To the same status is always allowed, so that a repeated request does no harm. */
export function mayMove(from: TicketStatus, to: TicketStatus): boolean {
  return from === to || TICKET_TRANSITIONS[from].includes(to);
}

/** The status of a ticket after its customer has written: one that waited for that, or was done, is in progress again. */
export function statusAfterAnswer(status: TicketStatus): TicketStatus {
  return status === 'waiting' || status === 'done' ? 'in_progress' : status;
}
