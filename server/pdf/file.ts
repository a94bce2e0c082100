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
import { objectOffsets, type Row, readXref, type Xref, xrefStream, xrefTable } from './xref.ts';

export const name = (text: string): PDFName => PDFName.of(text);

/** Bytes all object streams together may inflate to: they stay in memory. */
const PACKED_MAX = 128 * 1024 * 1024;

/**
 * A PDF whose objects are read when they are needed. What is changed or added is appended as an incremental update, so that every byte that was there
 * stays there.
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

  /** One that is `encrypted` can only be read. Cross references are given for a file that is written anew. Throws PdfError. */
  constructor(bytes: Uint8Array, { encrypted = false, xref }: { encrypted?: boolean; xref?: Xref } = {}) {
    this.bytes = bytes;
    this.context = PDFContext.create();
    this.#xref = xref ?? readXref(bytes, this.context);
    const { lookup, lookupMaybe } = this.context;
    // Objects come into pdf-lib's context when it looks for them.
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
    for (const number of this.#xref.places.keys()) if (number > greatest) greatest = number;
    return greatest;
  }

  /** Whether its own cross references were broken, so that its objects were found by looking at every byte. */
  get rebuilt(): boolean {
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
    // Before it is read: a stream may give itself as its own length.
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
    const place = this.#locate(ref);
    if (!place) return undefined;
    const { object } = parseObject(place.content, place.start, this.context);
    // What is in an object stream is encrypted together with it.
    return this.#decryption && place.content === this.bytes ? this.#decryption.decrypt(object, ref) : object;
  }

  /** Where an object starts, and where those do that are in the same object stream. */
  #locate(ref: PDFRef): { content: Uint8Array; start: number; beside: readonly { offset: number }[] } | undefined {
    const { objectNumber } = ref;
    const place = this.#xref.places.get(objectNumber);
    if (!place || this.current(ref) !== ref) return undefined;
    if ('offset' in place) {
      const header = headerAt(this.bytes, place.offset);
      return header?.number === objectNumber ? { content: this.bytes, start: header.start, beside: [] } : undefined;
    }
    const { content, offsets } = this.#unpack(place.stream);
    const found =
      offsets[place.index]?.number === objectNumber
        ? offsets[place.index]
        : offsets.find(({ number }) => number === objectNumber);
    return found && { content, start: found.offset, beside: offsets };
  }

  /** The reference that is valid for an object's number. Some viewers look for no other, whatever generation they are asked for. */
  current(ref: PDFRef): PDFRef {
    const place = this.#xref.places.get(ref.objectNumber);
    const generation = place && 'offset' in place ? place.generation : 0;
    return !place || generation === ref.generationNumber ? ref : PDFRef.of(ref.objectNumber, generation);
  }

  /** Whether an object that was looked up is there, but cannot be parsed. */
  isUnreadable(ref: PDFRef): boolean {
    return this.#unreadable.has(ref);
  }

  /** The bytes of an object that cannot be parsed, and what stands behind it up to the next in its object stream. Throws PdfError when there are none. */
  damaged(ref: PDFRef): Uint8Array {
    const place = this.#locate(ref);
    if (!place) throw new PdfError('pdf_invalid', 'An object of the PDF is missing.');
    const { content, start, beside } = place;
    const end = beside.reduce((next, { offset }) => (offset > start && offset < next ? offset : next), content.length);
    return content.subarray(start, end);
  }

  #unpack(number: number) {
    const known = this.#packed.get(number);
    if (known) return known;
    const place = this.#xref.places.get(number);
    const stream = place && 'offset' in place ? this.context.lookup(PDFRef.of(number, place.generation)) : undefined;
    if (!(stream instanceof PDFRawStream)) throw new PdfError('pdf_invalid', 'An object stream of the PDF is missing.');
    const content = decodeStream(stream);
    this.#packedSize += content.length;
    if (this.#packedSize > PACKED_MAX)
      throw new PdfError('pdf_too_large', 'The objects of the PDF inflate to too much.');
    const packed = { content, offsets: objectOffsets(stream, content) };
    this.#packed.set(number, packed);
    return packed;
  }

  /** The pages in order. Throws PdfError when there are none, or more than PAGES_MAX. */
  get pages(): readonly PdfPage[] {
    this.#pages ??= readPages(this.catalog);
    return this.#pages;
  }

  /** All objects of the file, as they are referred to. */
  refs(): PDFRef[] {
    return [...this.#xref.places].flatMap(([number, place]) => (place ? [this.current(PDFRef.of(number))] : []));
  }

  /** Every stream of the file that can be read and stands at an offset or behind it, one after the other and not kept. */
  *streams(from = 0): Iterable<PDFRawStream> {
    for (const [number, place] of this.#xref.places) {
      if (!place || !('offset' in place) || place.offset < from) continue;
      const header = headerAt(this.bytes, place.offset);
      if (header?.number !== number) continue;
      // Whether the file needs an object that is damaged is not decided here.
      const object = ifReadable(() => parseObject(this.bytes, header.start, this.context).object);
      if (object instanceof PDFRawStream) yield object;
    }
  }

  /** Whether there is anything to append. */
  get isChanged(): boolean {
    return this.#changes.size > 0;
  }

  /** A new object's number, to be given its content by `set`. */
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

  /** As null: readers disagree about objects that are marked as free in an update. */
  delete(ref: PDFRef): void {
    this.set(ref, PDFNull);
  }

  /** A copy of a dictionary to change and `set`; its values are shared. */
  copy(dict: PDFDict): PDFDict {
    return PDFDict.fromMapWithContext(new Map(dict.entries()), this.context);
  }

  /** Puts pages at the end; they inherit nothing. */
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

  /** A dictionary of pdf-lib's literals: strings are names. */
  dict(entries: Parameters<typeof literal>[1]): PDFDict {
    return literal(this.context, entries);
  }

  /** A deflated stream. */
  stream(content: string | Uint8Array, entries: Record<string, PDFObject> = {}): PDFRawStream {
    const dict = PDFDict.withContext(this.context);
    for (const [key, value] of Object.entries(entries)) dict.set(name(key), value);
    dict.set(name('Filter'), name('FlateDecode'));
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    return PDFRawStream.of(dict, deflateSync(bytes));
  }

  /** The file with its changes behind it, in a buffer of its own; and at which offsets they are, by object number. Its new /ID is random unless given. */
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
    const rows: Row[] = start === null ? [...this.#rows()] : [];
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

  /** What has not changed, of a file whose own cross references are broken. */
  *#rows(): Iterable<Row> {
    const { places, base } = this.#xref;
    for (const [number, place] of places) {
      if (!place || this.#changes.has(number)) continue;
      if ('offset' in place) yield { number, kind: 1, first: place.offset - base, second: place.generation };
      else yield { number, kind: 2, first: place.stream, second: place.index };
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
