import { dictionary, type Language } from './locale.ts';

/** Words of the time entries. */
export const timeEntryWords = dictionary(
  {
    title: 'Zeiterfassungen',
    date: 'Datum',
    work: 'Tätigkeit',
    duration: 'Dauer',
    sum: 'Summe',
    empty: 'Noch keine Zeit erfasst.',
    loadFailed: 'Die Zeiterfassungen konnten nicht geladen werden.',
    retry: 'Erneut versuchen',
    log: 'Zeit erfassen',
    durationHint: '25 oder 1:10',
    durationInvalid: 'Bitte Minuten (25) oder Stunden (1:10) eingeben, höchstens 24 Stunden.',
    dateInvalid: 'Bitte ein Datum wählen.',
    workRequired: 'Bitte beschreiben Sie die Tätigkeit.',
    save: 'Erfassen',
    saving: 'Wird erfasst …',
    saved: (duration: string) => `${duration} erfasst.`,
    remove: 'Löschen',
    removed: 'Die Zeiterfassung ist gelöscht.',
    undo: 'Rückgängig',
    removeFailed: 'Die Zeiterfassung konnte nicht gelöscht werden.',
  },
  {
    title: 'Time entries',
    date: 'Date',
    work: 'Work',
    duration: 'Duration',
    sum: 'Total',
    empty: 'No time logged yet.',
    loadFailed: 'The time entries could not be loaded.',
    retry: 'Try again',
    log: 'Log time',
    durationHint: '25 or 1:10',
    durationInvalid: 'Please enter minutes (25) or hours (1:10), 24 hours at most.',
    dateInvalid: 'Please choose a date.',
    workRequired: 'Please describe the work.',
    save: 'Log',
    saving: 'Logging …',
    saved: (duration) => `${duration} logged.`,
    remove: 'Delete',
    removed: 'The time entry is deleted.',
    undo: 'Undo',
    removeFailed: 'The time entry could not be deleted.',
  },
);

/** `25 Min.`, `1 Std. 10 Min.` */
export function duration(minutes: number, language: Language): string {
  const [hour, minute] = language === 'de' ? ['Std.', 'Min.'] : ['h', 'min'];
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours && `${hours} ${hour}`, (rest || !hours) && `${rest} ${minute}`].filter(Boolean).join(' ');
}
