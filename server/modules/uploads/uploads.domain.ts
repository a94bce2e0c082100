import { FILE_ENDINGS, FILE_NAME_MAX } from '../../../src/contract/history.limits.ts';

export type FileEnding = (typeof FILE_ENDINGS)[number];

/** What a file without a usable name is called. */
const NAMELESS = 'Datei';

/**
 * A file's name without what could lead astray whoever saves or reads it: paths, control characters, invisible characters such as the
 * right-to-left override (`rechnung‮fdp.exe`), endless length. The ending stays.
 */
export function cleanName(name: string): string {
  const last = name
    .toWellFormed()
    .normalize('NFC')
    .split(/[/\\]/)
    .at(-1)!
    .replace(/[\p{Cc}\p{Cf}\ufffd\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    // Tried where dots begin only: at each of them, 15,000 in a row would keep everybody waiting.
    .replace(/^[. ]+|(?<![. ])[. ]+$/g, '');
  if (last === '') return NAMELESS;
  if (last.length <= FILE_NAME_MAX) return last;
  const ending = /\.[^.]{1,10}$/.exec(last)?.[0] ?? '';
  // Not through the middle of a character.
  return last.slice(0, FILE_NAME_MAX - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

/** The ending of a name, when files with it may be attached. */
export function endingOf(name: string): FileEnding | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_ENDINGS.find((allowed) => allowed === ending);
}
