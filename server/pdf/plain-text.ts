import { isVisible } from '../../src/contract/text.ts';

// Text of a PDF as our contract and the database take it: whatever bytes a form holds, no halves of surrogate pairs and no control characters.

/** Lines of text; ends of lines are line feeds. */
export const block = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/(?![\n\t])\p{Cc}/gu, '');

/** One line of text, not longer than allowed; undefined when nothing in it is to be seen. */
export function line(text: string | undefined, max: number): string | undefined {
  const clean = cut(
    (text ?? '')
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}]+/gu, ' ')
      .trim(),
    max,
  ).trimEnd();
  return isVisible(clean) ? clean : undefined;
}

/** The first characters of a text, without half of a pair at the end. */
const cut = (text: string, max: number): string => text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
