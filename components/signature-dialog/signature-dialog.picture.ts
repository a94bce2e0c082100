import { SIGNATURE_IMAGE_MAX } from '../../src/contract/documents.limits.ts';
import { IMAGE_PIXELS_MAX } from '../../src/contract/limits.ts';

/** Why a file gives no signature. `blocked`: the browser's protection against fingerprinting keeps pages from reading pixels. */
export type PictureFault = 'picture_type' | 'picture_too_large' | 'picture_unreadable' | 'picture_blank' | 'blocked';

/** Bytes an uploaded photo may have. */
const FILE_MAX = 20_000_000;
/** Pixels of the longer side of the stored signature. */
const SIDE_MAX = 1200;
/** Side in pixels of the squares whose lightness is measured separately, since paper is never lit evenly. */
const SQUARE = 32;
/** How much darker than the paper around it a pixel is, as a part of the paper's lightness, where ink begins and where it covers the paper. */
const INK_FROM = 0.12;
const INK_FULL = 0.38;
/** The largest part of a picture that may be ink. With more, it was not written on light paper. */
const INK_MAX = 0.5;
/** Smallest width and height in pixels of ink that the server accepts. */
const WIDTH_MIN = 16;
const HEIGHT_MIN = 8;
/** Average lightness (0 to 255) that a sheet of paper has at least, even in a dim room. */
const PAPER_MIN = 80;

/** The signature on a PNG or JPEG: ink without paper, cropped, as a PNG in base64; or why there is none. */
export async function readPicture(file: Blob): Promise<{ image: string } | { fault: PictureFault }> {
  if (file.size > FILE_MAX) return { fault: 'picture_too_large' };
  const size = pictureSize(new DataView(await file.arrayBuffer()));
  if (!size) return { fault: 'picture_type' };
  // The size is checked before decoding, which would need the memory.
  if (size.width * size.height > IMAGE_PIXELS_MAX) return { fault: 'picture_too_large' };
  if (!canReadCanvas()) return { fault: 'blocked' };
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return { fault: 'picture_unreadable' };
  const scale = Math.min(1, SIDE_MAX / Math.max(bitmap.width, bitmap.height));
  const context = paper(Math.max(1, bitmap.width * scale), Math.max(1, bitmap.height * scale));
  const { width, height } = context.canvas;
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const pixels = context.getImageData(0, 0, width, height);
  const box = removePaper(pixels) && inkBox(pixels);
  if (!box) return { fault: 'picture_blank' };
  context.putImageData(pixels, 0, 0);
  return { image: await encode(context.canvas, box) };
}

/** Width and height of a PNG or JPEG as its header says; undefined for anything else. */
function pictureSize(view: DataView): { width: number; height: number } | undefined {
  if (view.byteLength > 24 && view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a)
    return { width: view.getUint32(16), height: view.getUint32(20) };
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint16(at);
    // Markers C0 to CF begin a frame header, except for C4, C8 and CC.
    if (marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker < 0xff01) return undefined;
    // Fill bytes have no length after them.
    at += marker === 0xffff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function paper(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas.getContext('2d', { willReadFrequently: true }) as CanvasRenderingContext2D;
}

/** Whether the browser gives back what was painted. Against fingerprinting, some give noise or white instead. */
function canReadCanvas(): boolean {
  const context = paper(2, 2);
  context.fillStyle = '#2a6f31';
  context.fillRect(0, 0, 2, 2);
  const { data } = context.getImageData(0, 0, 2, 2);
  return data.every((value, i) => value === [0x2a, 0x6f, 0x31, 0xff][i % 4]);
}

/**
 * Makes everything transparent that is not darker than the paper around it; false when there is no light paper. A picture that has transparency already
 * stays as it is.
 */
function removePaper({ data, width, height }: ImageData): boolean {
  let clear = 0;
  for (let i = 3; i < data.length; i += 4) if ((data[i] as number) < 128) clear++;
  if (clear > (data.length / 4) * 0.1) return true;
  const light = new Float32Array(width * height);
  for (let i = 0; i < light.length; i++)
    light[i] =
      0.299 * (data[4 * i] as number) + 0.587 * (data[4 * i + 1] as number) + 0.114 * (data[4 * i + 2] as number);
  if (light.reduce((sum, value) => sum + value, 0) < PAPER_MIN * light.length) return false;
  const paperAt = paperLight(light, width, height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = y * width + x;
      const base = paperAt(x, y);
      const darker = (base - (light[i] as number)) / Math.max(base, 1);
      data[4 * i + 3] = 255 * Math.max(0, Math.min(1, (darker - INK_FROM) / (INK_FULL - INK_FROM)));
    }
  }
  return true;
}

/** The lightness of the paper at a position: that of the lightest squares around it, interpolated between squares. */
function paperLight(light: Float32Array, width: number, height: number): (x: number, y: number) => number {
  const columns = Math.ceil(width / SQUARE);
  const rows = Math.ceil(height / SQUARE);
  const lightest = new Float32Array(columns * rows);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const square = Math.floor(y / SQUARE) * columns + Math.floor(x / SQUARE);
      lightest[square] = Math.max(lightest[square] as number, light[y * width + x] as number);
    }
  }
  const at = (column: number, row: number): number =>
    lightest[Math.max(0, Math.min(row, rows - 1)) * columns + Math.max(0, Math.min(column, columns - 1))] as number;
  // A square full of ink shows no paper, so its neighbours count, too.
  const around = lightest.map((_, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    return Math.max(...[-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => at(column + dx, row + dy))));
  });
  lightest.set(around);
  return (x, y) => {
    const [column, row] = [x / SQUARE - 0.5, y / SQUARE - 0.5];
    const [left, top] = [Math.floor(column), Math.floor(row)];
    const [dx, dy] = [column - left, row - top];
    return (
      (at(left, top) * (1 - dx) + at(left + 1, top) * dx) * (1 - dy) +
      (at(left, top + 1) * (1 - dx) + at(left + 1, top + 1) * dx) * dy
    );
  };
}

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The box around the ink, single specks left out; undefined when there is no ink, or too much to be writing. */
function inkBox({ data, width, height }: ImageData): Box | undefined {
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  let ink = 0;
  for (let i = 0; i < width * height; i++) {
    if ((data[4 * i + 3] as number) < 96) continue;
    ink++;
    (columns[i % width] as number)++;
    (rows[Math.floor(i / width)] as number)++;
  }
  const inked = (count: number) => count > 1;
  const [left, top] = [columns.findIndex(inked), rows.findIndex(inked)];
  if (left < 0 || top < 0 || ink > width * height * INK_MAX) return undefined;
  const box = {
    left,
    top,
    width: columns.findLastIndex(inked) - left + 1,
    height: rows.findLastIndex(inked) - top + 1,
  };
  return box.width < WIDTH_MIN || box.height < HEIGHT_MIN ? undefined : box;
}

/** A part of a canvas as a PNG in base64, scaled down until it is small enough to be stored. */
async function encode(canvas: HTMLCanvasElement, { left, top, width, height }: Box): Promise<string> {
  for (let scale = 1; ; scale *= 0.75) {
    const context = paper(Math.ceil(width * scale), Math.ceil(height * scale));
    context.imageSmoothingQuality = 'high';
    context.drawImage(canvas, left, top, width, height, 0, 0, context.canvas.width, context.canvas.height);
    const address = context.canvas.toDataURL('image/png');
    const image = address.slice(address.indexOf(',') + 1);
    if ((image.length * 3) / 4 <= SIGNATURE_IMAGE_MAX) return image;
  }
}
