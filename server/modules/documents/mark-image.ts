import { fileTypeFromBuffer } from 'file-type';
import { imageSize } from 'image-size';
import { SIGNATURE_IMAGE_MAX } from '../../../src/contract/documents.limits.ts';
import type { FieldErrorCode } from '../../../src/contract/problem.ts';

/** Pixels: less is a dot, more is a bomb. */
const WIDTH_MIN = 16;
const HEIGHT_MIN = 8;
const PIXELS_MAX = 4_000_000;

/** What is wrong with the picture of a signature, by its content; undefined for a PNG of a sensible size. */
export async function imageFault(base64: string): Promise<FieldErrorCode | undefined> {
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > SIGNATURE_IMAGE_MAX) return 'too_big';
  if ((await fileTypeFromBuffer(bytes))?.mime !== 'image/png') return 'invalid_format';
  try {
    const { width, height } = imageSize(bytes);
    if (width < WIDTH_MIN || height < HEIGHT_MIN) return 'too_small';
    return width * height > PIXELS_MAX ? 'too_big' : undefined;
  } catch {
    return 'invalid_format';
  }
}
