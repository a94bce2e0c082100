import type { TicketSummary } from '../../../src/contract/tickets.ts';
import { TICKET_WORDS } from '../../../src/contract/tickets.words.ts';

export type Language = 'de' | 'en';

const HEADINGS: Record<Language, string[]> = {
  de: ['Nummer', 'Betreff', 'Kunde', 'Status', 'Dringlichkeit', 'Zugeteilt an', 'Erstellt', 'Letzte Änderung'],
  en: ['Number', 'Subject', 'Customer', 'Status', 'Urgency', 'Assigned to', 'Created', 'Last change'],
};

// `2026-11-24 09:30`: sorts as text, and every spreadsheet reads it as a moment.
const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short', timeStyle: 'short' });

/** The first line, after a byte order mark: without it Excel takes UTF-8 for something else. */
export function csvHead(language: Language): string {
  return `\ufeff${csvLine(HEADINGS[language])}`;
}

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

/** One record of RFC 4180. */
function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A spreadsheet would run what starts like a formula; the apostrophe makes it text. Behind a semicolon or a tab too: where these separate
 * cells, as in Austria, Excel begins a new one there, whatever our quotes say.
 */
function csvCell(text: string): string {
  const safe = text.replace(/(^|[;\t])(?=[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20])/g, "$1'");
  return /[",\r\n]/.test(safe) || safe !== text ? `"${safe.replaceAll('"', '""')}"` : safe;
}
