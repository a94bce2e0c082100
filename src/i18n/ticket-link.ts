import { dictionary } from './locale.ts';

/** Words of `<etron-ticket-link>`. */
export const ticketLinkWords = dictionary(
  'ticket-link',
  {
    loading: 'Das Ticket wird geladen.',
    retry: 'Erneut versuchen',
    confirmTitle: 'Ist dieses Ticket von Ihnen?',
    confirmLead:
      'Mit Ihrer E-Mail-Adresse wurde ein Ticket eingereicht. Bestätigen Sie, dass es von Ihnen ist: Dann sehen Sie es hier und bekommen unsere Antworten per E-Mail. Sonst schließen Sie diese Seite einfach.',
    confirm: 'Ja, Adresse bestätigen',
    ended: 'Dieser Link öffnet kein Ticket',
    /** True of an expired, a revoked and an unknown link alike: the page does not know which it is. */
    endedLead:
      'Er ist abgelaufen, wurde gesperrt oder ist unvollständig. Sie können sich einen neuen an die Adresse schicken lassen, mit der das Ticket eingereicht und bestätigt wurde.',
    number: 'Nummer des Tickets',
    numberHint: 'Im Betreff unserer E-Mails, etwa T-2026-000123.',
    numberMissing: 'Bitte geben Sie die Nummer des Tickets ein.',
    email: 'E-Mail-Adresse',
    emailInvalid: 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
    send: 'Neuen Link schicken',
    pending: 'Einen Moment …',
    sent: 'Sehen Sie in Ihr Postfach',
    sentLead: (email: string) =>
      `Wenn ${email} die bestätigte Adresse dieses Tickets ist, ist ein neuer Link unterwegs.`,
    again: 'Andere Angaben',
    access: 'Alle Tickets an einem Ort',
    accessLead: (email: string) =>
      `Dieser Link öffnet nur dieses Ticket. Mit einem Zugang zum Portal sehen Sie alle Tickets, die Sie mit ${email} eingereicht haben.`,
    request: 'Zugang zum Portal anfragen',
    requested: 'Ihre Anfrage ist bei uns',
    requestedLead: (email: string) =>
      `Sobald Ihr Zugang eingerichtet ist, bekommen Sie eine E-Mail an ${email}. Bis dahin öffnet der Link dieses Ticket wie bisher.`,
    hasAccount: 'Sie haben einen Zugang zum Portal',
    hasAccountLead: (email: string) => `Melden Sie sich mit ${email} an, um alle Ihre Tickets zu sehen.`,
    toPortal: 'Zum Portal',
  },
  {
    loading: 'Loading the ticket.',
    retry: 'Try again',
    confirmTitle: 'Is this ticket yours?',
    confirmLead:
      'A ticket was filed with your e-mail address. Confirm that it is yours: then you see it here and get our answers by e-mail. Otherwise just close this page.',
    confirm: 'Yes, confirm my address',
    ended: 'This link does not open a ticket',
    endedLead:
      'It has expired, was revoked or is incomplete. You can have a new one sent to the address with which the ticket was filed and confirmed.',
    number: 'Ticket number',
    numberHint: 'In the subject of our e-mails, like T-2026-000123.',
    numberMissing: 'Please enter the number of the ticket.',
    email: 'E-mail address',
    emailInvalid: 'Please enter your e-mail address.',
    send: 'Send a new link',
    pending: 'One moment …',
    sent: 'Check your inbox',
    sentLead: (email) => `If ${email} is the confirmed address of this ticket, a new link is on its way.`,
    again: 'Enter something else',
    access: 'All tickets in one place',
    accessLead: (email) =>
      `This link opens this ticket only. With access to the portal you see all tickets that you filed with ${email}.`,
    request: 'Ask for access to the portal',
    requested: 'We have received your request',
    requestedLead: (email) =>
      `As soon as your access is set up, you get an e-mail to ${email}. Until then the link opens this ticket as before.`,
    hasAccount: 'You have access to the portal',
    hasAccountLead: (email) => `Log in with ${email} to see all your tickets.`,
    toPortal: 'To the portal',
  },
);
