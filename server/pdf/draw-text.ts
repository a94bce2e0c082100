import { firstCell } from '../../src/contract/documents.formats.ts';
import type { TextFont } from './fonts.ts';
import { type Box, digits } from './geometry.ts';
import type { TextLayout } from './pdf.ts';

// Draws text into a box. Text is never cut off: its size is reduced until it fits. All lengths are in points of the displayed page.

/** Font size where the author of the form has given none. */
const SIZE = 11;
const PADDING = 2;
/** Share of the width of a comb's cell that its character may take. */
const CELL_SHARE = 0.9;
/** Distance between lines, in font sizes. */
const LEADING = 1.2;

/** Operators that write a text in the current colour. `fontName` is the name of the font in the resources. Throws UndrawableError. */
export function drawText(text: string, box: Box, layout: TextLayout, font: TextFont, fontName: string): string {
  const clean = cleaned(text);
  const content = layout.multiline ? paragraphs(clean, box, layout, font) : oneLine(clean, box, layout, font);
  const shown = content.pieces.map(({ text: piece, x, y }) => `1 0 0 1 ${digits(x, y)} Tm ${font.encode(piece)} Tj`);
  return `BT /${fontName} ${digits(content.size)} Tf\n${shown.join('\n')}\nET\n`;
}

interface Content {
  size: number;
  /** The pieces of text, with the start of their base lines. */
  pieces: { text: string; x: number; y: number }[];
}

/** Lays out a single line in the middle of the box; in cells if the layout has some. */
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

/** Lays out wrapped lines from the top of the box. */
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

/** The left end of a line of this width. */
function startOf(width: number, box: Box, { alignment }: TextLayout): number {
  const free = room(box) - width;
  return box.left + inset(box) + (alignment === 'right' ? free : alignment === 'center' ? free / 2 : 0);
}

const inset = ({ left, right }: Box): number => Math.min(PADDING, (right - left) / 20);

const room = (box: Box): number => box.right - box.left - 2 * inset(box);

/** Text with composed letters, without tabs, and with line feeds only, as the font needs it. */
const cleaned = (text: string): string => text.normalize('NFC').replaceAll(/\r\n?/g, '\n').replaceAll('\t', '    ');

/** Breaks paragraphs into lines at spaces, and within a word that is longer than a line. `width` is in font sizes. */
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
