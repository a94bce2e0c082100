import { TICKET_TRANSITIONS, type TicketStatus } from '../../../src/contract/tickets.limits.ts';

/** Whether staff may move a ticket this way. Staying where it is always works, so that a repeated request does no harm. */
export function mayMove(from: TicketStatus, to: TicketStatus): boolean {
  return from === to || TICKET_TRANSITIONS[from].includes(to);
}

/** Where a ticket goes when its customer writes: back to work if we waited for that, or thought to be done. */
export function statusAfterAnswer(status: TicketStatus): TicketStatus {
  return status === 'waiting' || status === 'done' ? 'in_progress' : status;
}
