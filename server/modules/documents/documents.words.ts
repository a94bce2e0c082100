import type { DocumentEventKind } from '../../../src/contract/documents.limits.ts';

/** What the audit page says of an event. */
const EVENTS: Record<DocumentEventKind, string> = {
  created: 'Dokument angelegt',
  sent: 'Zur Unterschrift gesendet',
  reminded: 'An die Unterschrift erinnert',
  viewed: 'Angesehen',
  started: 'Mit dem Ausfüllen begonnen',
  field_filled: 'Feld ausgefüllt',
  code_sent: 'Code per E-Mail gesendet',
  code_confirmed: 'Code bestätigt',
  signed: 'Unterschrieben',
  declined: 'Abgelehnt',
  sealed: 'Versiegelt',
  cancelled: 'Zurückgezogen',
  expired: 'Abgelaufen',
  downloaded: 'Heruntergeladen',
};

/** An event in a line: what, which field, who. */
export function eventText(kind: DocumentEventKind, field: string | undefined, name: string | undefined): string {
  return `${EVENTS[kind]}${field === undefined ? '' : ` „${field}“`}${name === undefined ? '' : ` – ${name}`}`;
}
