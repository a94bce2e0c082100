import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { name } from './file.ts';
import { ifReadable } from './pdf.ts';
import { decodeStream } from './streams.ts';

/** Bits that say which braces a code of a font may stand for. */
export const [OPEN, CLOSE] = [1, 2];

/** The codes of a font that may stand for braces. Every brace that pdf.js could find in a text with this font is among them. */
export interface TextCodes {
  /** Number of bytes of a code. */
  width: 1 | 2;
  /** `OPEN`, `CLOSE` or both by code; 0 for what is no brace. */
  braces: Uint8Array;
}

/** The braces of codes without a mapping. In all encodings of PDF, braces have the same codes as in ASCII. */
const ASCII = [
  [0x7b, OPEN],
  [0x7d, CLOSE],
] as const;

/** The braces of a font. Undefined if they depend on the font program, or on a CMap that is not in the file. */
export function textCodesOf(font: PDFDict): TextCodes | undefined {
  const isComposite = font.lookup(name('Subtype')) === name('Type0');
  const braces = new Uint8Array(isComposite ? 0x10000 : 0x100);
  for (const [code, found] of ASCII) braces[code] = found;
  if (isComposite) {
    const encoding = font.lookup(name('Encoding'));
    if (encoding !== name('Identity-H') && encoding !== name('Identity-V')) return undefined;
  } else for (const [code, glyph] of differencesOf(font)) if (bracesIn(glyph) !== 0) braces[code] = bracesIn(glyph);
  const given = font.lookup(name('ToUnicode'));
  const mapped = given instanceof PDFRawStream ? toUnicode(given) : new Map<number, number>();
  if (mapped === undefined || (given instanceof PDFName && !given.decodeText().startsWith('Identity')))
    return undefined;
  if (mapped.size === 0 && !(isComposite ? isIdentity(font) : addProgram(font, braces))) return undefined;
  for (const [code, found] of mapped) braces[code] = found;
  return { width: isComposite ? 2 : 1, braces };
}

/** Names of glyphs by code, from the array /Differences of a simple font. */
export function differencesOf(font: PDFDict): Map<number, string> {
  const encoding = font.lookup(name('Encoding'));
  const list = encoding instanceof PDFDict ? encoding.lookup(name('Differences')) : undefined;
  const differences = new Map<number, string>();
  let code = 0;
  for (let index = 0; list instanceof PDFArray && index < list.size(); index++) {
    const item = list.lookup(index);
    if (item instanceof PDFNumber) code = item.asNumber();
    else if (item instanceof PDFName) differences.set(code++, item.decodeText());
  }
  return differences;
}

/** The brace that the name of a glyph may mean. Some programs put the code into the name, in hexadecimal or decimal. */
function bracesIn(glyph: string): number {
  const number = /^(?:uni|u|[GgCc])0*([0-9A-Fa-f]{2,3})$/.exec(glyph)?.[1]?.toLowerCase();
  return (
    (glyph === 'braceleft' || number === '7b' || number === '123' ? OPEN : 0) |
    (glyph === 'braceright' || number === '7d' || number === '125' ? CLOSE : 0)
  );
}

/** Whether pdf.js takes the codes of a composite font for Unicode. For Asian fonts, the character collection defines the codes instead. */
function isIdentity(font: PDFDict): boolean {
  const descendants = font.lookup(name('DescendantFonts'));
  const descendant = descendants instanceof PDFArray ? descendants.lookup(0) : undefined;
  const collection = descendant instanceof PDFDict ? descendant.lookup(name('CIDSystemInfo')) : undefined;
  return !/\((?:GB1|CNS1|Japan1|Korea1)\)/.test(String(collection));
}

/** Adds the braces of the encoding in the font program of a simple font. Returns false if it cannot be read. */
function addProgram(font: PDFDict, braces: Uint8Array): boolean {
  const encoding = font.lookup(name('Encoding'));
  const base = encoding instanceof PDFDict ? encoding.lookup(name('BaseEncoding')) : encoding;
  const descriptor = font.lookup(name('FontDescriptor'));
  if (base instanceof PDFName || !(descriptor instanceof PDFDict)) return true;
  if (descriptor.has(name('FontFile3'))) return false;
  const program = descriptor.lookup(name('FontFile'));
  if (!(program instanceof PDFRawStream)) return true;
  const text = textOf(program);
  if (text === undefined) return false;
  // PostScript in plain text: `dup 102 /braceleft put`.
  for (const [, code, glyph] of text.matchAll(/\bdup\s+(\d+)\s*\/(\S+)\s+put\b/g)) {
    const found = bracesIn(glyph!);
    if (found !== 0) braces[Number(code)] = found;
  }
  // PostScript has a notation for other radices, such as `8#146`, which is not read above.
  return !/\bdup\s+\d+#\S+\s*\/brace/.test(text);
}

const textOf = (stream: PDFRawStream): string | undefined =>
  ifReadable(() => Buffer.from(decodeStream(stream)).toString('latin1'));

/** The braces of each code that a ToUnicode CMap maps, 0 for none. Undefined if the CMap has operators that we do not read. */
function toUnicode(stream: PDFRawStream): Map<number, number> | undefined {
  const text = textOf(stream);
  if (
    text === undefined ||
    /\busecmap\b|\bbegincid|\(/.test(text.replaceAll(/\/Registry\s*\(\w*\)|\/Ordering\s*\(\w*\)/g, ''))
  )
    return undefined;
  const codes = new Map<number, number>();
  for (const [, kind, body] of text.matchAll(/\bbeginbf(char|range)\b([\s\S]*?)\bendbf\1\b/g)) {
    const words = body!.match(/<[^>]*>|\[|\]|\S+/g) ?? [];
    const complete = kind === 'char' ? addCharacters(words, codes) : addRanges(words, codes);
    if (!complete) return undefined;
  }
  return codes;
}

/** Reads entries `<code> <text>`. */
function addCharacters(words: readonly string[], codes: Map<number, number>): boolean {
  for (let index = 0; index < words.length; index += 2) {
    const [code, units] = [codeOf(words[index]), unitsOf(words[index + 1])];
    if (code === undefined || units === undefined) return false;
    codes.set(code, bracesAmong(units));
  }
  return true;
}

/** Reads entries `<first> <last> <text of the first>` or `<first> <last> [<text> …]`. */
function addRanges(words: readonly string[], codes: Map<number, number>): boolean {
  for (let index = 0; index < words.length; ) {
    const [first, last] = [codeOf(words[index]), codeOf(words[index + 1])];
    if (first === undefined || last === undefined || last - first > 0xffff) return false;
    index += 2;
    const isList = words[index] === '[';
    if (isList) index++;
    let units = isList ? undefined : unitsOf(words[index++]);
    for (let code = first; code <= last && words[index] !== ']'; code++) {
      if (isList) units = unitsOf(words[index++]);
      if (units === undefined) return false;
      codes.set(code, bracesAmong(units));
      if (!isList) units = [...units.slice(0, -1), (units.at(-1) ?? 0) + 1];
    }
    if (isList && words[index++] !== ']') return false;
  }
  return true;
}

/** The code that is written as `<…>`. */
function codeOf(word: string | undefined): number | undefined {
  const digits = /^<([0-9A-Fa-f\s]{1,16})>$/.exec(word ?? '')?.[1]?.replaceAll(/\s/g, '');
  return digits ? Number.parseInt(digits, 16) : undefined;
}

/** The UTF-16 code units that are written as `<…>`. */
function unitsOf(word: string | undefined): number[] | undefined {
  const digits = /^<([0-9A-Fa-f\s]*)>$/.exec(word ?? '')?.[1]?.replaceAll(/\s/g, '');
  if (digits === undefined) return undefined;
  const padded = digits.padStart(Math.ceil(digits.length / 4) * 4, '0');
  return (padded.match(/.{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16));
}

const bracesAmong = (units: readonly number[]): number =>
  (units.includes(0x7b) ? OPEN : 0) | (units.includes(0x7d) ? CLOSE : 0);
