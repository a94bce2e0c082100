import { PDFName, PDFNumber, type PDFRef, PngEmbedder } from 'pdf-lib';
import type { TickShape } from '../../src/contract/documents.limits.ts';
import type { SignatureMark } from '../../src/contract/documents.ts';
import type { PdfFile } from './file.ts';
import { signatureOutlines, UndrawableError } from './fonts.ts';
import { type Box, digits } from './geometry.ts';

// Operators that draw ticks and signatures into a box, in points of the displayed page.

const INK = '0.05 0.09 0.32';

/** Corners of the filled shapes, as fractions of their size. */
const CORNERS: { [shape in TickShape]?: [number, number][] } = {
  diamond: [
    [0.5, 0.1],
    [0.9, 0.5],
    [0.5, 0.9],
    [0.1, 0.5],
  ],
  square: [
    [0.15, 0.15],
    [0.85, 0.15],
    [0.85, 0.85],
    [0.15, 0.85],
  ],
  star: Array.from({ length: 10 }, (_, index) => {
    const [angle, radius] = [Math.PI * (0.5 + index / 5), index % 2 === 0 ? 0.5 : 0.2];
    return [0.5 + radius * Math.cos(angle), 0.5 + radius * Math.sin(angle)];
  }),
};

/** Draws the mark of a chosen box, as large as the box allows. */
export function drawTick({ left, bottom, right, top }: Box, shape: TickShape = 'check'): string {
  const size = Math.min(right - left, top - bottom) * 0.76;
  const [x, y] = [(left + right - size) / 2, (bottom + top - size) / 2];
  const at = (dx: number, dy: number) => digits(x + dx * size, y + dy * size);
  const pen = `0 G 1 J 1 j ${digits(size * 0.13)} w`;
  switch (shape) {
    case 'check':
      return `q ${pen} ${at(0.06, 0.5)} m ${at(0.36, 0.16)} l ${at(0.94, 0.86)} l S Q\n`;
    case 'cross':
      return `q ${pen} ${at(0.1, 0.1)} m ${at(0.9, 0.9)} l ${at(0.1, 0.9)} m ${at(0.9, 0.1)} l S Q\n`;
    case 'dot':
      return `q 0 g ${ellipse({ left: x + size * 0.2, bottom: y + size * 0.2, right: x + size * 0.8, top: y + size * 0.8 })} f Q\n`;
    default: {
      const [first, ...others] = CORNERS[shape]!.map(([dx, dy]) => at(dx, dy));
      return `q 0 g ${first} m ${others.map((corner) => `${corner} l`).join(' ')} f Q\n`;
    }
  }
}

/** The operator that fills with a colour of one component (grey), three (RGB) or four (CMYK); undefined for no colour. */
export function fillColor(components: readonly number[]): string | undefined {
  const operator = { 1: 'g', 3: 'rg', 4: 'k' }[components.length];
  return operator && `${digits(...components)} ${operator}`;
}

/** How far the control points of a quarter of an ellipse stand from its ends, in radii. */
const KAPPA = 0.5523;

/** The path of the ellipse in a box. */
export function ellipse({ left, bottom, right, top }: Box): string {
  const [cx, cy, rx, ry] = [(left + right) / 2, (bottom + top) / 2, (right - left) / 2, (top - bottom) / 2];
  const at = (dx: number, dy: number) => digits(cx + dx * rx, cy + dy * ry);
  const quarter = (x: number, y: number) =>
    `${at(x - y * KAPPA, y + x * KAPPA)} ${at(x * KAPPA - y, y * KAPPA + x)} ${at(-y, x)} c`;
  return `${at(1, 0)} m ${quarter(1, 0)} ${quarter(0, 1)} ${quarter(-1, 0)} ${quarter(0, -1)} h`;
}

/**
 * Draws a signature, as strokes, as outlines of a handwriting font, or as a picture. A picture is added to `images`, the images of the page.
 * `pictures` are those that the file has already, so that each is embedded once. Throws UndrawableError.
 */
export async function drawSignature(
  file: PdfFile,
  mark: SignatureMark,
  box: Box,
  images: Record<string, PDFRef>,
  pictures = new Map<string, EmbeddedPicture>(),
): Promise<string> {
  if (mark.kind === 'drawn') return drawStrokes(mark, box);
  if (mark.kind === 'typed') return drawTyped(mark, box);
  const picture = pictures.get(mark.image) ?? (await embedPicture(file, mark.image));
  pictures.set(mark.image, picture);
  const pictureName = `P${picture.ref.objectNumber}`;
  images[pictureName] = picture.ref;
  return drawPicture(picture, box, pictureName);
}

function drawStrokes({ width, height, strokes }: Extract<SignatureMark, { kind: 'drawn' }>, box: Box): string {
  const { scale, left, bottom } = centred(width, height, box);
  const at = (x: number, y: number) => digits(left + x * scale, bottom + (height - y) * scale);
  // Clips the strokes to the field, so that nobody can draw over the rest of the page.
  const field = digits(box.left, box.bottom, box.right - box.left, box.top - box.bottom);
  let path = `q ${field} re W n ${INK} RG 1 J 1 j\n`;
  for (const stroke of strokes) {
    const [first] = stroke;
    if (!first) continue;
    if (stroke.length === 1)
      path += `${digits(first[2] * scale)} w ${at(first[0], first[1])} m ${at(first[0], first[1])} l S\n`;
    // A curve from the middle before each point to the middle after it, with the point as its control point.
    for (let index = 1; index < stroke.length; index++) {
      const [before, point, after] = [stroke[index - 1]!, stroke[index]!, stroke[index + 1]];
      const start = index === 1 ? before : middle(before, point);
      const end = after ? middle(point, after) : point;
      const bend = (axis: 0 | 1, from: readonly number[]) => from[axis]! + (2 / 3) * (point[axis] - from[axis]!);
      path += `${digits(Math.max(point[2] * scale, 0.1))} w ${at(start[0], start[1])} m ${at(bend(0, start), bend(1, start))} ${at(bend(0, end), bend(1, end))} ${at(end[0], end[1])} c S\n`;
    }
  }
  return `${path}Q\n`;
}

const middle = (a: readonly number[], b: readonly number[]): [number, number] => [
  (a[0]! + b[0]!) / 2,
  (a[1]! + b[1]!) / 2,
];

function drawTyped({ text, font }: Extract<SignatureMark, { kind: 'typed' }>, box: Box): string {
  const { path, box: inked } = signatureOutlines(text, font);
  if (path === '') throw new UndrawableError('Nothing of the signature is to be seen.');
  const { scale, left, bottom } = centred(inked.maxX - inked.minX, inked.maxY - inked.minY, box);
  return `q ${INK} rg ${digits(scale)} 0 0 ${digits(scale)} ${digits(left - inked.minX * scale, bottom - inked.minY * scale)} cm\n${path}f Q\n`;
}

/** Scale and position that put a drawing into the middle of a box, without distortion. */
function centred(width: number, height: number, box: Box): { scale: number; left: number; bottom: number } {
  const scale = Math.min((box.right - box.left) / width, (box.top - box.bottom) / height) * 0.94;
  return {
    scale,
    left: (box.left + box.right - width * scale) / 2,
    bottom: (box.bottom + box.top - height * scale) / 2,
  };
}

/** Maximum number of pixels of a picture of a signature. */
const PIXELS_MAX = 4_000_000;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const IEND = Buffer.from('0000000049454e44ae426082', 'hex');

/** A PNG with nothing but the chunks that make its picture. Decoders trust whatever else is in there: second headers, frames, compressed texts, wrong lengths. */
function pictureChunks(png: Buffer): Buffer {
  const parts: Buffer[] = [PNG];
  for (let start = PNG.length; start + 12 <= png.length; ) {
    const end = start + 12 + png.readUInt32BE(start);
    const type = png.toString('latin1', start + 4, start + 8);
    const needed = type === 'IHDR' ? start === PNG.length : ['PLTE', 'tRNS', 'IDAT'].includes(type);
    if (needed && end <= png.length) parts.push(png.subarray(start, end));
    start = end;
  }
  return Buffer.concat([...parts, IEND]);
}

export interface EmbeddedPicture {
  ref: PDFRef;
  width: number;
  height: number;
}

/** Embeds a PNG with its transparency. Throws UndrawableError if it is not a PNG, too large, or blank. */
async function embedPicture(file: PdfFile, base64: string): Promise<EmbeddedPicture> {
  const bytes = Buffer.from(base64, 'base64');
  const isPng = bytes.length > 33 && bytes.subarray(0, 8).equals(PNG) && bytes.toString('latin1', 12, 16) === 'IHDR';
  if (!isPng || bytes.readUInt32BE(16) * bytes.readUInt32BE(20) > PIXELS_MAX)
    throw new UndrawableError('No picture of a signature.');
  let image: { width: number; height: number; rgbChannel: Uint8Array; alphaChannel?: Uint8Array };
  try {
    image = (await PngEmbedder.for(pictureChunks(bytes)))['image'];
  } catch {
    throw new UndrawableError('No picture of a signature.');
  }
  if (isBlank(image)) throw new UndrawableError('Nothing of the signature is to be seen.');
  const { width, height } = image;
  const common = {
    Type: PDFName.of('XObject'),
    Subtype: PDFName.of('Image'),
    Width: PDFNumber.of(width),
    Height: PDFNumber.of(height),
    BitsPerComponent: PDFNumber.of(8),
  };
  const mask =
    image.alphaChannel &&
    file.add(file.stream(image.alphaChannel, { ...common, ColorSpace: PDFName.of('DeviceGray') }));
  const ref = file.add(
    file.stream(image.rgbChannel, { ...common, ColorSpace: PDFName.of('DeviceRGB'), ...(mask && { SMask: mask }) }),
  );
  return { ref, width, height };
}

/** Whether a picture is white or transparent everywhere. */
function isBlank({ rgbChannel, alphaChannel }: { rgbChannel: Uint8Array; alphaChannel?: Uint8Array }): boolean {
  for (let pixel = 0; pixel * 3 < rgbChannel.length; pixel++) {
    if (alphaChannel && alphaChannel[pixel]! < 8) continue;
    const at = pixel * 3;
    if (Math.min(rgbChannel[at]!, rgbChannel[at + 1]!, rgbChannel[at + 2]!) < 248) return false;
  }
  return true;
}

function drawPicture({ width, height }: EmbeddedPicture, box: Box, pictureName: string): string {
  const { scale, left, bottom } = centred(width, height, box);
  return `q ${digits(width * scale)} 0 0 ${digits(height * scale)} ${digits(left, bottom)} cm /${pictureName} Do Q\n`;
}
