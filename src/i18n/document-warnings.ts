import type { DocumentWarningCode } from '../contract/documents.limits.ts';
import { dictionary } from './locale.ts';

type Words = { [code in DocumentWarningCode]: (value: string) => string };

/** What of an author's PDF could not be kept, and what that means, in words a shop's office understands; of the value that a warning shows. */
export const documentWarnings = dictionary(
  'document-warnings',
  {
    default_unreadable: (value) =>
      `Der Wert „${value}“ lässt sich nach dem Format des Feldes nicht lesen. Das Feld beginnt leer.`,
    default_invalid: (value) =>
      `Der Wert „${value}“ widerspricht den eigenen Regeln des Feldes. Das Feld beginnt leer.`,
    format_changed: (value) => `Das Datum wird in Ziffern geschrieben, nicht als „${value}“.`,
    format_dropped: (value) =>
      `Das Format „${value}“ wird nicht übernommen: Im Feld darf jeder Text stehen, und er wird so gedruckt, wie er eingegeben wird.`,
    rotation_dropped: () => 'Der Text steht im Formular gedreht. Was hier eingegeben wird, steht aufrecht.',
    script_dropped: () =>
      'Ein Skript des Feldes läuft nicht mehr: Es wird nichts berechnet und nichts außer Art, Länge und Grenzen geprüft.',
    button_inactive: () => 'Diese Schaltfläche bleibt höchstens als Bild stehen; sie tut nichts mehr.',
    password_shown: () => 'Ein Passwortfeld: Was hier eingegeben wird, steht lesbar im unterschriebenen Dokument.',
    rich_text_plain: () => 'Der Text wird ohne Auszeichnungen (fett, Farben, Schriften) übernommen und gedruckt.',
    file_as_text: () => 'Hier sollte eine Datei gewählt werden. Es lässt sich nur ein Text eingeben.',
    options_missing: () => 'Die Liste hat nichts zur Auswahl. Das Feld ist ein Textfeld.',
    options_dropped: () => 'Die Liste ist zu lang oder hat unbrauchbare Einträge. Diese fehlen.',
    areas_dropped: () => 'Das Feld kommt zu oft vor. An den weiteren Stellen erscheint sein Wert nicht.',
    attachment_dropped: (value) => `Die angehängte Datei „${value}“ ist im Dokument nicht enthalten.`,
  } as Words,
  {
    default_unreadable: (value) =>
      `The value “${value}” cannot be read by the format of the field. The field begins empty.`,
    default_invalid: (value) => `The value “${value}” breaks the field’s own rules. The field begins empty.`,
    format_changed: (value) => `The date is written in figures, not as “${value}”.`,
    format_dropped: (value) =>
      `The format “${value}” is not taken over: the field takes any text, which is printed as it is filled in.`,
    rotation_dropped: () => 'The text is turned in the form. What is filled in here stands upright.',
    script_dropped: () =>
      'A script of the field does not run any more: nothing is calculated, and nothing but type, length and limits is checked.',
    button_inactive: () => 'This button stays as a picture at most; it does nothing any more.',
    password_shown: () => 'A password field: what is filled in here can be read in the signed document.',
    rich_text_plain: () => 'The text is taken over and printed without bold, colours and fonts.',
    file_as_text: () => 'A file was to be chosen here. Only a text can be filled in.',
    options_missing: () => 'The list has nothing to choose from. The field is a text field.',
    options_dropped: () => 'The list is too long or has entries that cannot be used. They are missing.',
    areas_dropped: () => 'The field is there too often. Its value does not appear in the further places.',
    attachment_dropped: (value) => `The attached file “${value}” is not part of the document.`,
  },
);
