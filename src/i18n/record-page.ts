import { dictionary } from './locale.ts';

/** What one kind of record says on its page while it is not there. */
export interface RecordWords {
  loading: string;
  notFoundTitle: string;
  notFound: string;
}

/** Words that the page of every record has. */
export const recordPageWords = dictionary(
  'record-page',
  {
    retry: 'Erneut versuchen',
    stale: 'Der neueste Stand konnte nicht geladen werden.',
    assignee: 'Zugeteilter Mitarbeiter',
    nobody: 'Noch niemand zugeteilt',
    details: 'Details',
  },
  {
    retry: 'Try again',
    stale: 'The latest state could not be loaded.',
    assignee: 'Assigned employee',
    nobody: 'Nobody assigned yet',
    details: 'Details',
  },
);
