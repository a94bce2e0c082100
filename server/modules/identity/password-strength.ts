import { fold } from '../../db/search.ts';

/** Words of which people make passwords for a portal like this one, folded. */
const COMMON_WORDS = [
  ...['etron', 'onretail', 'kundenportal', 'portal', 'kassa', 'kasse', 'support', 'ticket', 'admin', 'login'],
  ...['passwort', 'password', 'passwd', 'kennwort', 'geheim', 'secret', 'willkommen', 'welcome', 'hallo', 'hello'],
  ...[
    'sommer',
    'winter',
    'herbst',
    'fruhling',
    'summer',
    'spring',
    'autumn',
    'osterreich',
    'austria',
    'wien',
    'vienna',
  ],
  ...['iloveyou', 'letmein', 'changeme', 'ichliebedich', 'schatz', 'love', 'master', 'monkey', 'dragon', 'test'],
];

/** Rows of keyboards, along which passwords are typed. */
const KEYBOARD_ROWS = ['1234567890', 'qwertzuiop', 'qwertyuiop', 'asdfghjkl', 'yxcvbnm', 'zxcvbnm'];

/** Different characters that have to be left when all that can be expected is taken away. */
const UNEXPECTED_MIN = 6;

/**
 * Whether a password is one of those that are tried first: made of common words, of what is known about the person (`about`: name, address, company), of
 * years, and of runs on the keyboard or through the alphabet. A list of leaked passwords would catch none of these: nearly all on such lists are shorter than
 * `PASSWORD_MIN`.
 */
export function isEasyToGuess(password: string, about: readonly string[]): boolean {
  const known = about.flatMap((text) => fold(text).split(/[^\p{L}\d]+/u)).filter((word) => word.length > 2);
  const words = [...COMMON_WORDS, ...known].sort((a, b) => b.length - a.length);
  let rest = fold(password);
  for (const word of words) rest = rest.replaceAll(word, '');
  rest = rest.replaceAll(/(?:19|20)\d\d/g, '');
  const unexpected = [...rest].filter((character, index) => !isExpectedAfter(rest[index - 1], character));
  return new Set(unexpected).size < UNEXPECTED_MIN;
}

/** Whether a character is what goes on from the one before: the same, or the next one in the alphabet or on the keyboard, in either direction. */
function isExpectedAfter(before: string | undefined, character: string): boolean {
  if (before === undefined) return false;
  const isNextTo = (row: string) =>
    row.includes(before) && row.includes(character) && Math.abs(row.indexOf(before) - row.indexOf(character)) === 1;
  return Math.abs(before.charCodeAt(0) - character.charCodeAt(0)) <= 1 || KEYBOARD_ROWS.some(isNextTo);
}
