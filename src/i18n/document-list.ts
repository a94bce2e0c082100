import { dictionary } from './locale.ts';

/** Words of `<etron-documents>`. */
export const documentListWords = dictionary(
  {
    documents: 'Dokumente',
    search: 'Dokumente suchen',
    states: 'Dokumente nach Status',
    all: 'Alle',
    mine: 'Zu unterschreiben',
    others: 'Warten auf andere',
    /** Of one document. */
    otherTurn: 'Wartet auf andere',
    reset: 'Alle anzeigen',
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
    changed: 'Letzte Änderung',
    download: (title: string) => `„${title}“ als PDF herunterladen`,
    downloading: 'PDF wird geladen …',
    downloaded: 'PDF heruntergeladen',
    loading: 'Dokumente werden geladen …',
    found: (count: number, more: boolean) =>
      more ? `Die ersten ${count} Dokumente sind geladen.` : count === 1 ? '1 Dokument' : `${count} Dokumente`,
    more: 'Weitere laden',
    retry: 'Erneut versuchen',
    emptyTitle: 'Noch keine Dokumente',
    emptyText: 'Sobald es etwas zu unterschreiben gibt, finden Sie es hier.',
    nothingToSign: 'Alles unterschrieben',
    nothingToSignText: 'Im Moment wartet kein Dokument auf Ihre Unterschrift.',
    noMatch: 'Kein Dokument passt dazu',
    problems: {
      internal: 'Das hat leider nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.',
      network: 'Keine Verbindung. Die Liste wird geladen, sobald sie wieder da ist.',
      not_found: 'Dieses Dokument gibt es nicht mehr.',
      unauthenticated: 'Bitte melden Sie sich an.',
    },
  },
  {
    documents: 'Documents',
    search: 'Search documents',
    states: 'Documents by status',
    all: 'All',
    mine: 'To sign',
    others: 'Waiting for others',
    otherTurn: 'Waiting for others',
    reset: 'Show all',
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
    changed: 'Last change',
    download: (title) => `Download “${title}” as PDF`,
    downloading: 'Loading the PDF …',
    downloaded: 'PDF downloaded',
    loading: 'Loading documents …',
    found: (count, more) =>
      more ? `The first ${count} documents are loaded.` : count === 1 ? '1 document' : `${count} documents`,
    more: 'Load more',
    retry: 'Try again',
    emptyTitle: 'No documents yet',
    emptyText: 'As soon as there is something to sign, you will find it here.',
    nothingToSign: 'Everything is signed',
    nothingToSignText: 'No document is waiting for your signature at the moment.',
    noMatch: 'No document matches',
    problems: {
      internal: 'Something went wrong. Please try again in a few minutes.',
      network: 'No connection. The list loads as soon as it is back.',
      not_found: 'This document does not exist any more.',
      unauthenticated: 'Please log in.',
    },
  },
);
