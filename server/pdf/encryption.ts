import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import {
  PDFArray,
  PDFBool,
  type PDFContext,
  PDFDict,
  PDFHexString,
  PDFName,
  PDFNull,
  PDFNumber,
  type PDFObject,
  PDFRawStream,
  type PDFRef,
  PDFString,
} from 'pdf-lib';
import { PdfError } from './pdf.ts';
import { filtersOf } from './streams.ts';

// The standard security handler of PDF (ISO 32000-2, 7.6) for files that open without a password: RC4 with 40 to 128 bits, and AES with 128 and
// 256 bits. Only strings and streams are encrypted, each by itself; the structure of the file is in clear.

/** Methods of encryption. */
type Method = 'none' | 'rc4' | 'aes128' | 'aes256';

const METHODS: Record<string, Method> = { None: 'none', V2: 'rc4', AESV2: 'aes128', AESV3: 'aes256' };

/** Permission bits for filling in forms and signing: alone, and together with comments. Revision 2 knows only the latter. */
const FILL = 1 << 8;
const COMMENT_AND_FILL = 1 << 5;

/** The bytes that passwords are padded with in revisions 2 to 4. */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** Decrypts the objects of an encrypted file. */
export class Decryption {
  readonly #context: PDFContext;
  readonly #key: Buffer;
  readonly #filters: ReadonlyMap<string, Method>;
  readonly #strings: Method;
  readonly #streams: Method;
  readonly #files: Method;
  readonly #metadata: boolean;

  /**
   * @param dict The entry /Encrypt of the file's trailer.
   * @param id The entry /ID of the trailer.
   * @throws PdfError `pdf_encrypted` if a password is needed, `pdf_restricted` if the permissions forbid filling in and signing
   */
  constructor(dict: PDFObject, id: PDFObject | undefined) {
    if (!(dict instanceof PDFDict)) throw encrypted('in an unknown way');
    this.#context = dict.context;
    const [version, revision] = [numberIn(dict, 'V'), numberIn(dict, 'R')];
    const isKnown = [1, 2, 4, 5].includes(version) && revision >= 2 && revision <= 6;
    if (nameIn(dict, 'Filter') !== 'Standard' || !isKnown) throw encrypted('in an unknown way');
    this.#filters = cryptFilters(dict);
    this.#streams = version < 4 ? 'rc4' : this.#filter(nameIn(dict, 'StmF'));
    this.#strings = version < 4 ? 'rc4' : this.#filter(nameIn(dict, 'StrF'));
    this.#files = dict.has(PDFName.of('EFF')) ? this.#filter(nameIn(dict, 'EFF')) : this.#streams;
    this.#metadata = dict.lookup(PDFName.of('EncryptMetadata')) !== PDFBool.False;
    this.#key = revision < 5 ? keyOfMd5(dict, firstOf(id), this.#metadata) : keyOfAes256(dict, revision);
    const isAllowed = (numberIn(dict, 'P') & (revision === 2 ? COMMENT_AND_FILL : COMMENT_AND_FILL | FILL)) !== 0;
    if (!isAllowed) throw new PdfError('pdf_restricted', 'The PDF must not be filled in and signed.');
  }

  /** The decrypted object. The filter /Crypt, which only says how a stream is encrypted, is removed from streams. */
  decrypt(object: PDFObject, ref: PDFRef): PDFObject {
    if (object instanceof PDFRawStream) return this.#decryptStream(object, ref);
    if (object instanceof PDFDict) return this.#decryptDict(object, ref);
    if (object instanceof PDFString || object instanceof PDFHexString)
      return PDFHexString.of(this.#apply(this.#strings, object.asBytes(), ref).toString('hex'));
    if (!(object instanceof PDFArray)) return object;
    const array = PDFArray.withContext(this.#context);
    for (const item of object.asArray()) array.push(this.decrypt(item, ref));
    return array;
  }

  #decryptDict(dict: PDFDict, ref: PDFRef): PDFDict {
    const entries = dict.entries().map(([key, value]): [PDFName, PDFObject] => [key, this.decrypt(value, ref)]);
    return PDFDict.fromMapWithContext(new Map(entries), dict.context);
  }

  #decryptStream(stream: PDFRawStream, ref: PDFRef): PDFRawStream {
    const dict = this.#decryptDict(stream.dict, ref);
    const filters = filtersOf(stream);
    const own = filters.find(({ name }) => name === 'Crypt');
    if (own) {
      const others = filters.filter((filter) => filter !== own);
      dict.set(PDFName.of('Filter'), dict.context.obj(others.map(({ name }) => PDFName.of(name))));
      dict.set(PDFName.of('DecodeParms'), dict.context.obj(others.map(({ parameters }) => parameters ?? PDFNull)));
    }
    const type = nameIn(dict, 'Type');
    const clear = type === 'XRef' || (type === 'Metadata' && !this.#metadata);
    const usual = clear ? 'none' : type === 'EmbeddedFile' ? this.#files : this.#streams;
    const method = own ? this.#filter(own.parameters && nameIn(own.parameters, 'Name')) : usual;
    return PDFRawStream.of(dict, this.#apply(method, stream.contents, ref));
  }

  #filter(name = 'Identity'): Method {
    const method = name === 'Identity' ? 'none' : this.#filters.get(name);
    if (method === undefined) throw encrypted('in an unknown way');
    return method;
  }

  #apply(method: Method, bytes: Uint8Array, ref: PDFRef): Buffer {
    switch (method) {
      case 'none':
        return Buffer.from(bytes);
      case 'rc4':
        return rc4(this.#keyOf(ref, ''), bytes);
      case 'aes128':
        return aes(this.#keyOf(ref, 'sAlT'), bytes);
      case 'aes256':
        return aes(this.#key, bytes);
    }
  }

  #keyOf({ objectNumber, generationNumber }: PDFRef, salt: string): Buffer {
    const numbers = Buffer.alloc(5);
    numbers.writeUIntLE(objectNumber, 0, 3);
    numbers.writeUIntLE(generationNumber, 3, 2);
    return md5(this.#key, numbers, salt).subarray(0, Math.min(this.#key.length + 5, 16));
  }
}

const encrypted = (how: string) => new PdfError('pdf_encrypted', `The PDF is encrypted ${how}.`);

function cryptFilters(dict: PDFDict): Map<string, Method> {
  const filters = dict.lookup(PDFName.of('CF'));
  if (!(filters instanceof PDFDict)) return new Map();
  const methods = filters.keys().flatMap((key): [string, Method][] => {
    const filter = filters.lookup(key);
    const method = filter instanceof PDFDict ? METHODS[nameIn(filter, 'CFM') ?? 'None'] : undefined;
    return method ? [[key.decodeText(), method]] : [];
  });
  return new Map(methods);
}

/** The key of a file of revision 2 to 4 that opens with an empty password (algorithms 2, 4 and 5). Throws PdfError if there is none. */
function keyOfMd5(dict: PDFDict, id: Uint8Array, metadata: boolean): Buffer {
  const [version, revision] = [numberIn(dict, 'V'), numberIn(dict, 'R')];
  // Some programs write the length in bytes instead of bits.
  const given = numberIn(dict, 'Length') || (version === 4 ? 128 : 40);
  const length = version === 1 ? 5 : Math.min(16, Math.max(5, given < 40 ? given : given >> 3));
  const permissions = Buffer.alloc(4);
  permissions.writeInt32LE(numberIn(dict, 'P') | 0);
  const unencrypted = revision >= 4 && !metadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0);
  let key = md5(PADDING, bytesIn(dict, 'O').subarray(0, 32), permissions, id, unencrypted).subarray(0, length);
  if (revision > 2) for (let round = 0; round < 50; round++) key = md5(key).subarray(0, length);
  let check = revision > 2 ? md5(PADDING, id) : PADDING;
  for (let round = 0; round < (revision > 2 ? 20 : 1); round++)
    check = rc4(key.map((byte) => byte ^ round) as Buffer, check);
  if (!bytesIn(dict, 'U').subarray(0, check.length).equals(check)) throw encrypted('with a password');
  return key;
}

/** The same for revisions 5 and 6 (algorithm 2.A). */
function keyOfAes256(dict: PDFDict, revision: number): Buffer {
  const user = bytesIn(dict, 'U');
  const hash = revision === 5 ? sha256 : hardened;
  if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32))) throw encrypted('with a password');
  const cipher = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16)).setAutoPadding(false);
  return cipher.update(bytesIn(dict, 'UE').subarray(0, 32));
}

/** The hash of an empty password in revision 6 (algorithm 2.B). */
function hardened(salt: Buffer): Buffer {
  let key = sha256(salt);
  for (let round = 0, last = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false);
    const bytes = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)));
    const remainder = bytes.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    key = createHash(['sha256', 'sha384', 'sha512'][remainder]!).update(bytes).digest();
    last = bytes.at(-1)!;
  }
  return key.subarray(0, 32);
}

/** Decrypts AES in CBC mode; the bytes begin with the initialisation vector. Of bytes that are cut off or padded wrongly, it returns what can be decrypted. */
function aes(key: Buffer, bytes: Uint8Array): Buffer {
  const end = bytes.length - (bytes.length % 16);
  if (end < 32) return Buffer.alloc(0);
  const cipher = createDecipheriv(`aes-${key.length * 8}-cbc`, key, bytes.subarray(0, 16)).setAutoPadding(false);
  const clear = cipher.update(bytes.subarray(16, end));
  const padding = clear.at(-1)!;
  return padding >= 1 && padding <= 16 ? clear.subarray(0, -padding) : clear;
}

/** RC4, which the OpenSSL of Node does not offer any more. */
function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index);
  const swap = (a: number, b: number): void => {
    [state[a], state[b]] = [state[b]!, state[a]!];
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 0xff;
    swap(i, j);
  }
  const result = Buffer.alloc(bytes.length);
  for (let index = 0, i = 0, j = 0; index < bytes.length; index++) {
    i = (i + 1) & 0xff;
    j = (j + state[i]!) & 0xff;
    swap(i, j);
    result[index] = bytes[index]! ^ state[(state[i]! + state[j]!) & 0xff]!;
  }
  return result;
}

function md5(...parts: (Uint8Array | string)[]): Buffer {
  const hash = createHash('md5');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

function numberIn(dict: PDFDict, key: string): number {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFNumber ? value.asNumber() : 0;
}

function nameIn(dict: PDFDict, key: string): string | undefined {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : undefined;
}

const bytesIn = (dict: PDFDict, key: string): Buffer => bytesOf(dict.lookup(PDFName.of(key)));

const firstOf = (id: PDFObject | undefined): Buffer =>
  bytesOf(id instanceof PDFArray && id.size() > 0 ? id.lookup(0) : id);

const bytesOf = (value: PDFObject | undefined): Buffer =>
  Buffer.from(value instanceof PDFString || value instanceof PDFHexString ? value.asBytes() : []);
