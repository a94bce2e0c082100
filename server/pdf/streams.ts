import { createInflate, inflateSync, constants as zlib } from 'node:zlib';
import { decodePDFRawStream, PDFArray, PDFDict, PDFName, PDFNumber, type PDFObject, PDFRawStream } from 'pdf-lib';
import { PdfError } from './pdf.ts';

/** Maximum size of an inflated stream, in bytes. */
export const STREAM_MAX = 64 * 1024 * 1024;

const tooLarge = () => new PdfError('pdf_too_large', 'A part of the PDF inflates to too much.');

/** Decodes a stream with any filters except those for pictures. Throws PdfError if it is broken, or larger than `max` bytes. */
export function decodeStream(stream: PDFRawStream, max = STREAM_MAX): Uint8Array {
  let bytes = stream.contents;
  for (const { name, parameters } of filtersOf(stream)) {
    switch (name) {
      case 'FlateDecode':
      case 'Fl':
        bytes = unpredict(inflate(bytes, max), parameters);
        break;
      case 'LZWDecode':
      case 'LZW':
        if (countLzw(bytes) > max) throw tooLarge();
        bytes = unpredict(decodeOne(stream, 'LZWDecode', bytes, parameters), parameters);
        break;
      case 'ASCIIHexDecode':
      case 'AHx':
        bytes = decodeOne(stream, 'ASCIIHexDecode', bytes);
        break;
      case 'ASCII85Decode':
      case 'A85':
        bytes = decodeOne(stream, 'ASCII85Decode', bytes);
        break;
      case 'RunLengthDecode':
      case 'RL':
        bytes = decodeOne(stream, 'RunLengthDecode', bytes);
        if (bytes.length > max) throw tooLarge();
        break;
      default:
        throw new PdfError('pdf_invalid', `The structure of the PDF is packed with ${name}.`);
    }
  }
  return bytes;
}

/**
 * Decodes as much of a stream as viewers can read, and says whether that is all. Of broken compressed data, this is what comes before the first
 * fault. Empty if nothing can be decoded. Throws PdfError if it is too large.
 */
export function decodeReadable(stream: PDFRawStream): { bytes: Uint8Array; whole: boolean } {
  try {
    return { bytes: decodeStream(stream), whole: true };
  } catch (error) {
    if (!(error instanceof PdfError && error.code === 'pdf_invalid')) throw error;
    const [only, ...others] = filtersOf(stream);
    const isFlate = others.length === 0 && (only?.name === 'FlateDecode' || only?.name === 'Fl');
    return { bytes: isFlate ? inflateReadable(stream.contents) : new Uint8Array(), whole: false };
  }
}

function inflateReadable(bytes: Uint8Array): Uint8Array {
  // Zlib returns nothing at all for broken data, so the longest part that it accepts is found by bisection.
  let best: Uint8Array = new Uint8Array();
  for (let [good, bad] = [0, bytes.length]; bad - good > 1; ) {
    const half = (good + bad) >> 1;
    try {
      best = inflate(bytes.subarray(0, half), STREAM_MAX);
      good = half;
    } catch (error) {
      if (!(error instanceof PdfError && error.code === 'pdf_invalid')) throw error;
      bad = half;
    }
  }
  return best;
}

function inflate(bytes: Uint8Array, max: number): Uint8Array {
  try {
    // A truncated stream is decoded as far as it goes, as in every viewer.
    return inflateSync(bytes, { maxOutputLength: max, finishFlush: zlib.Z_SYNC_FLUSH });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new PdfError('pdf_invalid', 'A part of the PDF cannot be inflated.');
  }
}

/** Applies one filter of pdf-lib. Throws PdfError. */
function decodeOne(stream: PDFRawStream, name: string, bytes: Uint8Array, parameters?: PDFDict): Uint8Array {
  const dict = PDFDict.withContext(stream.dict.context);
  dict.set(PDFName.of('Filter'), PDFName.of(name));
  if (parameters) dict.set(PDFName.of('DecodeParms'), parameters);
  try {
    return decodePDFRawStream(PDFRawStream.of(dict, bytes)).decode();
  } catch {
    throw new PdfError('pdf_invalid', 'A part of the PDF cannot be unpacked.');
  }
}

/**
 * Size of a stream after decoding, in bytes, without keeping the result. Filters of pictures, and those that only viewers know, are not applied.
 * @throws PdfError when it is more than `max`.
 */
export async function inflatedSize(stream: PDFRawStream, max: number): Promise<number> {
  let bytes = stream.contents;
  const filters = filtersOf(stream);
  for (const [index, { name }] of filters.entries()) {
    const last = !filters
      .slice(index + 1)
      .some((filter) => ['FlateDecode', 'Fl', 'LZWDecode', 'LZW'].includes(filter.name));
    switch (name) {
      case 'FlateDecode':
      case 'Fl':
        if (last) return await countInflated(bytes, max);
        try {
          bytes = inflate(bytes, max);
        } catch (error) {
          if (error instanceof PdfError && error.code === 'pdf_too_large') throw error;
          return bytes.length;
        }
        break;
      case 'LZWDecode':
      case 'LZW': {
        const size = countLzw(bytes);
        if (size > max) throw tooLarge();
        return size;
      }
      case 'ASCIIHexDecode':
      case 'ASCII85Decode':
        try {
          bytes = decodeOne(stream, name, bytes);
        } catch {
          return bytes.length;
        }
        break;
      default:
        return bytes.length;
    }
  }
  return bytes.length;
}

/** The best possible compression ratio of Deflate, by which small streams need not be inflated to know that they are small. */
const DEFLATE_BEST = 1_032;

async function countInflated(bytes: Uint8Array, max: number): Promise<number> {
  if (bytes.length * DEFLATE_BEST <= SMALL) return bytes.length * 4;
  const stream = createInflate({ chunkSize: 256 * 1024 });
  let size = 0;
  stream.end(bytes);
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > max) throw tooLarge();
    }
  } catch (error) {
    // Broken data is not a bomb: it counts as far as it can be inflated.
    if (error instanceof PdfError) throw error;
  } finally {
    stream.destroy();
  }
  return size;
}

const SMALL = 1024 * 1024;

function countLzw(bytes: Uint8Array): number {
  const lengths = new Uint32Array(4_097);
  let [size, width, next, previous, buffer, bits] = [0, 9, 258, 0, 0, 0];
  for (const byte of bytes) {
    buffer = ((buffer << 8) | byte) & 0xffffff;
    bits += 8;
    if (bits < width) continue;
    bits -= width;
    const code = (buffer >> bits) & ((1 << width) - 1);
    if (code === 257) break;
    if (code === 256) {
      [width, next, previous] = [9, 258, 0];
      continue;
    }
    const length = code < 256 ? 1 : code < next ? (lengths[code] ?? 0) : previous + 1;
    size += length;
    if (previous > 0 && next < 4_096) lengths[next++] = previous + 1;
    previous = length;
    // There are two conventions for when codes get longer (EarlyChange). The difference does not matter for an estimate of the size.
    if (next + 1 >= 1 << width && width < 12) width++;
  }
  return size;
}

/** The filters of a stream with their parameters, in the order in which they are applied to decode it. */
export function filtersOf({ dict }: PDFRawStream): { name: string; parameters: PDFDict | undefined }[] {
  const names = listOf(dict.lookup(PDFName.of('Filter')));
  const parameters = listOf(dict.lookup(PDFName.of('DecodeParms')) ?? dict.lookup(PDFName.of('DP')));
  return names.map((name, index) => ({
    name: name instanceof PDFName ? name.decodeText() : '',
    parameters: parameters[index] instanceof PDFDict ? parameters[index] : undefined,
  }));
}

const listOf = (value: PDFObject | undefined): (PDFObject | undefined)[] =>
  value === undefined
    ? []
    : value instanceof PDFArray
      ? Array.from({ length: value.size() }, (_, index) => value.lookup(index))
      : [value];

function unpredict(bytes: Uint8Array, parameters: PDFDict | undefined): Uint8Array {
  const number = (key: string, fallback: number): number => {
    const value = parameters?.lookup(PDFName.of(key));
    return value instanceof PDFNumber ? value.asNumber() : fallback;
  };
  if (number('Predictor', 1) < 2) return bytes;
  if (number('Predictor', 1) < 10)
    throw new PdfError('pdf_invalid', 'The structure of the PDF is packed like a picture.');
  const step = Math.max(1, Math.ceil((number('Colors', 1) * number('BitsPerComponent', 8)) / 8));
  const width = Math.ceil((number('Columns', 1) * number('Colors', 1) * number('BitsPerComponent', 8)) / 8);
  if (!(width > 0)) throw new PdfError('pdf_invalid', 'A predictor of the PDF has no columns.');
  const rows = Math.ceil(bytes.length / (width + 1));
  const result = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const kind = bytes[row * (width + 1)];
    const source = row * (width + 1) + 1;
    const target = row * width;
    for (let index = 0; index < width; index++) {
      const left = index >= step ? result[target + index - step]! : 0;
      const up = row > 0 ? result[target + index - width]! : 0;
      const corner = row > 0 && index >= step ? result[target + index - width - step]! : 0;
      result[target + index] = (bytes[source + index] ?? 0) + predicted(kind, left, up, corner);
    }
  }
  return result;
}

/** The predictors of PNG rows (RFC 2083, 6). */
function predicted(kind: number | undefined, left: number, up: number, corner: number): number {
  switch (kind) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const [byLeft, byUp, byCorner] = [
        Math.abs(up - corner),
        Math.abs(left - corner),
        Math.abs(left + up - 2 * corner),
      ];
      return byLeft <= byUp && byLeft <= byCorner ? left : byUp <= byCorner ? up : corner;
    }
    default:
      return 0;
  }
}
