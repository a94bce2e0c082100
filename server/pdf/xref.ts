import { deflateSync } from 'node:zlib';
import { PDFArray, type PDFContext, PDFDict, PDFName, PDFNumber, PDFRawStream, PDFRef } from 'pdf-lib';
import { headerAt, parseDict, parseObject } from './parser.ts';
import { ifReadable, PdfError } from './pdf.ts';
import { decodeStream } from './streams.ts';

/** Where an object is stored: at an offset of the file, or in an object stream. Null if it was deleted. */
type ObjectLocation = { offset: number; generation: number } | { stream: number; index: number } | null;

/** The cross references of a file. Of several updates, the newest location of an object counts. */
export interface Xref {
  locations: Map<number, ObjectLocation>;
  trailer: PDFDict;
  /** Whether the newest section is a table or a stream. Updates use the same form. */
  form: 'table' | 'stream';
  /** Offset of the newest section, for /Prev. Null if it is broken, so that an update has to list all objects. */
  start: number | null;
  /** Number of bytes before `%PDF-`, from which offsets are counted. */
  base: number;
}

/** Maximum number of objects in a file. */
const OBJECTS_MAX = 2_000_000;

const invalid = (detail: string) => new PdfError('pdf_invalid', detail);

const latin1 = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** Reads the cross references. If they are broken, finds the objects by scanning all bytes. Throws PdfError. */
export function readXref(bytes: Uint8Array, context: PDFContext): Xref {
  const base = latin1(bytes.subarray(0, 1_024)).indexOf('%PDF-');
  if (base < 0) throw invalid('This is no PDF.');
  const xref = ifReadable(() => readSections(bytes, base, context));
  return xref && isSound(bytes, xref) ? xref : rebuild(bytes, base, context);
}

/** Whether all objects are where the cross references say. */
function isSound(bytes: Uint8Array, { locations, trailer }: Xref): boolean {
  const root = trailer.get(PDFName.of('Root'));
  if (!(root instanceof PDFRef) || !locations.get(root.objectNumber)) return false;
  for (const [number, location] of locations) {
    if (location && 'offset' in location && headerAt(bytes, location.offset)?.number !== number) return false;
    if (location && 'stream' in location && !locations.get(location.stream)) return false;
  }
  return true;
}

function readSections(bytes: Uint8Array, base: number, context: PDFContext): Xref {
  const tail = latin1(bytes.subarray(-2_048)).toString('latin1');
  const start = Number(/startxref\s*(\d+)\s*(?:%%EOF)?(?![\s\S]*startxref)/.exec(tail)?.[1] ?? Number.NaN);
  if (!(start >= 0)) throw invalid('The PDF has no startxref.');
  const locations = new Map<number, ObjectLocation>();
  const seen = new Set<number>();
  const queue = [start];
  let newest: { trailer: PDFDict; form: Xref['form'] } | undefined;
  for (let offset = queue.shift(); offset !== undefined; offset = queue.shift()) {
    if (seen.has(offset)) continue;
    seen.add(offset);
    const section = readSection(bytes, offset + base, base, locations, context);
    newest ??= section;
    // In a hybrid file, the stream takes precedence over older sections.
    for (const key of ['XRefStm', 'Prev']) {
      const next = section.trailer.get(PDFName.of(key));
      if (next instanceof PDFNumber) queue.push(next.asNumber());
    }
  }
  if (!newest) throw invalid('The PDF has no cross references.');
  return { locations, ...newest, start, base };
}

function readSection(
  bytes: Uint8Array,
  offset: number,
  base: number,
  locations: Map<number, ObjectLocation>,
  context: PDFContext,
): { trailer: PDFDict; form: Xref['form'] } {
  let at = skipSpace(bytes, offset);
  if (latin1(bytes.subarray(at, at + 4)).toString('latin1') === 'xref') {
    at = readTable(bytes, at + 4, base, locations);
    return { trailer: parseDict(bytes, at, context), form: 'table' };
  }
  const header = headerAt(bytes, offset);
  if (!header) throw invalid('The PDF has no cross references where it says so.');
  const { object } = parseObject(bytes, header.start, context);
  if (!(object instanceof PDFRawStream)) throw invalid('The PDF has no cross references where it says so.');
  readStream(object, base, locations);
  return { trailer: object.dict, form: 'stream' };
}

const isSpace = (byte: number | undefined) =>
  byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09 || byte === 0x0c || byte === 0;

function skipSpace(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** Reads the subsections of a table, and returns where the dictionary of the trailer starts. */
function readTable(bytes: Uint8Array, offset: number, base: number, locations: Map<number, ObjectLocation>): number {
  let at = offset;
  const integer = (): number => {
    at = skipSpace(bytes, at);
    let value = 0;
    const from = at;
    for (let byte = bytes[at]; byte !== undefined && byte >= 0x30 && byte <= 0x39; byte = bytes[++at])
      value = value * 10 + byte - 0x30;
    if (at === from) throw invalid('The PDF’s table of cross references is broken.');
    return value;
  };
  for (;;) {
    at = skipSpace(bytes, at);
    if (bytes[at] === 0x74 /* t of trailer */) return skipSpace(bytes, at + 'trailer'.length);
    const first = integer();
    const count = integer();
    if (first + count > OBJECTS_MAX) throw new PdfError('pdf_too_large', 'The PDF has too many objects.');
    for (let index = 0; index < count; index++) {
      const location = integer();
      const generation = integer();
      at = skipSpace(bytes, at);
      const used = bytes[at++] === 0x6e;
      const number = first + index;
      if (!locations.has(number))
        locations.set(number, used && location > 0 ? { offset: location + base, generation } : null);
    }
  }
}

function readStream(stream: PDFRawStream, base: number, locations: Map<number, ObjectLocation>): void {
  const widths = numbers(stream.dict.lookup(PDFName.of('W')));
  const size = stream.dict.lookup(PDFName.of('Size'));
  const ranges = numbers(stream.dict.lookup(PDFName.of('Index')));
  if (ranges.length === 0) ranges.push(0, size instanceof PDFNumber ? size.asNumber() : 0);
  const [kindWidth = 0, firstWidth = 0, secondWidth = 0] = widths;
  if (widths.length < 3 || widths.some((width) => width < 0 || width > 8))
    throw invalid('A cross reference stream is broken.');
  const bytes = decodeStream(stream);
  let at = 0;
  const integer = (width: number): number => {
    let value = 0;
    for (let index = 0; index < width; index++) value = value * 256 + (bytes[at++] ?? 0);
    return value;
  };
  for (let range = 0; range + 1 < ranges.length; range += 2) {
    const [start = 0, count = 0] = ranges.slice(range);
    if (start + count > OBJECTS_MAX) throw new PdfError('pdf_too_large', 'The PDF has too many objects.');
    for (let number = start; number < start + count && at < bytes.length; number++) {
      const kind = kindWidth === 0 ? 1 : integer(kindWidth);
      const first = integer(firstWidth);
      const second = integer(secondWidth);
      if (locations.has(number)) continue;
      locations.set(
        number,
        kind === 1
          ? { offset: first + base, generation: second }
          : kind === 2
            ? { stream: first, index: second }
            : null,
      );
    }
  }
}

const numbers = (value: unknown): number[] =>
  value instanceof PDFArray
    ? value.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : Number.NaN))
    : [];

/** Finds `number generation obj` in all bytes. Of several objects with the same number, the last one counts, as with updates. */
function rebuild(bytes: Uint8Array, base: number, context: PDFContext): Xref {
  const locations = new Map<number, ObjectLocation>();
  const text = latin1(bytes);
  let trailer: PDFDict | undefined;
  let catalog: PDFRef | undefined;
  let packed = false;
  for (let at = text.indexOf('obj', base, 'latin1'); at >= 0; at = text.indexOf('obj', at + 3, 'latin1')) {
    const match = /(\d{1,10})\s+(\d{1,5})\s+$/.exec(text.toString('latin1', Math.max(base, at - 24), at));
    if (!match) continue;
    const [number, generation] = [Number(match[1]), Number(match[2])];
    if (number > OBJECTS_MAX) continue;
    const offset = at - match[0].length;
    locations.set(number, { offset, generation });
    // An object that cannot be parsed is listed nevertheless, because a viewer may be able to read it.
    const { object, end } = ifReadable(() => parseObject(bytes, at + 3, context)) ?? {};
    const dict = object instanceof PDFRawStream ? object.dict : object;
    if (!(dict instanceof PDFDict)) continue;
    const type = dict.get(PDFName.of('Type'));
    if (object instanceof PDFRawStream) {
      // Skips the data of streams, in which other bytes may look like objects.
      at = Math.max(at, end! - 3);
      if (type === PDFName.of('ObjStm')) {
        packed = true;
        for (const [index, inner] of objectNumbers(object).entries()) locations.set(inner, { stream: number, index });
      }
    }
    if (type === PDFName.of('XRef') && dict.get(PDFName.of('Root'))) trailer = dict;
    if (type === PDFName.of('Catalog')) catalog = PDFRef.of(number, generation);
  }
  for (let at = text.indexOf('trailer', base); at >= 0; at = text.indexOf('trailer', at + 7)) {
    try {
      const dict = parseDict(bytes, skipSpace(bytes, at + 7), context);
      if (dict.get(PDFName.of('Root')) instanceof PDFRef) trailer = dict;
    } catch {
      // Broken; there may be another trailer.
    }
  }
  if (!trailer && catalog) {
    trailer = PDFDict.withContext(context);
    trailer.set(PDFName.of('Root'), catalog);
  }
  if (!trailer) throw invalid('The PDF has no catalog.');
  return { locations, trailer, form: packed ? 'stream' : 'table', start: null, base };
}

/** Numbers of the objects in an object stream, in order. Throws PdfError. */
function objectNumbers(stream: PDFRawStream): number[] {
  return objectOffsets(stream, decodeStream(stream)).map(({ number }) => number);
}

/** Numbers and offsets of the objects in the decoded content of an object stream. Throws PdfError. */
export function objectOffsets(stream: PDFRawStream, content: Uint8Array): { number: number; offset: number }[] {
  const first = stream.dict.lookup(PDFName.of('First'));
  const count = stream.dict.lookup(PDFName.of('N'));
  if (!(first instanceof PDFNumber && count instanceof PDFNumber))
    throw invalid('An object stream of the PDF is broken.');
  const words = latin1(content.subarray(0, first.asNumber())).toString('latin1').trim().split(/\s+/).map(Number);
  return Array.from({ length: Math.min(count.asNumber(), words.length >> 1) }, (_, index) => ({
    number: words[index * 2]!,
    offset: first.asNumber() + words[index * 2 + 1]!,
  }));
}

/** An entry of the cross references. Kinds: 0 deleted, 1 at the offset `first`, 2 at the index `second` of the object stream `first`. */
export interface XrefEntry {
  number: number;
  kind: 0 | 1 | 2;
  first: number;
  second: number;
}

/** Writes a section of cross references as a table, with the trailer after it. */
export function xrefTable(rows: readonly XrefEntry[], trailer: PDFDict): string {
  const free: XrefEntry = { number: 0, kind: 0, first: 0, second: 65_535 };
  const lines = ranges([...rows, free]).map(
    (range) =>
      `${range[0]!.number} ${range.length}\n${range
        .map(({ kind, first, second }) => `${pad(first, 10)} ${pad(second, 5)} ${kind === 1 ? 'n' : 'f'} \n`)
        .join('')}`,
  );
  return `xref\n${lines.join('')}trailer\n${trailer}\n`;
}

/** Writes a section of cross references as a stream. It is an object itself, at an offset, and its dictionary is the trailer. */
export function xrefStream(
  rows: readonly XrefEntry[],
  trailer: PDFDict,
  { number, offset }: { number: number; offset: number },
): Uint8Array {
  const sections = ranges([...rows, { number, kind: 1, first: offset, second: 0 }]);
  const content = Buffer.alloc((rows.length + 1) * 8);
  for (const [index, { kind, first, second }] of sections.flat().entries()) {
    content.writeUInt8(kind, index * 8);
    content.writeUIntBE(first, index * 8 + 1, 5);
    content.writeUInt16BE(second, index * 8 + 6);
  }
  const { context } = trailer;
  const entries = {
    Type: 'XRef',
    W: [1, 5, 2],
    Index: sections.flatMap((range) => [range[0]!.number, range.length]),
    Filter: 'FlateDecode',
  };
  const dict = context.obj(entries);
  for (const [key, value] of trailer.entries()) dict.set(key, value);
  const stream = PDFRawStream.of(dict, deflateSync(content));
  const bytes = new Uint8Array(stream.sizeInBytes());
  stream.copyBytesInto(bytes, 0);
  return Buffer.concat([Buffer.from(`${number} 0 obj\n`), bytes, Buffer.from('\nendobj\n')]);
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');

/** Entries sorted by number, in groups of consecutive numbers. */
function ranges(rows: readonly XrefEntry[]): XrefEntry[][] {
  const result: XrefEntry[][] = [];
  for (const row of rows.toSorted((a, b) => a.number - b.number)) {
    const last = result.at(-1);
    if (last && row.number === last.at(-1)!.number + 1) last.push(row);
    else result.push([row]);
  }
  return result;
}
