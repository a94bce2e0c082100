import type { DocumentEventKind } from '../../src/contract/documents.limits.ts';

/** What a mail says. A paragraph that is a link is shown as one. */
export interface MailText {
  subject: string;
  paragraphs: string[];
}

const mail = (subject: string, ...paragraphs: string[]): MailText => ({
  subject,
  paragraphs: ['Guten Tag,', ...paragraphs],
});

const eventNames: Record<DocumentEventKind, string> = {
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

/** German sets the shape; each other language is a file beside this one and has to have the same. */
export const german = {
  /** Fixed text: what somebody wrote is read in the portal, by whoever may, and never mailed. */
  mails: {
    loginLink: (link: string, minutes: number) =>
      mail(
        'Ihr Anmeldelink für das ETRON Kundenportal',
        'mit diesem Link melden Sie sich im Kundenportal an:',
        link,
        `Der Link gilt ${minutes} Minuten und nur einmal.`,
        'Sie haben keinen Link angefordert? Dann brauchen Sie nichts zu tun.',
      ),
    ticketAnswer: (number: string, link: string, days: number) =>
      mail(
        `Neue Antwort zu Ihrem Ticket ${number}`,
        `zu Ihrem Ticket ${number} gibt es eine neue Antwort. Mit diesem Link lesen Sie sie und antworten, ohne sich anzumelden:`,
        link,
        `Der Link öffnet nur dieses Ticket und gilt ${days} Tage. Bitte geben Sie ihn nicht weiter.`,
      ),
    ticketLink: (number: string, link: string, days: number) =>
      mail(
        `Ihr neuer Link zum Ticket ${number}`,
        `mit diesem Link lesen und beantworten Sie Ihr Ticket ${number}, ohne sich anzumelden:`,
        link,
        `Der Link öffnet nur dieses Ticket und gilt ${days} Tage. Bitte geben Sie ihn nicht weiter.`,
        'Sie haben keinen Link angefordert? Dann brauchen Sie nichts zu tun.',
      ),
    passwordLink: (link: string, minutes: number) =>
      mail(
        'Neues Passwort für das ETRON Kundenportal',
        'mit diesem Link setzen Sie ein neues Passwort für das Kundenportal:',
        link,
        `Der Link gilt ${minutes} Minuten und nur einmal. Mit dem neuen Passwort enden alle Sitzungen, in denen Sie angemeldet sind.`,
        'Sie haben keinen Link angefordert? Dann brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.',
      ),
    passwordChanged: (link: string) =>
      mail(
        'Ihr Passwort für das ETRON Kundenportal wurde geändert',
        'Ihr Passwort für das Kundenportal wurde gesetzt, geändert oder entfernt. Andere Sitzungen wurden dabei beendet.',
        'Das waren nicht Sie? Dann setzen Sie bitte gleich ein neues Passwort: bei der Anmeldung mit „Passwort vergessen“.',
        link,
      ),
    contactCode: (ticket: string, code: string) =>
      mail(
        `Ihr Bestätigungscode für Ticket ${ticket}`,
        `mit dieser E-Mail-Adresse wurde das Ticket ${ticket} eingereicht. Ihr Bestätigungscode lautet:`,
        code,
        'Der Code gilt 24 Stunden.',
        'Das waren nicht Sie? Dann brauchen Sie nichts zu tun.',
      ),
    contactLink: (ticket: string, link: string) =>
      mail(
        `Bitte bestätigen Sie Ihre E-Mail-Adresse für Ticket ${ticket}`,
        `mit dieser E-Mail-Adresse wurde das Ticket ${ticket} eingereicht. Damit wir Ihnen antworten können, bestätigen Sie bitte, dass es von Ihnen ist:`,
        link,
        'Das waren nicht Sie? Dann brauchen Sie nichts zu tun.',
      ),
    signingCode: (code: string, minutes: number) =>
      mail(
        'Ihr Code zum Unterschreiben',
        'mit diesem Code bestätigen Sie Ihre Unterschrift im Kundenportal:',
        code,
        `Der Code gilt ${minutes} Minuten. Geben Sie ihn niemandem weiter.`,
      ),
    /** A new message, by what it is about. */
    message: {
      ticket: (number: string, link: string) =>
        mail(
          `Neue Antwort zu Ihrem Ticket ${number}`,
          `zu Ihrem Ticket ${number} gibt es eine neue Antwort. Sie lesen sie im Kundenportal:`,
          link,
        ),
      offer: (number: string, link: string) => newMessage(`zum Angebot ${number}`, link),
      order: (number: string, link: string) => newMessage(`zum Verkaufsauftrag ${number}`, link),
      invoice: (number: string, link: string) => newMessage(`zur Rechnung ${number}`, link),
      subscription: (number: string, link: string) => newMessage(`zum Abonnement ${number}`, link),
      document: (_number: string, link: string) => newMessage('zu einem Dokument', link),
    },
    document: {
      request: (link: string) =>
        mail(
          'Ein Dokument wartet auf Ihre Unterschrift',
          'ein Dokument wartet auf Ihre Unterschrift. Sie lesen und unterschreiben es im Kundenportal:',
          link,
        ),
      reminder: (link: string) =>
        mail(
          'Erinnerung: Ein Dokument wartet auf Ihre Unterschrift',
          'ein Dokument wartet noch immer auf Ihre Unterschrift. Sie lesen und unterschreiben es im Kundenportal:',
          link,
        ),
      signed: (link: string) =>
        mail(
          'Ein Dokument ist fertig unterschrieben',
          'ein Dokument ist von allen unterschrieben. Sie finden es im Kundenportal:',
          link,
        ),
      ended: (link: string) =>
        mail(
          'Ein Dokument wird nicht unterschrieben',
          'ein Dokument wurde abgelehnt, zurückgezogen oder ist abgelaufen. Warum, lesen Sie im Kundenportal:',
          link,
        ),
      signature: (link: string) =>
        mail(
          'Ein Dokument wurde unterschrieben',
          'ein Dokument wurde unterschrieben und wartet noch auf andere. Sie finden es im Kundenportal:',
          link,
        ),
    },
    /** For employees: what a customer has done, by what it is about. */
    support: {
      reopened: (number: string, link: string) =>
        mail(
          `Ticket ${number} ist wieder offen`,
          `zum erledigten Ticket ${number} hat der Kunde geschrieben. Es ist wieder in Arbeit:`,
          link,
        ),
      ticket: (number: string, link: string) => customerWrote(`zum Ticket ${number}`, link),
      offer: (number: string, link: string) => customerWrote(`zum Angebot ${number}`, link),
      order: (number: string, link: string) => customerWrote(`zum Verkaufsauftrag ${number}`, link),
      invoice: (number: string, link: string) => customerWrote(`zur Rechnung ${number}`, link),
      subscription: (number: string, link: string) => customerWrote(`zum Abonnement ${number}`, link),
      document: (_number: string, link: string) => customerWrote('zu einem Dokument', link),
    },
    order: {
      confirmed: (number: string, link: string) =>
        mail(
          `Angebot ${number} angenommen`,
          `vielen Dank! Sie haben das Angebot ${number} angenommen; es ist jetzt ein Verkaufsauftrag. Das unterschriebene PDF finden Sie im Kundenportal:`,
          link,
        ),
      accepted: (number: string, link: string) =>
        mail(
          `Angebot ${number} wurde angenommen`,
          `das Angebot ${number} wurde angenommen. Sie finden den Verkaufsauftrag im Kundenportal:`,
          link,
        ),
      declined: (number: string, link: string) =>
        mail(
          `Angebot ${number} wurde abgelehnt`,
          `das Angebot ${number} wurde abgelehnt. Warum, lesen Sie im Kundenportal:`,
          link,
        ),
    },
  },

  csv: {
    tickets: {
      /** Of the download, in ASCII and without its ending. */
      fileName: 'tickets',
      columns: {
        number: 'Nummer',
        subject: 'Betreff',
        company: 'Kunde',
        status: 'Status',
        priority: 'Dringlichkeit',
        assignee: 'Zugeteilt an',
        created: 'Erstellt',
        changed: 'Letzte Änderung',
      },
    },
    invoices: {
      fileName: 'rechnungen',
      columns: {
        number: 'Nummer',
        title: 'Betreff',
        company: 'Kunde',
        status: 'Status',
        date: 'Datum',
        dueDate: 'Fällig am',
        net: 'Netto EUR',
        gross: 'Brutto EUR',
        due: 'Offen EUR',
      },
    },
    /** Between the whole part and the cents of an amount: what a spreadsheet of the language reads as a number. */
    decimalMark: ',',
  },

  /** How somebody who did something was known; kept with what they did, and printed. */
  knownBy: {
    login: 'Anmeldung im Portal',
    host: (name: string) => `Anmeldung über ${name}`,
    code: (login: string) => `${login} und Code per E-Mail`,
    erased: 'gelöscht',
  },

  /** The pages that are appended to a PDF when it is sealed. */
  printed: {
    pageOf: (page: number, pages: number) => `Seite ${page} von ${pages}`,
    signedAt: 'Unterschrieben am',
    email: 'E-Mail',
    knownBy: 'Erkannt durch',
    ipAddress: 'IP-Adresse',
    browser: 'Browser',
    evidence: 'Nachweis',
    seal: 'Dieses Dokument ist mit einer elektronischen Signatur (PAdES) versiegelt, die jede spätere Änderung erkennen lässt.',
    acceptance: {
      kind: 'Annahme des Angebots',
      reason: 'Angebot angenommen',
      offer: 'Angebot',
      date: 'Vom',
      company: 'Kunde',
      options: 'Gewählte Optionen',
      /** The net amount of an option, behind its name. */
      optionNet: (amount: string) => `${amount} netto`,
      noOption: 'Keine',
      noOptionText: 'Keine der angebotenen Optionen wurde gewählt.',
      value: 'Wert des Verkaufsauftrags',
      net: 'Netto',
      tax: (rate: number, base: string) => `${rate} % USt. von ${base}`,
      gross: 'Gesamt',
      acceptance: 'Annahme',
      statement: 'Erklärung',
      statementText: (number: string, company: string, gross: string) =>
        `Das Angebot ${number} wurde für ${company} um ${gross} angenommen.`,
      offerSha256: 'SHA-256 des Angebots',
      pdfSha256: 'SHA-256 der angezeigten PDF-Datei',
    },
    auditTrail: {
      kind: 'Signaturprotokoll',
      reason: 'Dokument abgeschlossen',
      documentId: 'Dokument-ID',
      originalSha256: 'SHA-256 des Originals',
      lastSha256: 'SHA-256 des zuletzt unterschriebenen Dokuments',
      signatures: (count: number): string => (count === 1 ? 'Unterschrift' : 'Unterschriften'),
      events: 'Ablauf',
      /** An event in a line: what, which field, who. */
      event: (kind: DocumentEventKind, field: string | undefined, name: string | undefined) =>
        `${eventNames[kind]}${field === undefined ? '' : ` „${field}“`}${name === undefined ? '' : ` – ${name}`}`,
      chainHead: 'Kopf der Ereigniskette',
      chain: 'Jedes Ereignis enthält den SHA-256-Wert des vorigen; der Kopf der Kette belegt daher den ganzen Ablauf.',
    },
  },

  /** Who signs where a PDF names nobody. */
  signerRole: 'Kunde',
};

function newMessage(about: string, link: string): MailText {
  return mail(`Neue Nachricht ${about}`, `${about} gibt es eine neue Nachricht. Sie lesen sie im Kundenportal:`, link);
}

function customerWrote(about: string, link: string): MailText {
  return mail(
    `Nachricht des Kunden ${about}`,
    `${about} hat der Kunde geschrieben. Sie lesen es im Kundenportal:`,
    link,
  );
}

export type ApiWords = typeof german;
