import { isVisible } from '../../src/contract/text.ts';

// Cleans text of a PDF so that our contract and the database accept it: without unpaired surrogates and control characters.

/** Text of one or several lines, which end with line feeds. */
export const cleanText = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');

/** Text on one line, cut off at `max` characters. Undefined if nothing of it is visible. */
export function cleanLine(text: string | undefined, max: number): string | undefined {
  const clean = cut(
    (text ?? '')
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    max,
  ).trimEnd();
  return isVisible(clean) ? clean : undefined;
}

/** A name that is not taken: the wanted one, or else with a number, such as `Name (2)`. It is added to the names that are taken. */
export function uniqueName(wanted: string, taken: Set<string>): string {
  let free = wanted;
  for (let number = 2; taken.has(free); number++) free = `${wanted} (${number})`;
  taken.add(free);
  return free;
}

/** The first characters of a text, without half of a surrogate pair at the end. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
