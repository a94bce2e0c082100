import type { TicketStatus } from '../contract/tickets.limits.ts';
import { TICKET_WORDS } from '../contract/tickets.words.ts';
import { dictionary } from './locale.ts';

/** The words every room that shows tickets shares. */
export const ticketWords = dictionary('tickets', TICKET_WORDS.de, TICKET_WORDS.en);

/** What a status means for whoever waits for the ticket. */
export const ticketStatusMeanings = dictionary(
  'ticket-status',
  {
    new: 'Das Ticket ist bei uns eingegangen. Der First-Level-Support sieht es sich an und bereitet es vor.',
    backlog: 'Das Ticket ist für die zuständige Abteilung vorbereitet und wird demnächst übernommen.',
    in_progress: 'Wir arbeiten gerade an diesem Ticket.',
    waiting: 'Wir brauchen noch eine Auskunft von Ihnen. Ihre Antwort bringt das Ticket zurück in Bearbeitung.',
    done: 'Das Ticket ist erledigt. Mit einer Antwort öffnen Sie es wieder.',
  } satisfies Record<TicketStatus, string>,
  {
    new: 'We have received the ticket. First-level support is looking at it and preparing it.',
    backlog: 'The ticket is prepared for the responsible department and will be picked up soon.',
    in_progress: 'We are working on this ticket.',
    waiting: 'We still need information from you. Your answer puts the ticket back into progress.',
    done: 'The ticket is done. An answer opens it again.',
  },
);
