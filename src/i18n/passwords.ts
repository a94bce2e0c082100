import { PASSWORD_MIN } from '../contract/account.limits.ts';
import { dictionary } from './locale.ts';

/** Words of the field for a new password. */
export const passwordWords = dictionary(
  'passwords',
  {
    label: 'Neues Passwort',
    hint: `Mindestens ${PASSWORD_MIN} Zeichen. Gut zu merken sind mehrere Wörter, die nichts miteinander zu tun haben.`,
    show: 'Passwort anzeigen',
    tooShort: `Das ist zu kurz: Es müssen mindestens ${PASSWORD_MIN} Zeichen sein.`,
    easy: 'Das ist leicht zu erraten: Es besteht aus Ihrem Namen, gängigen Wörtern oder Tastenfolgen. Nehmen Sie bitte etwas anderes.',
    wrong: 'Mit diesem Passwort stimmt etwas nicht. Nehmen Sie bitte ein anderes.',
  },
  {
    label: 'New password',
    hint: `At least ${PASSWORD_MIN} characters. Several words that have nothing to do with each other are easy to remember.`,
    show: 'Show password',
    tooShort: `This is too short: it needs at least ${PASSWORD_MIN} characters.`,
    easy: 'This is easy to guess: it consists of your name, common words or keys in a row. Please take something else.',
    wrong: 'Something is wrong with this password. Please take another one.',
  },
);
