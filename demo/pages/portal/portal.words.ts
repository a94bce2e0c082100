import { dictionary } from '@etron/portal-widgets';

export const portalWords = dictionary(
  {
    app: 'ETRON Portal',
    login: 'Anmelden',
    tickets: 'Tickets',
    ticket: 'Ticket',
    newTicket: 'Ticket einreichen',
    newTicketLead: 'Beschreiben Sie kurz, worum es geht. Wir melden uns in der Regel noch am selben Werktag.',
    show: 'Ticket ansehen',
    back: 'Alle Tickets',
    hero: 'Support, bei dem Sie wissen, woran Sie sind.',
    points: [
      'Jedes Ticket mit Status, Verlauf und Ansprechpartner',
      'Antworten und Dateien an einem Ort statt in vielen E-Mails',
      'Aufgewendete Zeiten offen einsehbar',
    ],
  },
  {
    app: 'ETRON Portal',
    login: 'Log in',
    tickets: 'Tickets',
    ticket: 'Ticket',
    newTicket: 'Submit a ticket',
    newTicketLead: 'Tell us briefly what it is about. We usually get back to you on the same working day.',
    show: 'See the ticket',
    back: 'All tickets',
    hero: 'Support that tells you where you stand.',
    points: [
      'Every ticket with its status, history and contact person',
      'Answers and files in one place instead of many e-mails',
      'Time spent, open for you to see',
    ],
  },
);
