import type { LanguageTag } from '../contract/language.ts';
import { dictionary } from './locale.ts';

/** Words of the file field. Host pages pay for every character, in both languages. */
export const uploadWords = dictionary(
  'uploads',
  {
    choose: 'Dateien auswählen oder hierher ziehen',
    /** One file too big, or one too many. */
    payload_too_large: 'Höchstens 20 Dateien à 25 MB',
    remove: 'Entfernen',
    retry: 'Wiederholen',
    failed: 'Nicht hochgeladen',
    file_empty: 'Leere Datei',
    file_type_forbidden: 'Dateityp nicht erlaubt',
  },
  {
    choose: 'Choose files or drop them here',
    payload_too_large: 'At most 20 files of 25 MB',
    remove: 'Remove',
    retry: 'Retry',
    failed: 'Not uploaded',
    file_empty: 'Empty file',
    file_type_forbidden: 'File type not allowed',
  },
);

/** `1,2 MB`, `340 kB` */
export const fileSize = (bytes: number, language: LanguageTag): string => {
  const kilo = bytes < 1e6;
  return `${(bytes / (kilo ? 1e3 : 1e6)).toLocaleString(language, { maximumFractionDigits: kilo ? 0 : 1 })} ${kilo ? 'kB' : 'MB'}`;
};
