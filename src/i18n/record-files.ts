import { dictionary } from './locale.ts';

/** Words of lists whose records have a PDF to download. */
export const recordFileWords = dictionary(
  'record-files',
  {
    downloading: 'PDF wird geladen …',
    downloaded: 'PDF heruntergeladen',
    problems: { not_found: 'Das gibt es nicht mehr.' },
  },
  {
    downloading: 'Loading the PDF …',
    downloaded: 'PDF downloaded',
    problems: { not_found: 'This does not exist any more.' },
  },
);
