import { dictionary } from './locale.ts';

/** What a list lists. */
export interface Nouns {
  one: string;
  many: string;
}

/** Words that every list of records has. */
export const recordListWords = dictionary(
  'record-list',
  {
    search: ({ many }: Nouns) => `${many} suchen`,
    states: ({ many }: Nouns) => `${many} nach Status`,
    all: 'Alle',
    unread: 'Ungelesen',
    unanswered: 'Unbeantwortet',
    reset: 'Alle anzeigen',
    sort: 'Sortieren nach',
    asc: 'Aufsteigend',
    desc: 'Absteigend',
    loading: ({ many }: Nouns) => `${many} werden geladen …`,
    found: (count: number, more: boolean, { one, many }: Nouns) =>
      more ? `Die ersten ${count} ${many} sind geladen.` : count === 1 ? `1 ${one}` : `${count} ${many}`,
    more: 'Weitere laden',
    retry: 'Erneut versuchen',
    exportCsv: 'CSV-Export',
    exporting: 'CSV-Export läuft …',
    exported: 'CSV-Export heruntergeladen',
    problems: {
      internal: 'Das hat leider nicht geklappt. Bitte versuchen Sie es in einigen Minuten noch einmal.',
      network: 'Keine Verbindung. Die Liste wird geladen, sobald sie wieder da ist.',
      unauthenticated: 'Bitte melden Sie sich an.',
    },
  },
  {
    search: ({ many }) => `Search ${many}`,
    states: ({ many }) => `${many} by status`,
    all: 'All',
    unread: 'Unread',
    unanswered: 'Unanswered',
    reset: 'Show all',
    sort: 'Sort by',
    asc: 'Ascending',
    desc: 'Descending',
    loading: ({ many }) => `Loading ${many} …`,
    found: (count, more, { one, many }) =>
      more ? `The first ${count} ${many} are loaded.` : count === 1 ? `1 ${one}` : `${count} ${many}`,
    more: 'Load more',
    retry: 'Try again',
    exportCsv: 'CSV export',
    exporting: 'Exporting CSV …',
    exported: 'CSV export downloaded',
    problems: {
      internal: 'Something went wrong. Please try again in a few minutes.',
      network: 'No connection. The list loads as soon as it is back.',
      unauthenticated: 'Please log in.',
    },
  },
);
