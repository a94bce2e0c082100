import { dictionary } from './locale.ts';

/** Words of `<etron-documents>`. */
export const documentListWords = dictionary(
  'document-list',
  {
    nouns: { one: 'Dokument', many: 'Dokumente' },
    mine: 'Zu unterschreiben',
    others: 'Warten auf andere',
    /** Of one document. */
    otherTurn: 'Wartet auf andere',
    expiry: (days: number, date: string) =>
      days < 0
        ? `abgelaufen am ${date}`
        : days === 0
          ? 'läuft heute ab'
          : days === 1
            ? 'läuft morgen ab'
            : days <= 14
              ? `läuft in ${days} Tagen ab`
              : `läuft am ${date} ab`,
    company: 'Kunde',
    state: 'Status',
    changed: 'Letzte Änderung',
    download: (title: string) => `„${title}“ als PDF herunterladen`,
    emptyTitle: 'Noch keine Dokumente',
    emptyText: 'Sobald es etwas zu unterschreiben gibt, finden Sie es hier.',
    nothingToSign: 'Alles unterschrieben',
    nothingToSignText: 'Im Moment wartet kein Dokument auf Ihre Unterschrift.',
    noMatch: 'Kein Dokument passt dazu',
  },
  {
    nouns: { one: 'document', many: 'documents' },
    mine: 'To sign',
    others: 'Waiting for others',
    otherTurn: 'Waiting for others',
    expiry: (days, date) =>
      days < 0
        ? `expired on ${date}`
        : days === 0
          ? 'expires today'
          : days === 1
            ? 'expires tomorrow'
            : days <= 14
              ? `expires in ${days} days`
              : `expires on ${date}`,
    company: 'Customer',
    state: 'Status',
    changed: 'Last change',
    download: (title) => `Download “${title}” as PDF`,
    emptyTitle: 'No documents yet',
    emptyText: 'As soon as there is something to sign, you will find it here.',
    nothingToSign: 'Everything is signed',
    nothingToSignText: 'No document is waiting for your signature at the moment.',
    noMatch: 'No document matches',
  },
);
