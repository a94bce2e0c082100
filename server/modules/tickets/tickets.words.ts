import { type RawBuilder, sql } from 'kysely';
import {
  TICKET_PRIORITIES,
  TICKET_STATUSES,
  type TicketPriority,
  type TicketStatus,
} from '../../../src/contract/tickets.limits.ts';

// Status and priority are stored as their position, so that they sort.

export const statusNumber = (status: TicketStatus): number => TICKET_STATUSES.indexOf(status);

export const priorityNumber = (priority: TicketPriority): number => TICKET_PRIORITIES.indexOf(priority);

const array = (words: readonly string[]) => sql.raw(`array['${words.join("', '")}']`);
const statuses = array(TICKET_STATUSES);
const priorities = array(TICKET_PRIORITIES);

/** The word for a column of positions. */
export const statusWordOf = (column: RawBuilder<number>) => sql<string>`(${statuses})[${column} + 1]`;

export const priorityWordOf = (column: RawBuilder<number>) => sql<string>`(${priorities})[${column} + 1]`;
