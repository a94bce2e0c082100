import { randomBytes } from 'node:crypto';
import { deflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  PDFRef,
} from 'pdf-lib';
import { Decryption } from './encryption.ts';
import { type PdfPage, readPages } from './page-tree.ts';
import { headerAt, parseObject } from './parser.ts';
import { ifReadable, PdfError } from './pdf.ts';
import { decodeStream } from './streams.ts';
import { objectOffsets, readXref, type Xref, type XrefEntry, xrefStream, xrefTable } from './xref.ts';

export const name = (text: string): PDFName => PDFName.of(text);

/** Maximum size of all inflated object streams together, in bytes, because they stay in memory. */
const PACKED_MAX = 128 * 1024 * 1024;

/**
 * A PDF whose objects are parsed when they are needed. Changes are appended as an incremental update, so that all bytes of the original stay as
 * they are.
 *
 * @example
 * const file = new PdfFile(bytes);
 * const catalog = file.copy(file.catalog);
 * catalog.set(name('Lang'), PDFString.of('de'));
 * file.set(file.catalogRef, catalog);
 * const { bytes: changed } = file.append();
 */
export class PdfFile {
  readonly bytes: Uint8Array;
  readonly context: PDFContext;
  readonly #xref: Xref;
  readonly #decryption: Decryption | undefined;
  readonly #changes = new Map<number, { ref: PDFRef; object: PDFObject }>();
  readonly #packed = new Map<number, { content: Uint8Array; offsets: { number: number; offset: number }[] }>();
  readonly #loaded = new Set<PDFRef>();
  readonly #unreadable = new Map<PDFRef, PdfError>();
  #packedSize = 0;
  #pages: PdfPage[] | undefined;
  #size: number;

  /**
   * @param encrypted Whether to accept an encrypted file, which can be read but not changed.
   * @param xref The cross references of a file that is written from scratch. Otherwise they are read from the bytes.
   * @throws PdfError
   */
  constructor(bytes: Uint8Array, { encrypted = false, xref }: { encrypted?: boolean; xref?: Xref } = {}) {
    this.bytes = bytes;
    this.context = PDFContext.create();
    this.#xref = xref ?? readXref(bytes, this.context);
    const { lookup, lookupMaybe } = this.context;
    // Lets pdf-lib's context load an object when it is looked up for the first time.
    Object.assign(this.context, {
      lookup: (...args: Parameters<typeof lookup>) => lookup.apply(this.context, this.#load(args) as never),
      lookupMaybe: (...args: Parameters<typeof lookupMaybe>) =>
        lookupMaybe.apply(this.context, this.#load(args) as never),
    });
    this.#size = this.#greatest() + 1;
    const encryption = this.trailer.lookup(name('Encrypt'));
    if (encryption !== undefined && !encrypted) throw new PdfError('pdf_encrypted', 'The PDF is encrypted.');
    if (encryption !== undefined) this.#decryption = new Decryption(encryption, this.trailer.lookup(name('ID')));
  }

  get isEncrypted(): boolean {
    return this.#decryption !== undefined;
  }

  #greatest(): number {
    const size = this.trailer.get(name('Size'));
    let greatest = size instanceof PDFNumber && size.asNumber() < 10_000_000 ? size.asNumber() - 1 : 0;
    for (const number of this.#xref.locations.keys()) if (number > greatest) greatest = number;
    return greatest;
  }

  /** Whether the cross references of the file were broken, so that its objects had to be found by scanning all bytes. */
  get isRebuilt(): boolean {
    return this.#xref.start === null;
  }

  get trailer(): PDFDict {
    return this.#xref.trailer;
  }

  get catalog(): PDFDict {
    const catalog = this.trailer.lookup(name('Root'));
    if (!(catalog instanceof PDFDict)) throw new PdfError('pdf_invalid', 'The PDF has no catalog.');
    return catalog;
  }

  get catalogRef(): PDFRef {
    return this.trailer.get(name('Root')) as PDFRef;
  }

  #load<T extends readonly unknown[]>(args: T): T {
    const [ref] = args;
    if (!(ref instanceof PDFRef) || this.#loaded.has(ref)) return args;
    const known = this.#unreadable.get(ref);
    if (known) throw known;
    // Noted before it is read, because a stream may refer to itself as its length, and would be loaded for ever.
    this.#loaded.add(ref);
    try {
      this.context.assign(ref, this.#read(ref) ?? PDFNull);
    } catch (error) {
      this.#loaded.delete(ref);
      if (error instanceof PdfError) this.#unreadable.set(ref, error);
      throw error;
    }
    return args;
  }

  #read(ref: PDFRef): PDFObject | undefined {
    const location = this.#locate(ref);
    if (!location) return undefined;
    const { object } = parseObject(location.content, location.start, this.context);
    // Objects in an object stream are not encrypted themselves, but together with it.
    return this.#decryption && location.content === this.bytes ? this.#decryption.decrypt(object, ref) : object;
  }

  /** The start of an object, and the starts of the other objects in the same object stream. */
  #locate(ref: PDFRef): { content: Uint8Array; start: number; beside: readonly { offset: number }[] } | undefined {
    const { objectNumber } = ref;
    const location = this.#xref.locations.get(objectNumber);
    if (!location || this.currentRef(ref) !== ref) return undefined;
    if ('offset' in location) {
      const header = headerAt(this.bytes, location.offset);
      return header?.number === objectNumber ? { content: this.bytes, start: header.start, beside: [] } : undefined;
    }
    const { content, offsets } = this.#unpack(location.stream);
    const found =
      offsets[location.index]?.number === objectNumber
        ? offsets[location.index]
        : offsets.find(({ number }) => number === objectNumber);
    return found && { content, start: found.offset, beside: offsets };
  }

  /** The reference with the current generation of an object. Some viewers ignore the generation that a reference asks for. */
  currentRef(ref: PDFRef): PDFRef {
    const location = this.#xref.locations.get(ref.objectNumber);
    const generation = location && 'offset' in location ? location.generation : 0;
    return !location || generation === ref.generationNumber ? ref : PDFRef.of(ref.objectNumber, generation);
  }

  /** Whether an object that was looked up exists, but could not be parsed. */
  isUnreadable(ref: PDFRef): boolean {
    return this.#unreadable.has(ref);
  }

  /** The bytes from the start of an object that cannot be parsed: up to the next object in an object stream, or else to the end of the file. Throws PdfError. */
  damagedBytes(ref: PDFRef): Uint8Array {
    const location = this.#locate(ref);
    if (!location) throw new PdfError('pdf_invalid', 'An object of the PDF is missing.');
    const { content, start, beside } = location;
    const end = beside.reduce((next, { offset }) => (offset > start && offset < next ? offset : next), content.length);
    return content.subarray(start, end);
  }

  #unpack(number: number) {
    const known = this.#packed.get(number);
    if (known) return known;
    const location = this.#xref.locations.get(number);
    const stream =
      location && 'offset' in location ? this.context.lookup(PDFRef.of(number, location.generation)) : undefined;
    if (!(stream instanceof PDFRawStream)) throw new PdfError('pdf_invalid', 'An object stream of the PDF is missing.');
    const content = decodeStream(stream);
    this.#packedSize += content.length;
    if (this.#packedSize > PACKED_MAX)
      throw new PdfError('pdf_too_large', 'The objects of the PDF inflate to too much.');
    const packed = { content, offsets: objectOffsets(stream, content) };
    this.#packed.set(number, packed);
    return packed;
  }

  /** The pages in order. Throws PdfError if there are none, or more than PAGES_MAX. */
  get pages(): readonly PdfPage[] {
    this.#pages ??= readPages(this.catalog);
    return this.#pages;
  }

  /** References to all objects of the file. */
  refs(): PDFRef[] {
    return [...this.#xref.locations].flatMap(([number, location]) =>
      location ? [this.currentRef(PDFRef.of(number))] : [],
    );
  }

  /** The readable streams from an offset on, one at a time. They are not kept in memory. */
  *streams(from = 0): Iterable<PDFRawStream> {
    for (const [number, location] of this.#xref.locations) {
      if (!location || !('offset' in location) || location.offset < from) continue;
      const header = headerAt(this.bytes, location.offset);
      if (header?.number !== number) continue;
      // A damaged object is skipped: only whoever needs it can say whether that matters.
      const object = ifReadable(() => parseObject(this.bytes, header.start, this.context).object);
      if (object instanceof PDFRawStream) yield object;
    }
  }

  /** Whether there are changes to append. */
  get isChanged(): boolean {
    return this.#changes.size > 0;
  }

  /** Reserves the number of a new object, whose content is given by `set` later. */
  reserve(): PDFRef {
    return PDFRef.of(this.#size++);
  }

  add(object: PDFObject): PDFRef {
    const ref = this.reserve();
    this.set(ref, object);
    return ref;
  }

  set(ref: PDFRef, object: PDFObject): void {
    this.#changes.set(ref.objectNumber, { ref, object });
    this.#loaded.add(ref);
    this.context.assign(ref, object);
  }

  /** Replaces an object by null, because viewers disagree about objects that an update marks as free. */
  delete(ref: PDFRef): void {
    this.set(ref, PDFNull);
  }

  /** A shallow copy of a dictionary, to be changed and `set`. */
  copy(dict: PDFDict): PDFDict {
    return PDFDict.fromMapWithContext(new Map(dict.entries()), this.context);
  }

  /** Adds pages at the end, which have to have all attributes themselves, and returns them. */
  addPages(pages: readonly { [key: string]: Literal }[]): PDFRef[] {
    const count = this.pages.length;
    const rootRef = this.catalog.get(name('Pages')) as PDFRef;
    const root = this.copy(this.context.lookup(rootRef, PDFDict));
    const kids = PDFArray.withContext(this.context);
    for (const kid of root.lookup(name('Kids'), PDFArray).asArray()) kids.push(kid);
    const refs = pages.map((page) => this.add(this.dict({ ...page, Parent: rootRef })));
    for (const ref of refs) kids.push(ref);
    root.set(name('Kids'), kids);
    root.set(name('Count'), PDFNumber.of(count + refs.length));
    this.set(rootRef, root);
    return refs;
  }

  /** Makes a dictionary of literals, in which strings stand for names. */
  dict(entries: Parameters<typeof literal>[1]): PDFDict {
    return literal(this.context, entries);
  }

  /** Makes a compressed stream. */
  stream(content: string | Uint8Array, entries: Record<string, PDFObject> = {}): PDFRawStream {
    const dict = PDFDict.withContext(this.context);
    for (const [key, value] of Object.entries(entries)) dict.set(name(key), value);
    dict.set(name('Filter'), name('FlateDecode'));
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    return PDFRawStream.of(dict, deflateSync(bytes));
  }

  /**
   * The bytes of the file with its changes appended, in a new buffer, and the offsets of the changed objects by their numbers.
   * @param id The second part of the new /ID. Random by default.
   */
  append(id: Uint8Array = randomBytes(16)): { bytes: Uint8Array<ArrayBuffer>; offsets: Map<number, number> } {
    const { base, form, start } = this.#xref;
    const chunks: Uint8Array[] = [];
    const offsets = new Map<number, number>();
    let at = this.bytes.length;
    const write = (chunk: Uint8Array | string) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk, 'latin1') : chunk;
      chunks.push(bytes);
      at += bytes.length;
    };
    if (this.bytes.at(-1) !== 0x0a) write('\n');
    const rows: XrefEntry[] = start === null ? [...this.#rows()] : [];
    for (const { ref, object } of this.#changes.values()) {
      const { objectNumber: number, generationNumber: generation } = ref;
      offsets.set(number, at);
      rows.push({ number, kind: 1, first: at - base, second: generation });
      write(`${number} ${generation} obj\n`);
      const bytes = new Uint8Array(object.sizeInBytes());
      object.copyBytesInto(bytes, 0);
      write(bytes);
      write('\nendobj\n');
    }
    const section = at - base;
    const number = this.#size;
    write(
      form === 'table'
        ? xrefTable(rows, this.#trailer(number, id))
        : xrefStream(rows, this.#trailer(number + 1, id), { number, offset: section }),
    );
    write(`startxref\n${section}\n%%EOF\n`);
    const bytes = new Uint8Array(at);
    bytes.set(this.bytes);
    let target = this.bytes.length;
    for (const chunk of chunks) {
      bytes.set(chunk, target);
      target += chunk.length;
    }
    return { bytes, offsets };
  }

  /** Entries for all unchanged objects, for a file whose own cross references are broken. */
  *#rows(): Iterable<XrefEntry> {
    const { locations, base } = this.#xref;
    for (const [number, location] of locations) {
      if (!location || this.#changes.has(number)) continue;
      if ('offset' in location) yield { number, kind: 1, first: location.offset - base, second: location.generation };
      else yield { number, kind: 2, first: location.stream, second: location.index };
    }
  }

  #trailer(size: number, newId: Uint8Array): PDFDict {
    const dict = PDFDict.withContext(this.context);
    dict.set(name('Size'), PDFNumber.of(size));
    for (const key of ['Root', 'Info']) {
      const value = this.trailer.get(name(key));
      if (value) dict.set(name(key), value);
    }
    const ids = this.trailer.lookup(name('ID'));
    const id = PDFHexString.of(Buffer.from(newId).toString('hex'));
    const list = PDFArray.withContext(this.context);
    list.push((ids instanceof PDFArray && ids.size() > 0 && ids.get(0)) || id);
    list.push(id);
    dict.set(name('ID'), list);
    if (this.#xref.start !== null) dict.set(name('Prev'), PDFNumber.of(this.#xref.start));
    return dict;
  }
}

type Literal = PDFObject | string | number | boolean | Literal[] | { [key: string]: Literal };

const literal = (context: PDFContext, entries: { [key: string]: Literal }): PDFDict =>
  context.obj(entries as never) as PDFObject as PDFDict;
