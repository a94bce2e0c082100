import { type PDFContext, PDFDict, PDFName, PDFNumber, type PDFObject, PDFObjectParser, PDFRawStream } from 'pdf-lib';
import { PdfError } from './pdf.ts';

const codes = (text: string): number[] => [...Buffer.from(text, 'latin1')];
const STREAM = codes('stream');
const ENDSTREAM = codes('endstream');

/** pdf-lib's parser for one object. It does not copy streams, and resolves their lengths if these are objects of their own. */
class ObjectParser extends PDFObjectParser {
  readonly #data: Uint8Array;

  constructor(data: Uint8Array, context: PDFContext) {
    super(PDFObjectParser.forBytes(data, context)['bytes'], context);
    this.#data = data;
  }

  get offset(): number {
    return this.bytes.offset();
  }

  protected override parseDictOrStream(): PDFDict | PDFRawStream {
    const dict = this.parseDict();
    const after = this.bytes.offset();
    this.skipWhitespaceAndComments();
    if (!this.matchKeyword(STREAM)) {
      this.bytes.moveTo(after);
      return dict;
    }
    let start = this.bytes.offset();
    if (this.#data[start] === 0x20) start++;
    if (this.#data[start] === 0x0d) start++;
    if (this.#data[start] === 0x0a) start++;
    const length = dict.lookup(PDFName.of('Length'));
    if (length instanceof PDFNumber && length.asNumber() >= 0) {
      const end = start + length.asNumber();
      if (end <= this.#data.length) {
        this.bytes.moveTo(end);
        this.skipWhitespace();
        if (this.matchKeyword(ENDSTREAM)) return PDFRawStream.of(dict, this.#data.subarray(start, end));
      }
    }
    const { buffer, byteOffset, length: size } = this.#data;
    let end = Buffer.from(buffer, byteOffset, size).indexOf('endstream', start, 'latin1');
    if (end < 0) throw new PdfError('pdf_invalid', 'A stream of the PDF has no end.');
    this.bytes.moveTo(end + ENDSTREAM.length);
    if (this.#data[end - 1] === 0x0a) end--;
    if (this.#data[end - 1] === 0x0d) end--;
    return PDFRawStream.of(dict, this.#data.subarray(start, Math.max(start, end)));
  }
}

/** Parses the object at an offset. Throws PdfError. */
export function parseObject(
  bytes: Uint8Array,
  offset: number,
  context: PDFContext,
): { object: PDFObject; end: number } {
  try {
    const parser = new ObjectParser(bytes.subarray(offset), context);
    return { object: parser.parseObject(), end: offset + parser.offset };
  } catch (error) {
    if (error instanceof PdfError) throw error;
    throw new PdfError('pdf_invalid', `The PDF has an unreadable object at ${offset}.`);
  }
}

/** Parses a dictionary, or that of a stream. Throws PdfError if there is none. */
export function parseDict(bytes: Uint8Array, offset: number, context: PDFContext): PDFDict {
  const { object } = parseObject(bytes, offset, context);
  if (object instanceof PDFDict) return object;
  if (object instanceof PDFRawStream) return object.dict;
  throw new PdfError('pdf_invalid', `The PDF has no dictionary at ${offset}.`);
}

/** Reads `number generation obj` at an offset, and returns where the object after it starts. Undefined if there is no such header. */
export function headerAt(
  bytes: Uint8Array,
  offset: number,
): { number: number; generation: number; start: number } | undefined {
  if (!(offset >= 0 && offset < bytes.length)) return undefined;
  const { buffer, byteOffset } = bytes;
  const text = Buffer.from(buffer, byteOffset + offset, Math.min(48, bytes.length - offset)).toString('latin1');
  const match = /^\s{0,8}(\d{1,10})\s{1,4}(\d{1,5})\s{1,4}obj/.exec(text);
  return match
    ? { number: Number(match[1]), generation: Number(match[2]), start: offset + match[0].length }
    : undefined;
}
