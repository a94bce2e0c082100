import type { X509Certificate } from 'node:crypto';
import { PDFArray, PDFRawStream } from 'pdf-lib';
import type { VerificationFault } from '../../src/contract/documents.ts';
import { cmsFault, sha256 as digestOf, sha256 } from './cms.ts';
import { name, PdfFile } from './file.ts';
import { viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import type { RenderSource } from './pdf.ts';
import { decodeStream } from './streams.ts';

/** How many places that may be a signature are tried, from the end of the file, because our signature is the last one. */
const TRIES_MAX = 10;

/** Maximum number of hexadecimal digits of a signature with all its certificates and a time stamp. */
const CONTENTS_MAX = 1_000_000;

/**
 * Checks whether a PDF has a signature of ours that covers all of its bytes except the signature itself. Only the signed bytes decide, and not
 * how a viewer reads them, so nobody who cannot sign in our name can make a file that passes. Nothing is parsed or inflated, because everybody
 * may ask. Returns null for a valid signature.
 */
export function checkSeal(bytes: Uint8Array, ours: readonly X509Certificate[]): VerificationFault | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (!file.subarray(0, 1_024).includes('%PDF-')) return 'unreadable';
  const faults: (VerificationFault | null)[] = [];
  let at = file.length;
  for (let tries = 0; tries < TRIES_MAX && at > 0; tries++) {
    at = file.lastIndexOf('/ByteRange', at - 1);
    if (at < 0) break;
    const fault = faultOf(file, at, ours);
    if (fault === null) return null;
    if (fault !== undefined) faults.push(fault);
  }
  // Of several signatures, the fault that says most is reported.
  for (const fault of ['extended', 'altered', 'not_ours'] as const) if (faults.includes(fault)) return fault;
  return file.includes('startxref') ? 'not_signed' : 'unreadable';
}

/** The fault of the signature whose /ByteRange is at an offset; undefined if there is no signature. */
function faultOf(file: Buffer, at: number, ours: readonly X509Certificate[]): VerificationFault | null | undefined {
  const match = /^\/ByteRange\s*\[\s*(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s+(\d{1,12})\s*\]/.exec(
    file.toString('latin1', at, at + 160),
  );
  if (!match) return undefined;
  const [start, length, second, rest] = match.slice(1).map(Number) as [number, number, number, number];
  const end = second + rest;
  const framed =
    start === 0 &&
    length > at &&
    second > length + 2 &&
    second - length < CONTENTS_MAX &&
    end <= file.length &&
    file[length] === 0x3c &&
    file[second - 1] === 0x3e;
  if (!framed) return 'altered';
  const hex = file.toString('latin1', length + 1, second - 1);
  if (hex.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(hex)) return 'altered';
  const contents = Buffer.from(hex, 'hex');
  const size = derLength(contents);
  if (size === undefined || contents.subarray(size).some((byte) => byte !== 0)) return 'altered';
  const digest = sha256(file.subarray(0, length), file.subarray(second, end));
  const fault = cmsFault(contents.subarray(0, size), digest, ours);
  if (fault) return fault;
  // We write lower-case letters, so anything else was changed afterwards.
  if (hex !== hex.toLowerCase()) return 'altered';
  return end < file.length ? 'extended' : null;
}

/** Length in bytes of the DER value at the start; undefined if there is none. */
function derLength(bytes: Buffer): number | undefined {
  if (bytes[0] !== 0x30 || bytes.length < 6) return undefined;
  const size = bytes[1]! & 0x7f;
  if (bytes[1]! < 0x80) return bytes[1]! + 2;
  if (size === 0 || size > 4) return undefined;
  const length = bytes.readUIntBE(2, size) + size + 2;
  return length <= bytes.length ? length : undefined;
}

/**
 * Checks a PDF that we have rendered, starting from its bytes alone, so that a fault of ours which destroys a file never becomes a signed
 * document. The original part is compared by its hash, which is the one that the signer was shown. Throws Error that says what is wrong.
 */
export function assertRendered(
  bytes: Uint8Array,
  { sha256, size, sealed }: RenderSource,
  ours: readonly X509Certificate[],
): void {
  const original = bytes.subarray(0, size);
  if (bytes.length <= size || digestOf(original).toString('hex') !== sha256)
    throw broken('it does not begin with the PDF it was made of');
  try {
    const file = new PdfFile(bytes);
    if (file.isRebuilt) throw new Error('its cross references are broken');
    assertSamePages(new PdfFile(original), file);
    for (const stream of file.streams(size)) decodeStream(stream);
  } catch (error) {
    throw broken((error as Error).message);
  }
  const fault = sealed ? checkSeal(bytes, ours) : null;
  if (fault) throw broken(`its seal is ${fault}`);
}

const broken = (why: string) => new Error(`The rendered PDF is broken: ${why}.`);

/** Throws Error unless all pages of the original come first and are displayed as before, and every page can be read. */
function assertSamePages(before: PdfFile, after: PdfFile): void {
  for (const [index, page] of after.pages.entries()) {
    const old = before.pages[index];
    if (old && (old.ref !== page.ref || JSON.stringify(viewOf(old)) !== JSON.stringify(viewOf(page))))
      throw new Error(`page ${index} is not what it was`);
    page.inherited('Resources');
    const untouched = old && String(old.dict.get(name('Contents'))) === String(page.dict.get(name('Contents')));
    // A page may have had unreadable contents from the start, but we must not have added any.
    if (!untouched && !hasReadableContents(page)) throw new Error(`page ${index} has unreadable contents`);
  }
  if (after.pages.length < before.pages.length) throw new Error('pages are missing');
}

function hasReadableContents({ dict }: PdfPage): boolean {
  const contents = dict.lookup(name('Contents'));
  const streams =
    contents instanceof PDFArray ? contents.asArray().map((entry) => dict.context.lookup(entry)) : [contents];
  return streams.every((stream) => stream instanceof PDFRawStream);
}
