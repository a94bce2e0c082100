import { FILE_ENDINGS, FILE_NAME_MAX } from '../../../src/contract/limits.ts';

export type FileEnding = (typeof FILE_ENDINGS)[number];

/**
 * A file's name without anything that could mislead whoever saves or reads it: paths, control characters, invisible characters such as the
 * right-to-left override (`rechnung‮fdp.exe`), endless length. The ending stays. Empty when nothing usable is left.
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
    // The lookbehind lets the pattern start at the first dot of a row only: with 15,000 dots in a row, each start would cost as many steps.
    .replace(/^[. ]+|(?<![. ])[. ]+$/g, '');
  if (last.length <= FILE_NAME_MAX) return last;
  const ending = /\.[^.]{1,10}$/.exec(last)?.[0] ?? '';
  // Removes half of a surrogate pair at the cut.
  return last.slice(0, FILE_NAME_MAX - ending.length).replace(/[\ud800-\udbff]$/, '') + ending;
}

/** The ending of a name. Undefined when files with it may not be attached. */
export function endingOf(name: string): FileEnding | undefined {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  return FILE_ENDINGS.find((allowed) => allowed === ending);
}
