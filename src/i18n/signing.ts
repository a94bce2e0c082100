import { VALUE_MAX } from '../contract/documents.limits.ts';
import type { DocumentField } from '../contract/documents.ts';
import type { LanguageTag } from '../contract/language.ts';
import type { FieldErrorCode } from '../contract/problem.ts';
import { formatDate } from './dates.ts';
import { dictionary, type WordsOf } from './locale.ts';

const FAULTS_DE: { [code in FieldErrorCode]?: string } & { other: string } = {
  required: 'Bitte füllen Sie dieses Feld aus.',
  too_long: 'Das ist zu lang.',
  too_small: 'Der Wert ist zu klein.',
  too_big: 'Der Wert ist zu groß.',
  invalid_format: 'Bitte prüfen Sie das Format.',
  unsupported_character: 'Ein Zeichen lässt sich im Dokument nicht darstellen.',
  other: 'Dieser Wert passt hier nicht.',
};
const FAULTS_EN: typeof FAULTS_DE = {
  required: 'Please fill in this field.',
  too_long: 'This is too long.',
  too_small: 'The value is too small.',
  too_big: 'The value is too big.',
  invalid_format: 'Please check the format.',
  unsupported_character: 'A character cannot be shown in the document.',
  other: 'This value does not fit here.',
};

/** Words of `<etron-sign-doc>` for filling in and signing, loaded only when a document can be signed. */
export const signingWords = dictionary(
  'signing',
  {
    pages: (count: number) => (count === 1 ? '1 Seite' : `${count} Seiten`),
    progress: (filled: number, required: number) => `${filled} von ${required} Pflichtfeldern`,
    noRequired: 'Keine Pflichtfelder',
    progressLabel: 'Ausgefüllte Pflichtfelder',
    next: 'Nächste',
    nextDocument: 'Nächstes Dokument',
    atField: (number: number, count: number, label: string, page: number) =>
      `Feld ${number} von ${count}: ${label}, Seite ${page}`,
    atOther: (label: string, page: number) => `Bitte prüfen: ${label}, Seite ${page}`,
    complete: 'Dokument abschließen',
    decline: 'Ablehnen',
    cancel: 'Abbrechen',
    saving: 'Wird gespeichert …',
    saved: 'Gespeichert',
    unsaved: 'Keine Verbindung. Ihre Eingaben bleiben hier erhalten und werden gespeichert, sobald es wieder geht.',
    unsavedShort: 'Noch nicht gespeichert',
    required: 'Pflichtfeld',
    optional: 'Freiwillig',
    several: 'Mehrere möglich',
    choose: 'Bitte wählen',
    signingDate: 'wird beim Unterschreiben eingesetzt',
    mark: { signature: 'Unterschreiben', initials: 'Initialen setzen' },
    markAgain: { signature: 'Unterschrift einsetzen', initials: 'Initialen einsetzen' },
    marked: { signature: 'Unterschrift gesetzt', initials: 'Initialen gesetzt' },
    changeMark: 'Ändern',
    removeMark: 'Entfernen',
    faults: FAULTS_DE,
    atLeast: (limit: string) => `Mindestens ${limit}.`,
    atMost: (limit: string) => `Höchstens ${limit}.`,
    notBefore: (day: string) => `Nicht vor dem ${day}.`,
    notAfter: (day: string) => `Nicht nach dem ${day}.`,
    longest: (count: number) => `Höchstens ${count} Zeichen.`,
    email: 'Bitte geben Sie eine E-Mail-Adresse ein, zum Beispiel name@firma.at.',
    phone: 'Bitte geben Sie eine Telefonnummer ein, zum Beispiel +43 1 2345678.',
    number: 'Bitte geben Sie eine Zahl ein.',
    date: 'Bitte geben Sie ein gültiges Datum ein.',
    completeTitle: 'Dokument abschließen?',
    confirmWhat: (title: string, pages: string) => `Sie unterschreiben „${title}“ (${pages}).`,
    confirmWho: (name: string, company: string) => `Als ${name} für ${company}.`,
    confirmLast: 'Danach wird das Dokument versiegelt und kann nicht mehr geändert werden.',
    confirmOthers:
      'Danach können Sie Ihre Angaben nicht mehr ändern. Das Dokument wartet dann auf die anderen Unterschriften.',
    fingerprint: 'Prüfsumme (SHA-256)',
    codeIntro: 'Zur Sicherheit senden wir Ihnen einen Code per E-Mail. Er gilt nur für dieses Dokument.',
    requestCode: 'Code anfordern',
    requestingCode: 'Code wird gesendet …',
    codeSent: 'Der Code ist unterwegs. Bitte sehen Sie auch im Spam-Ordner nach.',
    resend: 'Neuen Code senden',
    resendIn: (seconds: number) => `Neuer Code in ${seconds} s`,
    code: 'Code aus der E-Mail',
    codeMissing: 'Bitte geben Sie den Code aus der E-Mail ein.',
    codeInvalid:
      'Dieser Code stimmt nicht oder gilt nicht mehr. Bitte prüfen Sie ihn, oder fordern Sie einen neuen an.',
    sealing: 'Das Dokument wird unterschrieben und versiegelt. Das kann einige Sekunden dauern.',
    declineTitle: 'Unterschrift ablehnen?',
    declineIntro: 'Der Absender erfährt, dass Sie abgelehnt haben, und warum. Das lässt sich nicht rückgängig machen.',
    reason: 'Grund',
    reasonMissing: 'Bitte nennen Sie einen Grund.',
    declining: 'Wird abgelehnt …',
  },
  {
    pages: (count) => (count === 1 ? '1 page' : `${count} pages`),
    progress: (filled, required) => `${filled} of ${required} required fields`,
    noRequired: 'No required fields',
    progressLabel: 'Required fields filled in',
    next: 'Next',
    nextDocument: 'Next document',
    atField: (number, count, label, page) => `Field ${number} of ${count}: ${label}, page ${page}`,
    atOther: (label, page) => `Please check: ${label}, page ${page}`,
    complete: 'Complete document',
    decline: 'Decline',
    cancel: 'Cancel',
    saving: 'Saving …',
    saved: 'Saved',
    unsaved: 'No connection. What you entered is kept here and will be saved as soon as possible.',
    unsavedShort: 'Not saved yet',
    required: 'Required',
    optional: 'Optional',
    several: 'Several possible',
    choose: 'Please choose',
    signingDate: 'filled in when you sign',
    mark: { signature: 'Sign', initials: 'Add initials' },
    markAgain: { signature: 'Insert signature', initials: 'Insert initials' },
    marked: { signature: 'Signature added', initials: 'Initials added' },
    changeMark: 'Change',
    removeMark: 'Remove',
    faults: FAULTS_EN,
    atLeast: (limit) => `At least ${limit}.`,
    atMost: (limit) => `At most ${limit}.`,
    notBefore: (day) => `Not before ${day}.`,
    notAfter: (day) => `Not after ${day}.`,
    longest: (count) => `At most ${count} characters.`,
    email: 'Please enter an e-mail address, such as name@company.com.',
    phone: 'Please enter a phone number, such as +43 1 2345678.',
    number: 'Please enter a number.',
    date: 'Please enter a valid date.',
    completeTitle: 'Complete the document?',
    confirmWhat: (title, pages) => `You are signing “${title}” (${pages}).`,
    confirmWho: (name, company) => `As ${name} for ${company}.`,
    confirmLast: 'After that, the document is sealed and cannot be changed any more.',
    confirmOthers: 'After that, you cannot change what you entered. The document then waits for the other signatures.',
    fingerprint: 'Checksum (SHA-256)',
    codeIntro: 'For your security, we send you a code by e-mail. It is valid for this document only.',
    requestCode: 'Request code',
    requestingCode: 'Sending the code …',
    codeSent: 'The code is on its way. Please check your spam folder, too.',
    resend: 'Send a new code',
    resendIn: (seconds) => `New code in ${seconds} s`,
    code: 'Code from the e-mail',
    codeMissing: 'Please enter the code from the e-mail.',
    codeInvalid: 'This code is wrong or no longer valid. Please check it, or request a new one.',
    sealing: 'The document is being signed and sealed. This may take a few seconds.',
    declineTitle: 'Decline to sign?',
    declineIntro: 'The sender learns that you declined, and why. This cannot be undone.',
    reason: 'Reason',
    reasonMissing: 'Please give a reason.',
    declining: 'Declining …',
  },
);

/** The message for a wrong value: the author's own, if the field has one. */
export function faultText(
  { type, maxLength, validation }: DocumentField,
  code: FieldErrorCode,
  words: WordsOf<typeof signingWords>,
  language: LanguageTag,
): string {
  const { min = '', max = '', message } = validation ?? {};
  const day = (text: string): string => formatDate(language, `${text}T12:00`, { dateStyle: 'medium' });
  switch (code) {
    case 'too_small':
      return type === 'date' ? words.notBefore(day(min)) : words.atLeast(min);
    case 'too_big':
      return type === 'date' ? words.notAfter(day(max)) : max ? words.atMost(max) : words.faults.other;
    case 'too_long':
      return words.longest(maxLength ?? VALUE_MAX);
    case 'invalid_format':
      if (message) return message;
      if (type === 'email' || type === 'phone' || type === 'number' || type === 'date') return words[type];
  }
  return words.faults[code] ?? words.faults.other;
}
