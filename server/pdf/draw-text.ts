import { firstCell } from '../../src/contract/documents.formats.ts';
import type { TextFont } from './fonts.ts';
import { type Box, digits } from './geometry.ts';
import type { TextLayout } from './pdf.ts';

// Text in a box, in its points. Nothing of it is ever cut off: it becomes smaller until it fits.

/** Points, unless the author of the form gave some. */
const SIZE = 11;
const PADDING = 2;
/** Of a cell, for its character. */
const CELL_SHARE = 0.9;
/** Lines of a text, in font sizes. */
const LEADING = 1.2;

/** Operators that write a text in the current colour; its font is called `fontName` there. Throws Undrawable. */
export function drawText(text: string, box: Box, layout: TextLayout, font: TextFont, fontName: string): string {
  const clean = cleaned(text);
  const content = layout.multiline ? paragraphs(clean, box, layout, font) : oneLine(clean, box, layout, font);
  const shown = content.pieces.map(({ text: piece, x, y }) => `1 0 0 1 ${digits(x, y)} Tm ${font.encode(piece)} Tj`);
  return `BT /${fontName} ${digits(content.size)} Tf\n${shown.join('\n')}\nET\n`;
}

interface Content {
  size: number;
  /** Each where it begins on its base line. */
  pieces: { text: string; x: number; y: number }[];
}

/** One line in the middle of the height; in cells where there are some. */
function oneLine(text: string, box: Box, layout: TextLayout, font: TextFont): Content {
  const line = text.replaceAll(/\s*\n\s*/g, ' ');
  const characters = [...line];
  const { cells, size: wanted = SIZE } = layout;
  const height = box.top - box.bottom;
  const highest = Math.min(wanted, height / (font.ascent - font.descent));
  const base = (size: number) => box.bottom + (height - (font.ascent + font.descent) * size) / 2;
  if (cells === undefined || characters.length > cells) {
    const width = font.width(line);
    const size = Math.min(highest, room(box) / Math.max(width, 1e-6));
    return { size, pieces: [{ text: line, x: startOf(width * size, box, layout), y: base(size) }] };
  }
  const cell = (box.right - box.left) / cells;
  const widths = characters.map((character) => font.width(character));
  const size = Math.min(highest, (cell * CELL_SHARE) / Math.max(...widths, 1e-6));
  const first = firstCell(characters.length, cells, layout.alignment ?? 'left');
  const pieces = characters.map((character, index) => ({
    text: character,
    x: box.left + (first + index + 0.5) * cell - (widths[index]! * size) / 2,
    y: base(size),
  }));
  return { size, pieces };
}

/** Lines that wrap, from the top. */
function paragraphs(text: string, box: Box, layout: TextLayout, font: TextFont): Content {
  const parts = text.split('\n');
  let size = layout.size ?? SIZE;
  let lines = wrap(parts, room(box) / size, font);
  while (lines.length * size * LEADING > box.top - box.bottom && size > 0.5) {
    size *= 0.95;
    lines = wrap(parts, room(box) / size, font);
  }
  const top = box.top - font.ascent * size - Math.min(PADDING, (box.top - box.bottom) / 10);
  const pieces = lines.map((line, index) => ({
    text: line,
    x: startOf(font.width(line) * size, box, layout),
    y: top - index * size * LEADING,
  }));
  return { size, pieces };
}

/** Where a line of that width begins. */
function startOf(width: number, box: Box, { alignment }: TextLayout): number {
  const free = room(box) - width;
  return box.left + inset(box) + (alignment === 'right' ? free : alignment === 'center' ? free / 2 : 0);
}

const inset = ({ left, right }: Box): number => Math.min(PADDING, (right - left) / 20);

const room = (box: Box): number => box.right - box.left - 2 * inset(box);

/** As the font has it: composed letters, no tabs, one kind of line end. */
const cleaned = (text: string): string => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    ');

/** Breaks at spaces, and within a word that is too long by itself. The width is in font sizes. */
export function wrap(parts: readonly string[], width: number, font: TextFont): string[] {
  const lines: string[] = [];
  for (const paragraph of parts) {
    let line = '';
    for (const word of paragraph.split(/(?<= )/)) {
      if (font.width((line + word).trimEnd()) <= width) {
        line += word;
        continue;
      }
      if (line !== '') lines.push(line.trimEnd());
      line = '';
      for (const character of word) {
        if (line !== '' && font.width(line + character) > width) {
          lines.push(line);
          line = '';
        }
        line += character;
      }
    }
    lines.push(line.trimEnd());
  }
  return lines;
}
