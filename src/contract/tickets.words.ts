import type { Language } from './language.ts';
import type { TicketCategory, TicketPriority, TicketStatus } from './tickets.limits.ts';

export interface TicketWords {
  status: Record<TicketStatus, string>;
  category: Record<TicketCategory, string>;
  priority: Record<TicketPriority, string>;
}

/** What the values of a ticket are called, on the screen and in exports. */
export const TICKET_WORDS: Record<Language, TicketWords> = {
  de: {
    status: {
      new: 'Neu',
      backlog: 'Zur Bearbeitung – Backlog',
      in_progress: 'Bearbeitung',
      waiting: 'Rückfrage an den Kunden',
      done: 'Erledigt',
    },
    category: {
      fault: 'Störung',
      question: 'Frage',
      change: 'Änderungswunsch',
      billing: 'Verrechnung',
      other: 'Sonstiges',
    },
    priority: { low: 'Niedrig', normal: 'Normal', high: 'Hoch', critical: 'Kritisch' },
  },
  en: {
    status: {
      new: 'New',
      backlog: 'To be processed – backlog',
      in_progress: 'In progress',
      waiting: 'Question to the customer',
      done: 'Done',
    },
    category: {
      fault: 'Fault',
      question: 'Question',
      change: 'Change request',
      billing: 'Billing',
      other: 'Other',
    },
    priority: { low: 'Low', normal: 'Normal', high: 'High', critical: 'Critical' },
  },
};
