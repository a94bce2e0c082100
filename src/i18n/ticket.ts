import type { TicketSource, TicketStatus } from '../contract/tickets.limits.ts';
import { dictionary } from './locale.ts';

/** Names of the steps where there is little room; the full name stands in the chip. */
const STEPS_DE: Record<TicketStatus, string> = {
  new: 'Neu',
  backlog: 'Backlog',
  in_progress: 'Bearbeitung',
  waiting: 'Rückfrage',
  done: 'Erledigt',
};
const STEPS_EN: Record<TicketStatus, string> = {
  new: 'New',
  backlog: 'Backlog',
  in_progress: 'In progress',
  waiting: 'Question',
  done: 'Done',
};
const SOURCES_DE: Record<TicketSource, string> = {
  portal: 'Portal',
  embed: 'Formular auf einer Website',
  onretail: 'onRetail',
  staff: 'Von ETRON erfasst',
};
const SOURCES_EN: Record<TicketSource, string> = {
  portal: 'Portal',
  embed: 'Form on a website',
  onretail: 'onRetail',
  staff: 'Filed by ETRON',
};

/** What a status means for ETRON's employees. */
const STAFF_DE: Record<TicketStatus, string> = {
  new: 'Der First-Level-Support bereitet das Ticket vor.',
  backlog: 'Vorbereitet; wartet auf Übernahme durch die Abteilung.',
  in_progress: 'Das Ticket wird bearbeitet.',
  waiting: 'Wir warten auf eine Antwort des Kunden. Sie bringt das Ticket zurück in Bearbeitung.',
  done: 'Das Ticket ist erledigt. Eine Antwort des Kunden öffnet es wieder.',
};
const STAFF_EN: Record<TicketStatus, string> = {
  new: 'First-level support is preparing the ticket.',
  backlog: 'Prepared; waiting for the department to pick it up.',
  in_progress: 'The ticket is being worked on.',
  waiting: 'We are waiting for the customer’s answer. It puts the ticket back into progress.',
  done: 'The ticket is done. An answer of the customer opens it again.',
};

/** Words of one ticket. */
export const ticketDetailWords = dictionary(
  'ticket',
  {
    loading: 'Das Ticket wird geladen.',
    notFoundTitle: 'Ticket nicht gefunden',
    notFound: 'Dieses Ticket gibt es nicht, oder Sie haben keinen Zugriff darauf.',
    progress: 'Fortschritt',
    steps: STEPS_DE,
    staffMeaning: STAFF_DE,
    waitingTitle: 'Wir warten auf Ihre Antwort',
    answer: 'Jetzt antworten',
    reopen: 'Antworten und wieder öffnen',
    waitingHint: 'Ihre Antwort bringt das Ticket zurück in Bearbeitung.',
    doneHint: 'Dieses Ticket ist erledigt. Ihre Antwort öffnet es wieder.',
    notMailed:
      'Ihre Antwort geht nicht per E-Mail hinaus: Die E-Mail-Adresse ist nicht bestätigt, und niemand mit Zugang hat das Ticket eingereicht.',
    confirm: 'Bestätigung erneut senden',
    confirmationSent:
      'Der Kontakt bekommt eine E-Mail, mit der er die Adresse bestätigt. Ihre Antwort liest er danach im Ticket.',
    description: 'Beschreibung',
    attachments: 'Anhänge',
    download: 'Herunterladen',
    customer: 'Kunde',
    noCustomer: 'Noch keinem Kunden zugeordnet',
    category: 'Kategorie',
    priority: 'Dringlichkeit',
    filed: 'Eingereicht',
    filedBy: (name: string) => `von ${name}`,
    changed: 'Letzte Änderung',
    nobodyMeaning: 'Sobald sich jemand darum kümmert, sehen Sie hier, wer.',
    mail: 'E-Mail',
    call: 'Anrufen',
    staff: 'Nur für ETRON sichtbar',
    quarantined: 'In Quarantäne: Das Ticket sieht nach Spam aus. Der Kunde sieht es nicht.',
    contact: 'Kontakt',
    verified: 'E-Mail-Adresse bestätigt',
    unverified: 'E-Mail-Adresse nicht bestätigt',
    source: 'Herkunft',
    sources: SOURCES_DE,
    embedKey: 'Formularschlüssel',
    host: 'Angemeldet in',
    instance: 'Instanz',
    version: 'Version',
    page: 'Seite',
    browser: 'Browser',
  },
  {
    loading: 'Loading the ticket.',
    notFoundTitle: 'Ticket not found',
    notFound: 'This ticket does not exist, or you have no access to it.',
    progress: 'Progress',
    steps: STEPS_EN,
    staffMeaning: STAFF_EN,
    waitingTitle: 'We are waiting for your answer',
    answer: 'Answer now',
    reopen: 'Answer and reopen',
    waitingHint: 'Your answer puts the ticket back into progress.',
    doneHint: 'This ticket is done. Your answer opens it again.',
    notMailed:
      'Your answer is not sent by e-mail: the e-mail address is not confirmed, and nobody with an account filed the ticket.',
    confirm: 'Send the confirmation again',
    confirmationSent:
      'The contact gets an e-mail to confirm the address with, and reads your answer in the ticket afterwards.',
    description: 'Description',
    attachments: 'Attachments',
    download: 'Download',
    customer: 'Customer',
    noCustomer: 'No customer yet',
    category: 'Category',
    priority: 'Urgency',
    filed: 'Filed',
    filedBy: (name) => `by ${name}`,
    changed: 'Last change',
    nobodyMeaning: 'As soon as somebody takes care of it, you see here who.',
    mail: 'E-mail',
    call: 'Call',
    staff: 'Visible to ETRON only',
    quarantined: 'In quarantine: the ticket looks like spam. The customer does not see it.',
    contact: 'Contact',
    verified: 'E-mail address confirmed',
    unverified: 'E-mail address not confirmed',
    source: 'Origin',
    sources: SOURCES_EN,
    embedKey: 'Form key',
    host: 'Logged in to',
    instance: 'Instance',
    version: 'Version',
    page: 'Page',
    browser: 'Browser',
  },
);
