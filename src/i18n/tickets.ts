import type { TicketCategory, TicketPriority, TicketStatus } from '../contract/tickets.limits.ts';
import { dictionary } from './locale.ts';

interface TicketWords {
  status: Record<TicketStatus, string>;
  /** What a status means for whoever waits for the ticket. */
  statusMeaning: Record<TicketStatus, string>;
  category: Record<TicketCategory, string>;
  priority: Record<TicketPriority, string>;
}

/** The words every room that shows tickets shares. */
export const ticketWords = dictionary<TicketWords>(
  {
    status: {
      new: 'Neu',
      backlog: 'Zur Bearbeitung – Backlog',
      in_progress: 'Bearbeitung',
      waiting: 'Rückfrage an den Kunden',
      done: 'Erledigt',
    },
    statusMeaning: {
      new: 'Das Ticket ist bei uns eingegangen. Der First-Level-Support sieht es sich an und bereitet es vor.',
      backlog: 'Das Ticket ist für die zuständige Abteilung vorbereitet und wird demnächst übernommen.',
      in_progress: 'Wir arbeiten gerade an diesem Ticket.',
      waiting: 'Wir brauchen noch eine Auskunft von Ihnen. Ihre Antwort bringt das Ticket zurück in Bearbeitung.',
      done: 'Das Ticket ist erledigt. Mit einer Antwort öffnen Sie es wieder.',
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
  {
    status: {
      new: 'New',
      backlog: 'To be processed – backlog',
      in_progress: 'In progress',
      waiting: 'Question to the customer',
      done: 'Done',
    },
    statusMeaning: {
      new: 'We have received the ticket. First-level support is looking at it and preparing it.',
      backlog: 'The ticket is prepared for the responsible department and will be picked up soon.',
      in_progress: 'We are working on this ticket.',
      waiting: 'We still need information from you. Your answer puts the ticket back into progress.',
      done: 'The ticket is done. An answer opens it again.',
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
);
