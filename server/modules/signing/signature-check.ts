import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { SIGNATURE_IMAGE_MAX } from '../../../src/contract/documents.limits.ts';
import { markFault } from '../../../src/contract/documents.rules.ts';
import type { SignatureMark } from '../../../src/contract/documents.ts';
import type { FieldErrorCode } from '../../../src/contract/problem.ts';

/** What is wrong with a signature; undefined if nothing is. */
export const signatureFault = async (mark: SignatureMark): Promise<FieldErrorCode | undefined> =>
  markFault(mark) ?? imageFaultOf(mark);

/** What is wrong with the image of a mark whose other parts have been checked. */
export const imageFaultOf = async (mark: SignatureMark): Promise<FieldErrorCode | undefined> =>
  mark.kind === 'uploaded' ? imageFault(mark.image) : undefined;

/** The error code for a valid signature that cannot be drawn all the same. */
export const undrawableCode = ({ kind }: SignatureMark): FieldErrorCode =>
  kind === 'uploaded' ? 'invalid_format' : 'unsupported_character';

/** Limits in pixels: a smaller image shows no signature, a larger one would exhaust the memory. */
const WIDTH_MIN = 16;
const HEIGHT_MIN = 8;
const PIXELS_MAX = 4_000_000;

/** Bytes of a pixel at most: four channels of 16 bits. */
const PIXEL_BYTES = 8;
/** The highest number of a filter. Each row of a PNG begins with the number of its filter. */
const FILTER_MAX = 4;

/** What is wrong with an image, by its content; undefined for a PNG of a sensible size with something on it. */
async function imageFault(base64: string): Promise<FieldErrorCode | undefined> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > SIGNATURE_IMAGE_MAX) return 'too_big';
  if ((await fileTypeFromBuffer(bytes))?.mime !== 'image/png') return 'invalid_format';
  try {
    const { width, height } = imageSize(bytes);
    if (width < WIDTH_MIN || height < HEIGHT_MIN) return 'too_small';
    if (width * height > PIXELS_MAX) return 'too_big';
    const rows = await promisify(inflate)(pixelsOf(bytes), { maxOutputLength: PIXELS_MAX * PIXEL_BYTES });
    // If no byte is larger than the number of a filter, the image is completely transparent, or black.
    return rows.every((byte) => byte <= FILTER_MAX) ? 'required' : undefined;
  } catch {
    return 'invalid_format';
  }
}

/** The compressed pixels of a PNG, which are in its chunks of the type IDAT. */
function pixelsOf(png: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let start = 8; start + 8 < png.length; start += png.readUInt32BE(start) + 12) {
    const end = start + 8 + png.readUInt32BE(start);
    if (png.toString('latin1', start + 4, start + 8) === 'IDAT') parts.push(png.subarray(start + 8, end));
  }
  return Buffer.concat(parts);
}
