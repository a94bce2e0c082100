import type { Language } from '../../../src/contract/language.ts';
import type { TicketSummary } from '../../../src/contract/tickets.ts';
import { TICKET_WORDS } from '../../../src/contract/tickets.words.ts';
import { csvLine } from '../../http/csv.ts';

export const HEADINGS: Record<Language, string[]> = {
  de: ['Nummer', 'Betreff', 'Kunde', 'Status', 'Dringlichkeit', 'Zugeteilt an', 'Erstellt', 'Letzte Änderung'],
  en: ['Number', 'Subject', 'Customer', 'Status', 'Urgency', 'Assigned to', 'Created', 'Last change'],
};

// `2026-11-24 09:30`: sorts as text, and every spreadsheet reads it as a moment.
const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short', timeStyle: 'short' });

/** The lines of some tickets. */
export function csvRows(tickets: readonly TicketSummary[], language: Language): string {
  return tickets
    .map((ticket) =>
      csvLine([
        ticket.number,
        ticket.subject,
        ticket.company?.name ?? '',
        TICKET_WORDS[language].status[ticket.status],
        TICKET_WORDS[language].priority[ticket.priority],
        ticket.assignee?.name ?? '',
        MOMENT.format(new Date(ticket.createdAt)),
        MOMENT.format(new Date(ticket.changedAt)),
      ]),
    )
    .join('');
}
