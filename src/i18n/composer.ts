import { dictionary } from './locale.ts';

/** Words of the field that messages are written in. */
export const composerWords = dictionary(
  'composer',
  {
    label: 'Ihre Nachricht',
    placeholder: 'Schreiben Sie hier …',
    audience: 'Was schreiben Sie?',
    answer: 'Antwort an den Kunden',
    note: 'Interne Notiz',
    answerMeaning: 'Der Kunde liest diese Antwort.',
    noteMeaning: 'Nur für ETRON sichtbar. Der Kunde sieht weder die Notiz noch ihre Anhänge.',
    send: 'Senden',
    sendAnswer: 'An den Kunden senden',
    saveNote: 'Notiz speichern',
    sending: 'Wird gesendet …',
    shortcut: (key: string) => `${key} + Enter`,
    control: 'Strg',
    draft: 'Entwurf wiederhergestellt',
    left: (n: number) => `Noch ${n.toLocaleString('de-AT')} Zeichen`,
    tooLong: (n: number) =>
      `Um ${n.toLocaleString('de-AT')} Zeichen zu lang. Bitte kürzen Sie die Nachricht oder hängen Sie sie als Datei an.`,
    required: 'Bitte schreiben Sie eine Nachricht.',
    uploadsFailed:
      'Eine Datei wurde nicht hochgeladen. Entfernen oder wiederholen Sie sie, dann senden Sie noch einmal.',
    alreadySent:
      'Der vorige Versuch ist doch angekommen und steht jetzt in der Historie. Senden Sie nur, was noch fehlt.',
  },
  {
    label: 'Your message',
    placeholder: 'Write here …',
    audience: 'What are you writing?',
    answer: 'Answer to the customer',
    note: 'Internal note',
    answerMeaning: 'The customer reads this answer.',
    noteMeaning: 'Visible to ETRON only. The customer sees neither the note nor its attachments.',
    send: 'Send',
    sendAnswer: 'Send to the customer',
    saveNote: 'Save note',
    sending: 'Sending …',
    shortcut: (key) => `${key} + Enter`,
    control: 'Ctrl',
    draft: 'Draft restored',
    left: (n) => `${n.toLocaleString('en-GB')} characters left`,
    tooLong: (n) =>
      `${n.toLocaleString('en-GB')} characters too long. Please shorten the message or attach it as a file.`,
    required: 'Please write a message.',
    uploadsFailed: 'A file was not uploaded. Remove or retry it, then send again.',
    alreadySent: 'The previous try did arrive and is in the history now. Send only what is still missing.',
  },
);
