import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as fontkit from 'fontkit';
import { PDFName, PDFNumber, type PDFRef, PDFString } from 'pdf-lib';
import { SIGNATURE_FONTS, type SignatureFont } from '../../src/contract/documents.limits.ts';
import type { PdfFile } from './file.ts';
import { digits } from './geometry.ts';

const { resolve } = createRequire(import.meta.url);

/** The folder of Liberation Sans (SIL Open Font License), which pdf.js ships. It has Latin, Greek and Cyrillic letters. */
const FOLDER = join(dirname(resolve('pdfjs-dist/package.json')), 'standard_fonts');

const faces = new Map<string, fontkit.Font>();

function face(path: string): fontkit.Font {
  let font = faces.get(path);
  if (!font) {
    font = fontkit.create(readFileSync(path)) as fontkit.Font;
    faces.set(path, font);
  }
  return font;
}

/** A mark cannot be drawn, because no font of ours has one of its characters, or its picture is not a PNG. */
export class UndrawableError extends Error {}

const noGlyph = (character: string) => new UndrawableError(`No glyph for ${JSON.stringify(character)}.`);

/** A font for text in one PDF. `embed` writes a subset into the file, with only the glyphs that were encoded before. */
export class TextFont {
  readonly ref: PDFRef;
  readonly #file: PdfFile;
  readonly #font: fontkit.Font;
  readonly #name: string;
  readonly #subset: fontkit.Subset;
  readonly #glyphs = new Map<number, { code: string; width: number }>();
  readonly #used: { codePoint: number; code: string; width: number }[] = [];

  constructor(file: PdfFile, weight: 'Regular' | 'Bold') {
    this.#file = file;
    this.#name = `ETRONPW+LiberationSans${weight === 'Bold' ? '-Bold' : ''}`;
    this.#font = face(join(FOLDER, `LiberationSans-${weight}.ttf`));
    this.#subset = this.#font.createSubset();
    this.ref = file.reserve();
  }

  /** Height above the base line, in font sizes. */
  get ascent(): number {
    return this.#font.ascent / this.#font.unitsPerEm;
  }

  /** Depth below the base line, in font sizes. It is negative. */
  get descent(): number {
    return this.#font.descent / this.#font.unitsPerEm;
  }

  has(codePoint: number): boolean {
    return this.#font.hasGlyphForCodePoint(codePoint);
  }

  /** A text with question marks in place of characters without a glyph, for text that the user cannot correct. */
  printable(text: string): string {
    return [...text.normalize('NFC')]
      .map((character) => (character === '\n' || this.has(character.codePointAt(0)!) ? character : '?'))
      .join('');
  }

  /** Width of a text in font sizes. Throws UndrawableError. */
  width(text: string): number {
    let width = 0;
    for (const character of text) width += this.#glyph(character).width;
    return width / 1_000;
  }

  /** Encodes a text as an operand of Tj. Throws UndrawableError. */
  encode(text: string): string {
    let codes = '';
    for (const character of text) codes += this.#glyph(character).code;
    return `<${codes}>`;
  }

  #glyph(character: string): { code: string; width: number } {
    const codePoint = character.codePointAt(0)!;
    const known = this.#glyphs.get(codePoint);
    if (known) return known;
    if (!this.has(codePoint)) throw noGlyph(character);
    const glyph = this.#font.glyphForCodePoint(codePoint);
    // Declared as boolean by fontkit's types, but it is the number of the glyph in the subset.
    const code = Number(this.#subset.includeGlyph(glyph)).toString(16).padStart(4, '0');
    const entry = { code, width: (glyph.advanceWidth * 1_000) / this.#font.unitsPerEm };
    this.#glyphs.set(codePoint, entry);
    this.#used.push({ codePoint, ...entry });
    return entry;
  }

  /** Writes the font into its file. */
  embed(): void {
    const file = this.#file;
    const font = this.#font;
    const scale = 1_000 / font.unitsPerEm;
    const program = this.#subset.encode();
    const base = PDFName.of(this.#name);
    const descriptor = file.add(
      file.dict({
        Type: 'FontDescriptor',
        FontName: base,
        Flags: 4,
        FontBBox: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((value) =>
          Math.round(value * scale),
        ),
        ItalicAngle: 0,
        Ascent: Math.round(font.ascent * scale),
        Descent: Math.round(font.descent * scale),
        CapHeight: Math.round(font.capHeight * scale),
        StemV: 88,
        FontFile2: file.add(file.stream(program, { Length1: PDFNumber.of(program.length) })),
      }),
    );
    const byCode = [...this.#used].sort((a, b) => Number.parseInt(a.code, 16) - Number.parseInt(b.code, 16));
    const descendant = file.add(
      file.dict({
        Type: 'Font',
        Subtype: 'CIDFontType2',
        BaseFont: base,
        CIDSystemInfo: { Registry: PDFString.of('Adobe'), Ordering: PDFString.of('Identity'), Supplement: 0 },
        CIDToGIDMap: 'Identity',
        FontDescriptor: descriptor,
        W: byCode.flatMap(({ code, width }) => [Number.parseInt(code, 16), [Number(digits(width))]]),
      }),
    );
    file.set(
      this.ref,
      file.dict({
        Type: 'Font',
        Subtype: 'Type0',
        BaseFont: base,
        Encoding: 'Identity-H',
        DescendantFonts: [descendant],
        ToUnicode: file.add(file.stream(toUnicode(byCode))),
      }),
    );
  }
}

/** The text fonts of one PDF, which are created when they are used first. */
export class TextFonts {
  readonly #file: PdfFile;
  readonly #fonts = new Map<'Regular' | 'Bold', TextFont>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  get regular(): TextFont {
    return this.#font('Regular');
  }

  get bold(): TextFont {
    return this.#font('Bold');
  }

  #font(weight: 'Regular' | 'Bold'): TextFont {
    const font = this.#fonts.get(weight) ?? new TextFont(this.#file, weight);
    this.#fonts.set(weight, font);
    return font;
  }

  /** Writes the fonts that were used into the file. Call it once, after everything is drawn. */
  embed(): void {
    for (const font of this.#fonts.values()) font.embed();
  }
}

/** The ToUnicode CMap of a font, so that its text can be copied, searched and read aloud. */
function toUnicode(used: readonly { codePoint: number; code: string }[]): string {
  const lines = used.map(({ codePoint, code }) => {
    const utf16 = Buffer.from(String.fromCodePoint(codePoint), 'utf16le').swap16().toString('hex');
    return `<${code}> <${utf16}>`;
  });
  const blocks: string[] = [];
  for (let start = 0; start < lines.length; start += 100) {
    const block = lines.slice(start, start + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar\n`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
${blocks.join('')}endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

/** The parts that a handwriting font is divided into. The browser loads the same files. */
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic', 'cyrillic-ext', 'greek-ext', 'vietnamese'];

function handwritingFonts(font: SignatureFont): fontkit.Font[] {
  const folder = join(dirname(resolve(`@fontsource/${font}/package.json`)), 'files');
  return SCRIPTS.flatMap((script) => {
    try {
      return [face(join(folder, `${font}-${script}-400-normal.woff`))];
    } catch {
      return [];
    }
  });
}

/** The outlines of a text in a handwriting font, as path operators in 1/1000 of the font size, and the box around them. Throws UndrawableError. */
export function signatureOutlines(
  text: string,
  font: SignatureFont,
): { path: string; box: { minX: number; minY: number; maxX: number; maxY: number } } {
  if (!SIGNATURE_FONTS.includes(font)) throw new TypeError(`Unknown font ${font}.`);
  const candidates = handwritingFonts(font);
  const box = { minX: Number.POSITIVE_INFINITY, minY: Number.POSITIVE_INFINITY, maxX: -Infinity, maxY: -Infinity };
  const parts: string[] = [];
  let pen = 0;
  for (const run of runs(text.normalize('NFC'), candidates)) {
    const scale = 1_000 / run.face.unitsPerEm;
    const { glyphs, positions } = run.face.layout(run.text);
    for (const [index, glyph] of glyphs.entries()) {
      const { xAdvance, xOffset, yOffset } = positions[index]!;
      const [dx, dy] = [pen + xOffset * scale, yOffset * scale];
      const at = (values: readonly number[]) => values.map((value, axis) => value * scale + (axis % 2 === 0 ? dx : dy));
      if (glyph.path.commands.length > 0) {
        parts.push(pathOf(glyph.path.commands, at));
        const { minX, minY, maxX, maxY } = glyph.bbox;
        box.minX = Math.min(box.minX, minX * scale + dx);
        box.maxX = Math.max(box.maxX, maxX * scale + dx);
        box.minY = Math.min(box.minY, minY * scale + dy);
        box.maxY = Math.max(box.maxY, maxY * scale + dy);
      }
      pen += xAdvance * scale;
    }
  }
  return { path: parts.join(''), box };
}

function runs(text: string, candidates: readonly fontkit.Font[]): { face: fontkit.Font; text: string }[] {
  const result: { face: fontkit.Font; text: string }[] = [];
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    const last = result.at(-1);
    if (last?.face.hasGlyphForCodePoint(codePoint)) {
      last.text += character;
      continue;
    }
    const face = candidates.find((candidate) => candidate.hasGlyphForCodePoint(codePoint));
    if (!face) throw noGlyph(character);
    result.push({ face, text: character });
  }
  return result;
}

function pathOf(commands: readonly fontkit.PathCommand[], at: (values: readonly number[]) => number[]): string {
  let [x, y] = [0, 0];
  let path = '';
  for (const { command, args } of commands) {
    const points = at(args);
    switch (command) {
      case 'moveTo':
        path += `${digits(...points)} m\n`;
        break;
      case 'lineTo':
        path += `${digits(...points)} l\n`;
        break;
      case 'quadraticCurveTo': {
        const [cx = 0, cy = 0, ex = 0, ey = 0] = points;
        path += `${digits(x + (2 / 3) * (cx - x), y + (2 / 3) * (cy - y), ex + (2 / 3) * (cx - ex), ey + (2 / 3) * (cy - ey), ex, ey)} c\n`;
        break;
      }
      case 'bezierCurveTo':
        path += `${digits(...points)} c\n`;
        break;
      case 'closePath':
        path += 'h\n';
        continue;
    }
    [x = 0, y = 0] = points.slice(-2);
  }
  return path;
}
