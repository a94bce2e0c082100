import type { ProblemCode } from '../contract/problem.ts';
import { dictionary, type Language } from './locale.ts';

/** Words of the file field. */
export const uploadWords = dictionary(
  {
    files: 'Anhänge',
    choose: 'Dateien auswählen oder hierher ziehen',
    limits: 'Bis zu 20 Dateien mit je 25 MB',
    tooMany: 'Höchstens 20 Dateien – die übrigen wurden nicht hinzugefügt.',
    done: 'hochgeladen',
    remove: 'Entfernen',
    retry: 'Wiederholen',
    failed: {
      internal: 'Nicht hochgeladen',
      network: 'Keine Verbindung',
      payload_too_large: 'Größer als 25 MB',
      file_empty: 'Die Datei ist leer',
      file_type_forbidden: 'Dieser Dateityp ist nicht erlaubt',
      image_too_large: 'Das Bild hat zu viele Pixel',
      rate_limited: 'Zu viele Dateien auf einmal – bitte etwas warten',
    } as { [code in ProblemCode]?: string } & { internal: string },
  },
  {
    files: 'Attachments',
    choose: 'Choose files or drop them here',
    limits: 'Up to 20 files of 25 MB each',
    tooMany: 'At most 20 files – the others were not added.',
    done: 'uploaded',
    remove: 'Remove',
    retry: 'Retry',
    failed: {
      internal: 'Not uploaded',
      network: 'No connection',
      payload_too_large: 'Larger than 25 MB',
      file_empty: 'The file is empty',
      file_type_forbidden: 'This type of file is not allowed',
      image_too_large: 'The image has too many pixels',
      rate_limited: 'Too many files at once – please wait a moment',
    },
  },
);

/** `1,2 MB`, `340 kB` */
export const fileSize = (bytes: number, language: Language): string => {
  const kilo = bytes < 1e6;
  return `${(bytes / (kilo ? 1e3 : 1e6)).toLocaleString(language, { maximumFractionDigits: kilo ? 0 : 1 })} ${kilo ? 'kB' : 'MB'}`;
};
