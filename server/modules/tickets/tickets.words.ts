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

/** The word for a column of positions. */
const word = (words: readonly string[], column: RawBuilder<number>) =>
  sql<string>`(array[${sql.join(words.map((w) => sql.lit(w)))}])[${column} + 1]`;

export const statusWordOf = (column: RawBuilder<number>) => word(TICKET_STATUSES, column);

export const priorityWordOf = (column: RawBuilder<number>) => word(TICKET_PRIORITIES, column);
