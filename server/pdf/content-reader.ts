import { PDFDict, type PDFObject, PDFRawStream } from 'pdf-lib';
import { type Operands, scanContent } from './content.ts';
import { name, type PdfFile } from './file.ts';
import { contentStreams } from './page-content.ts';
import type { PdfPage } from './page-tree.ts';
import { ifReadable } from './pdf.ts';
import { decodeReadable } from './streams.ts';
import { CLOSE, differencesOf, OPEN, type TextCodes, textCodesOf } from './text-codes.ts';

/** What a content stream does by itself, without the contents that it draws. */
export interface ContentSummary {
  /** Size of its operators, in bytes. */
  length: number;
  /** The form XObjects, pictures, tiling patterns, soft masks and Type 3 glyphs that it draws. */
  drawn: Map<PDFRawStream, Drawn>;
  /** Number of opening and closing braces in its text. Infinity if only a viewer can tell. */
  opening: number;
  closing: number;
}

export interface Drawn {
  times: number;
  /** The resources that its names refer to if it has none of its own. */
  resources: PDFDict | undefined;
}

interface Font {
  codes: TextCodes | undefined;
  /** For a Type 3 font: the contents of its glyphs by code, and their resources. */
  glyphs: Map<number, PDFRawStream> | undefined;
  resources: PDFDict | undefined;
}

/** Summarises the contents of a file's pages. Each content is read once, however often it is drawn. */
export class ContentReader {
  readonly #file: PdfFile;
  readonly #pages = new Map<PdfPage, ContentSummary>();
  readonly #streams = new Map<PDFRawStream, Map<PDFDict | undefined, ContentSummary>>();
  readonly #fonts = new Map<PDFDict, Font>();

  constructor(file: PdfFile) {
    this.#file = file;
  }

  /** The content of a page. Throws PdfError if it is too large. */
  ofPage(page: PdfPage): ContentSummary {
    let contents = this.#pages.get(page);
    if (!contents) {
      const resources = page.inherited('Resources');
      const parts = contentStreams(page.dict).map((ref) => this.#file.context.lookup(ref) as PDFRawStream);
      contents = this.#read(parts, resources instanceof PDFDict ? resources : undefined);
      this.#pages.set(page, contents);
    }
    return contents;
  }

  /** A content that is drawn by another one. Throws PdfError if it is too large. */
  ofDrawn(stream: PDFRawStream, { resources }: Drawn): ContentSummary {
    const own = stream.dict.lookup(name('Resources'));
    const used = own instanceof PDFDict ? own : resources;
    const known = this.#streams.get(stream) ?? new Map<PDFDict | undefined, ContentSummary>();
    this.#streams.set(stream, known);
    const contents = known.get(used) ?? this.#read([stream], used);
    known.set(used, contents);
    return contents;
  }

  #read(parts: readonly PDFRawStream[], resources: PDFDict | undefined): ContentSummary {
    const decoded = parts.map((part) => decodeReadable(part));
    const isWhole = decoded.every(({ whole }) => whole);
    const bytes =
      decoded.length === 1
        ? decoded[0]!.bytes
        : Buffer.concat(decoded.flatMap((part) => [part.bytes, Buffer.from('\n')]));
    const interpreter = new Interpreter(bytes, resources, (font) => this.#fontOf(font));
    scanContent(bytes, interpreter.visit);
    const { drawn, opening, closing } = interpreter;
    // Of broken content, viewers may read more than we do.
    const unknown = isWhole ? 0 : Number.POSITIVE_INFINITY;
    return { length: bytes.length, drawn, opening: opening + unknown, closing: closing + unknown };
  }

  #fontOf(dict: PDFDict): Font {
    let font = this.#fonts.get(dict);
    if (!font) {
      font = {
        codes: ifReadable(() => textCodesOf(dict)),
        ...(ifReadable(() => glyphsOf(dict)) ?? { glyphs: undefined, resources: undefined }),
      };
      this.#fonts.set(dict, font);
    }
    return font;
  }
}

/** The contents of the glyphs of a Type 3 font, by code. */
function glyphsOf(font: PDFDict): Pick<Font, 'glyphs' | 'resources'> {
  const resources = font.lookup(name('Resources'));
  const own = resources instanceof PDFDict ? resources : undefined;
  const contents = font.lookup(name('CharProcs'));
  if (!(contents instanceof PDFDict)) return { glyphs: undefined, resources: own };
  const glyphs = new Map<number, PDFRawStream>();
  for (const [code, glyph] of differencesOf(font)) {
    const stream = contents.lookup(name(glyph));
    if (stream instanceof PDFRawStream) glyphs.set(code, stream);
  }
  return { glyphs, resources: own };
}

/** Follows a content from operator to operator, and counts what it draws. */
class Interpreter {
  readonly drawn = new Map<PDFRawStream, Drawn>();
  opening = 0;
  closing = 0;
  readonly #bytes: Uint8Array;
  readonly #resources: PDFDict | undefined;
  readonly #fontOf: (dict: PDFDict) => Font;
  readonly #named = new Map<string, Map<string, PDFObject>>();
  readonly #saved: (Font | undefined)[] = [];
  /** Undefined while a content uses the font of the content that draws it. */
  #font: Font | undefined;
  #text = new Uint8Array(256);

  constructor(bytes: Uint8Array, resources: PDFDict | undefined, fontOf: (dict: PDFDict) => Font) {
    this.#bytes = bytes;
    this.#resources = resources;
    this.#fontOf = fontOf;
  }

  readonly visit = (operator: string, operands: Operands): void => {
    switch (operator) {
      case 'q':
        this.#saved.push(this.#font);
        break;
      case 'Q':
        if (this.#saved.length > 0) this.#font = this.#saved.pop();
        break;
      case 'Tf': {
        const font = this.#find('Font', operands);
        this.#font = font instanceof PDFDict ? this.#fontOf(font) : undefined;
        break;
      }
      case 'Tj':
      case 'TJ':
      case "'":
      case '"':
        for (let index = 0; index < operands.strings.length; index += 2)
          this.#show(operands.strings[index]!, operands.strings[index + 1]!);
        break;
      case 'Do':
        this.#draw(this.#find('XObject', operands), this.#resources);
        break;
      case 'scn':
      case 'SCN':
        this.#draw(this.#find('Pattern', operands), this.#resources);
        break;
      case 'gs':
        this.#setState(this.#find('ExtGState', operands));
    }
  };

  #setState(state: PDFObject | undefined): void {
    if (!(state instanceof PDFDict)) return;
    const group = ifReadable(() => {
      const mask = state.lookup(name('SMask'));
      return mask instanceof PDFDict ? mask.lookup(name('G')) : undefined;
    });
    this.#draw(group, this.#resources);
    if (state.has(name('Font'))) this.#font = undefined;
  }

  #draw(stream: PDFObject | undefined, resources: PDFDict | undefined): void {
    if (!(stream instanceof PDFRawStream)) return;
    const known = this.drawn.get(stream);
    if (known) known.times++;
    else this.drawn.set(stream, { times: 1, resources });
  }

  #show(start: number, end: number): void {
    const length = this.#unescape(start, end);
    if (length === 0) return;
    const { codes, glyphs, resources } = this.#font ?? {};
    if (codes) this.#countBraces(codes, length);
    else this.opening = this.closing = Number.POSITIVE_INFINITY;
    if (glyphs)
      for (let at = 0; at < length; at++) this.#draw(glyphs.get(this.#text[at]!), resources ?? this.#resources);
  }

  #countBraces({ width, braces }: TextCodes, length: number): void {
    const text = this.#text;
    for (let at = 0; at + width <= length; at += width) {
      const found = braces[width === 1 ? text[at]! : text[at]! * 256 + text[at + 1]!]!;
      if (found === 0) continue;
      if ((found & OPEN) !== 0) this.opening++;
      if ((found & CLOSE) !== 0) this.closing++;
    }
  }

  /** Decodes a string into `#text`, and returns its length in bytes. */
  #unescape(start: number, end: number): number {
    const bytes = this.#bytes;
    if (this.#text.length < end - start) this.#text = new Uint8Array((end - start) * 2);
    if (bytes[start] === 0x3c) return this.#unhex(start + 1, end - 1);
    let length = 0;
    for (let at = start + 1; at < end - 1; at++) {
      let byte = bytes[at]!;
      if (byte === 0x5c) {
        byte = bytes[++at]!;
        if (byte === 0x0d || byte === 0x0a) {
          if (byte === 0x0d && bytes[at + 1] === 0x0a) at++;
          continue;
        }
        if (byte >= 0x30 && byte < 0x38) {
          byte -= 0x30;
          for (let more = 0; more < 2 && bytes[at + 1]! >= 0x30 && bytes[at + 1]! < 0x38; more++)
            byte = byte * 8 + bytes[++at]! - 0x30;
        } else byte = ESCAPES.get(byte) ?? byte;
      }
      this.#text[length++] = byte & 0xff;
    }
    return length;
  }

  #unhex(start: number, end: number): number {
    const [bytes, text] = [this.#bytes, this.#text];
    let [length, at] = [0, start];
    // Most strings consist of digits only, so this loop does nearly all the work.
    for (; at + 1 < end; at += 2) {
      const value = (HEX[bytes[at]!]! << 4) | HEX[bytes[at + 1]!]!;
      if (value > 0xff) break;
      text[length++] = value;
    }
    for (; at < end; length++) {
      let digit = HEX[bytes[at++]!]!;
      while (digit === NO_DIGIT && at < end) digit = HEX[bytes[at++]!]!;
      if (digit === NO_DIGIT) break;
      // The last digit may be missing.
      let next = at < end ? HEX[bytes[at++]!]! : 0;
      while (next === NO_DIGIT) next = at < end ? HEX[bytes[at++]!]! : 0;
      text[length] = (digit << 4) | next;
    }
    return length;
  }

  /** The resource that the last name before an operator refers to. */
  #find(kind: string, { nameStart, nameEnd }: Operands): PDFObject | undefined {
    if (nameStart === nameEnd) return undefined;
    let named = this.#named.get(kind);
    if (!named) {
      const dict = ifReadable(() => this.#resources?.lookup(name(kind)));
      // The names are compared as strings, because pdf-lib keeps every PDFName for ever.
      named = new Map(dict instanceof PDFDict ? dict.entries().map(([key, value]) => [key.decodeText(), value]) : []);
      this.#named.set(kind, named);
    }
    const value = named.get(nameIn(this.#bytes, nameStart, nameEnd));
    return value && ifReadable(() => this.#resources!.context.lookup(value));
  }
}

/** The escape sequences `\n`, `\r`, `\t`, `\b` and `\f`, by the letter after the backslash. */
const ESCAPES = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

const NO_DIGIT = 0x100;
const HEX = new Uint16Array(256).fill(NO_DIGIT);
for (let digit = 0; digit < 16; digit++)
  for (const character of [digit.toString(16), digit.toString(16).toUpperCase()]) HEX[character.charCodeAt(0)] = digit;

/** Decodes a name, without its slash. */
function nameIn(bytes: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start + 1, end - start - 1).toString('latin1');
  if (!text.includes('#')) return text;
  return text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
