import type { DocumentEventKind } from '../../src/contract/documents.limits.ts';
import type { ApiWords, MailText } from './de.ts';

const mail = (subject: string, ...paragraphs: string[]): MailText => ({
  subject,
  paragraphs: ['Hello,', ...paragraphs],
});

const eventNames: Record<DocumentEventKind, string> = {
  created: 'Document created',
  sent: 'Sent for signature',
  reminded: 'Reminded of the signature',
  viewed: 'Viewed',
  started: 'Started to fill in',
  field_filled: 'Field filled in',
  code_sent: 'Code sent by e-mail',
  code_confirmed: 'Code confirmed',
  signed: 'Signed',
  declined: 'Declined',
  sealed: 'Sealed',
  cancelled: 'Withdrawn',
  expired: 'Expired',
  downloaded: 'Downloaded',
};

export const english: ApiWords = {
  mails: {
    loginLink: (link, minutes) =>
      mail(
        'Your login link for the ETRON customer portal',
        'this link logs you in to the customer portal:',
        link,
        `The link is valid for ${minutes} minutes and works once.`,
        'You did not ask for a link? Then there is nothing you need to do.',
      ),
    ticketAnswer: (number, link, days) =>
      mail(
        `New answer to your ticket ${number}`,
        `there is a new answer to your ticket ${number}. With this link you read it and answer, without logging in:`,
        link,
        `The link opens this ticket only, and is valid for ${days} days. Please do not pass it on.`,
      ),
    ticketLink: (number, link, days) =>
      mail(
        `Your new link to ticket ${number}`,
        `with this link you read and answer your ticket ${number}, without logging in:`,
        link,
        `The link opens this ticket only, and is valid for ${days} days. Please do not pass it on.`,
        'You did not ask for a link? Then there is nothing you need to do.',
      ),
    passwordLink: (link, minutes) =>
      mail(
        'New password for the ETRON customer portal',
        'with this link you set a new password for the customer portal:',
        link,
        `The link works for ${minutes} minutes and only once. With the new password, all sessions in which you are logged in end.`,
        'You did not request a link? Then there is nothing you need to do: your password stays as it is.',
      ),
    passwordChanged: (link) =>
      mail(
        'Your password for the ETRON customer portal was changed',
        'your password for the customer portal was set, changed or removed. Other sessions have been ended.',
        'It was not you? Then please set a new password right away: with “Forgotten your password?” at the login.',
        link,
      ),
    contactCode: (ticket, code) =>
      mail(
        `Your confirmation code for ticket ${ticket}`,
        `ticket ${ticket} was filed with this e-mail address. Your confirmation code is:`,
        code,
        'The code is valid for 24 hours.',
        'That was not you? Then there is nothing you need to do.',
      ),
    contactLink: (ticket, link) =>
      mail(
        `Please confirm your e-mail address for ticket ${ticket}`,
        `ticket ${ticket} was filed with this e-mail address. So that we can answer you, please confirm that it is yours:`,
        link,
        'This was not you? Then there is nothing you need to do.',
      ),
    signingCode: (code, minutes) =>
      mail(
        'Your code for signing',
        'with this code you confirm your signature in the customer portal:',
        code,
        `The code is valid for ${minutes} minutes. Do not give it to anybody.`,
      ),
    message: {
      ticket: (number, link) =>
        mail(
          `New answer to your ticket ${number}`,
          `there is a new answer to your ticket ${number}. You can read it in the customer portal:`,
          link,
        ),
      offer: (number, link) => newMessage(`offer ${number}`, link),
      order: (number, link) => newMessage(`sales order ${number}`, link),
      invoice: (number, link) => newMessage(`invoice ${number}`, link),
      subscription: (number, link) => newMessage(`subscription ${number}`, link),
      document: (_number, link) => newMessage('a document', link),
    },
    document: {
      request: (link) =>
        mail(
          'A document waits for your signature',
          'a document waits for your signature. You can read and sign it in the customer portal:',
          link,
        ),
      reminder: (link) =>
        mail(
          'Reminder: a document waits for your signature',
          'a document still waits for your signature. You can read and sign it in the customer portal:',
          link,
        ),
      signed: (link) =>
        mail(
          'A document has been signed',
          'a document has been signed by everybody. You can find it in the customer portal:',
          link,
        ),
      ended: (link) =>
        mail(
          'A document will not be signed',
          'a document was declined, withdrawn or has expired. You can read why in the customer portal:',
          link,
        ),
      signature: (link) =>
        mail(
          'A document has got a signature',
          'a document has been signed, and still waits for others. You can find it in the customer portal:',
          link,
        ),
    },
    support: {
      reopened: (number, link) =>
        mail(
          `Ticket ${number} is open again`,
          `the customer has written about ticket ${number}, which was done. It is in progress again:`,
          link,
        ),
      ticket: (number, link) => customerWrote(`ticket ${number}`, link),
      offer: (number, link) => customerWrote(`offer ${number}`, link),
      order: (number, link) => customerWrote(`sales order ${number}`, link),
      invoice: (number, link) => customerWrote(`invoice ${number}`, link),
      subscription: (number, link) => customerWrote(`subscription ${number}`, link),
      document: (_number, link) => customerWrote('a document', link),
    },
    order: {
      confirmed: (number, link) =>
        mail(
          `Offer ${number} accepted`,
          `thank you! You have accepted offer ${number}; it is a sales order now. You can find the signed PDF in the customer portal:`,
          link,
        ),
      accepted: (number, link) =>
        mail(
          `Offer ${number} has been accepted`,
          `offer ${number} has been accepted. You can find the sales order in the customer portal:`,
          link,
        ),
      declined: (number, link) =>
        mail(
          `Offer ${number} has been declined`,
          `offer ${number} has been declined. You can read why in the customer portal:`,
          link,
        ),
    },
  },

  csv: {
    tickets: {
      fileName: 'tickets',
      columns: {
        number: 'Number',
        subject: 'Subject',
        company: 'Customer',
        status: 'Status',
        priority: 'Urgency',
        assignee: 'Assigned to',
        created: 'Created',
        changed: 'Last change',
      },
    },
    invoices: {
      fileName: 'invoices',
      columns: {
        number: 'Number',
        title: 'Subject',
        company: 'Customer',
        status: 'Status',
        date: 'Date',
        dueDate: 'Due date',
        net: 'Net EUR',
        gross: 'Gross EUR',
        due: 'To be paid EUR',
      },
    },
    decimalMark: '.',
  },

  knownBy: {
    login: 'Login to the portal',
    host: (name) => `Login through ${name}`,
    code: (login) => `${login} and code by e-mail`,
    erased: 'erased',
  },

  printed: {
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
    signedAt: 'Signed on',
    email: 'E-mail',
    knownBy: 'Known by',
    ipAddress: 'IP address',
    browser: 'Browser',
    evidence: 'Evidence',
    seal: 'This document is sealed with an electronic signature (PAdES), which shows every later change.',
    acceptance: {
      kind: 'Acceptance of the offer',
      reason: 'Offer accepted',
      offer: 'Offer',
      date: 'Of',
      company: 'Customer',
      options: 'Chosen options',
      optionNet: (amount) => `${amount} net`,
      noOption: 'None',
      noOptionText: 'None of the options on offer was chosen.',
      value: 'Value of the sales order',
      net: 'Net',
      tax: (rate, base) => `VAT ${rate}% of ${base}`,
      gross: 'Total',
      acceptance: 'Acceptance',
      statement: 'Statement',
      statementText: (number, company, gross) => `Offer ${number} was accepted for ${company}, for ${gross}.`,
      offerSha256: 'SHA-256 of the offer',
      pdfSha256: 'SHA-256 of the PDF that was shown',
    },
    auditTrail: {
      kind: 'Signature record',
      reason: 'Document completed',
      documentId: 'Document ID',
      originalSha256: 'SHA-256 of the original',
      lastSha256: 'SHA-256 of the document signed last',
      signatures: (count) => (count === 1 ? 'Signature' : 'Signatures'),
      events: 'Events',
      event: (kind, field, name) =>
        `${eventNames[kind]}${field === undefined ? '' : ` “${field}”`}${name === undefined ? '' : ` – ${name}`}`,
      chainHead: 'Head of the chain of events',
      chain: 'Every event holds the SHA-256 value of the one before; the head of the chain therefore proves them all.',
    },
  },

  signerRole: 'Customer',
};

function newMessage(about: string, link: string): MailText {
  return mail(
    `New message about ${about}`,
    `there is a new message about ${about}. You can read it in the customer portal:`,
    link,
  );
}

function customerWrote(about: string, link: string): MailText {
  return mail(
    `Message of the customer about ${about}`,
    `the customer has written about ${about}. You can read it in the customer portal:`,
    link,
  );
}
