import { PDFArray, PDFNumber, type PDFObject } from 'pdf-lib';
import type { FieldArea } from '../../src/contract/documents.ts';
import { name } from './file.ts';
import type { PdfPage } from './page-tree.ts';

/** `[a b c d e f]` of PDF: x' = ax + cy + e, y' = bx + dy + f. */
export type Matrix = readonly [number, number, number, number, number, number];

export type Box = { left: number; bottom: number; right: number; top: number };

/** How a page is displayed. */
export interface PageView {
  /** The displayed part of the page, in user space. */
  crop: Box;
  /** Size in points, after rotation and scaling. */
  width: number;
  height: number;
  /** Clockwise rotation in quarter turns. */
  quarters: number;
  /** Maps points of the displayed page, whose origin is at the lower left, to user space. */
  matrix: Matrix;
}

const LETTER: Box = { left: 0, bottom: 0, right: 612, top: 792 };

/** How viewers display a page, by its /MediaBox, /CropBox, /Rotate and /UserUnit. */
export function viewOf(page: PdfPage): PageView {
  const media = boxOf(page.inherited('MediaBox')) ?? LETTER;
  const crop = intersection(media, boxOf(page.inherited('CropBox')) ?? media) ?? media;
  const unitObject = page.dict.lookup(name('UserUnit'));
  const unit = unitObject instanceof PDFNumber && unitObject.asNumber() > 0 ? unitObject.asNumber() : 1;
  const rotate = page.inherited('Rotate');
  const turn = rotate instanceof PDFNumber ? (((Math.round(rotate.asNumber() / 90) * 90) % 360) + 360) % 360 : 0;
  const { left, bottom, right, top } = crop;
  const [width, height] = [(right - left) * unit, (top - bottom) * unit];
  const s = 1 / unit;
  switch (turn) {
    case 90:
      return { crop, width: height, height: width, quarters: 1, matrix: [0, s, -s, 0, right, bottom] };
    case 180:
      return { crop, width, height, quarters: 2, matrix: [-s, 0, 0, -s, right, top] };
    case 270:
      return { crop, width: height, height: width, quarters: 3, matrix: [0, -s, s, 0, left, top] };
    default:
      return { crop, width, height, quarters: 0, matrix: [s, 0, 0, s, left, bottom] };
  }
}

/** An area of a field in points of the displayed page, whose origin is at the lower left. */
export function boxOfArea(view: PageView, { x, y, width, height }: FieldArea): Box {
  return {
    left: x * view.width,
    right: (x + width) * view.width,
    top: (1 - y) * view.height,
    bottom: (1 - y - height) * view.height,
  };
}

/** The area around points of user space, as fractions of the displayed page. Undefined if no part of it is visible. */
export function areaOf(
  view: PageView,
  points: readonly (readonly [number, number])[],
): Omit<FieldArea, 'page'> | undefined {
  const back = inverse(view.matrix);
  const shown = points.map((point) => apply(back, point));
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const [left, right] = extremes(shown.map(([x]) => clamp(x / view.width)));
  const [bottom, top] = extremes(shown.map(([, y]) => clamp(y / view.height)));
  const [x, y] = [round(left), round(1 - top)];
  const [width, height] = [round(Math.min(right - left, 1 - x)), round(Math.min(top - bottom, 1 - y))];
  return width > 0 && height > 0 ? { x, y, width, height } : undefined;
}

const extremes = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)];

const round = (value: number): number => Math.floor(value * 1e6) / 1e6;

export const corners = ({ left, bottom, right, top }: Box): [number, number][] => [
  [left, bottom],
  [right, bottom],
  [right, top],
  [left, top],
];

/** A rectangle whose corners may be given in any order. Undefined if it is empty or not a rectangle. */
export function boxOf(value: PDFObject | undefined): Box | undefined {
  const numbers = numbersOf(value);
  if (numbers.length < 4) return undefined;
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = numbers;
  const box = { left: Math.min(x1, x2), bottom: Math.min(y1, y2), right: Math.max(x1, x2), top: Math.max(y1, y2) };
  return box.right > box.left && box.top > box.bottom ? box : undefined;
}

export const numbersOf = (value: PDFObject | undefined): number[] =>
  value instanceof PDFArray
    ? Array.from({ length: value.size() }, (_, index) => value.lookup(index)).map((item) =>
        item instanceof PDFNumber ? item.asNumber() : 0,
      )
    : [];

function intersection(a: Box, b: Box): Box | undefined {
  const box = {
    left: Math.max(a.left, b.left),
    bottom: Math.max(a.bottom, b.bottom),
    right: Math.min(a.right, b.right),
    top: Math.min(a.top, b.top),
  };
  return box.right > box.left && box.top > box.bottom ? box : undefined;
}

export const overlap = (a: Box, b: Box): boolean => intersection(a, b) !== undefined;

/** The box around the corners of a box after a transformation. */
export function around(box: Box, matrix: Matrix): Box {
  const turned = corners(box).map((corner) => apply(matrix, corner));
  const [left, right] = extremes(turned.map(([x]) => x));
  const [bottom, top] = extremes(turned.map(([, y]) => y));
  return { left, bottom, right, top };
}

/** The matrix that fits an appearance, with its box and its own matrix, into the rectangle of its annotation (ISO 32000-1, 12.5.5). Undefined if it is empty. */
export function fitting(box: Box, given: readonly number[], rect: Box): Matrix | undefined {
  const own: Matrix = given.length === 6 ? (given as readonly number[] as Matrix) : [1, 0, 0, 1, 0, 0];
  const { left, bottom, right, top } = around(box, own);
  if (!(right > left && top > bottom)) return undefined;
  const [sx, sy] = [(rect.right - rect.left) / (right - left), (rect.top - rect.bottom) / (top - bottom)];
  return [sx, 0, 0, sy, rect.left - left * sx, rect.bottom - bottom * sy];
}

const apply = ([a, b, c, d, e, f]: Matrix, [x, y]: readonly [number, number]): [number, number] => [
  a * x + c * y + e,
  b * x + d * y + f,
];

function inverse([a, b, c, d, e, f]: Matrix): Matrix {
  const determinant = a * d - b * c;
  return [
    d / determinant,
    -b / determinant,
    -c / determinant,
    a / determinant,
    (c * f - d * e) / determinant,
    (b * e - a * f) / determinant,
  ];
}

/** Numbers in the notation of content streams: without exponents, and with few digits. */
export const digits = (...values: readonly number[]): string =>
  values
    .map((value) => String(Number((Number.isFinite(value) ? value : 0).toFixed(4))).replace(/^-0$/, '0'))
    .map(plain)
    .join(' ');

const plain = (text: string): string => (text.includes('e') ? '0' : text);
