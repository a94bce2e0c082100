import { PDFArray, PDFBool, PDFName, PDFNumber, type PDFObject, PDFRawStream } from 'pdf-lib';
import { appearanceOf } from './annotations.ts';
import type { ContentReader, ContentSummary, Drawn } from './content-reader.ts';
import { name, type PdfFile } from './file.ts';
import { numbersOf, viewOf } from './geometry.ts';
import type { PdfPage } from './page-tree.ts';
import { PdfError } from './pdf.ts';
import { inflatedSize, STREAM_MAX } from './streams.ts';
import { annotationsOf } from './widgets.ts';

const MB = 1024 * 1024;

/** Maximum number of bytes that all streams together may inflate to, and that one picture may. */
const TOTAL_MAX = 512 * MB;
const PICTURE_MAX = 256 * MB;

/** Maximum number of pixels of a picture. Browsers need four bytes for each. */
const PIXELS_MAX = 512 * MB;

/**
 * Maximum number of bytes of operators that a viewer has to process for one page, and for all pages. The limits grow with the size of the file,
 * so that a small file cannot ask for much work: real drawings are compressed to a fifth or a tenth, and seldom to a thirtieth. A viewer takes
 * 0.1 to 1 second for a megabyte of operators.
 */
const PAGE_MAX = 32 * MB;
const PAGE_SMALL = 4 * MB;
const PAGES_SMALL = 64 * MB;
const PAGE_RATIO = 32;
const PAGES_RATIO = 64;

/** Bytes of a picture that take as long as one byte of operators; and the cost of starting to draw anything, in bytes of operators. */
const PICTURE_BYTES = 32;
const DRAWN_WORK = 64;

/** How often a page may repeat a pattern, and how many of these repetitions count: viewers keep the result and draw it again. */
const TILES_MAX = 2_000_000;
const TILES_DRAWN = 1_000;

/** Maximum depth of contents that draw other contents. Viewers follow fewer. */
const DEPTH_MAX = 100;

const tooLarge = (detail: string) => new PdfError('pdf_too_large', detail);

/** Refuses a PDF with a stream that inflates to more than can be kept in memory. Throws PdfError. */
export async function assertInflatable(file: PdfFile): Promise<void> {
  let total = 0;
  for (const stream of file.streams()) {
    if (isPicture(stream)) {
      // Viewers decode pictures one at a time, and only up to the size that they declare.
      pictureBytes(stream);
      if (stream.contents.length * 1_032 > PICTURE_MAX) await inflatedSize(stream, PICTURE_MAX);
    } else total += await inflatedSize(stream, STREAM_MAX);
    if (total > TOTAL_MAX) throw tooLarge('The PDF inflates to too much.');
  }
}

/**
 * Refuses a PDF whose pages would keep a viewer busy for minutes: because all pages share one large content, forms draw forms, glyphs or
 * patterns are repeated very often, or pictures are larger than any paper. It does not find content that fills the same area a hundred
 * thousand times, because only a viewer could tell. Throws PdfError.
 */
export function assertDrawable(file: PdfFile, reader: ContentReader): void {
  const { length } = file.bytes;
  const work = new DrawingWork(file, reader);
  let total = 0;
  for (const page of file.pages) {
    const own = work.of(page);
    total += own;
    if (own > Math.min(PAGE_MAX, PAGE_SMALL + PAGE_RATIO * length) || total > PAGES_SMALL + PAGES_RATIO * length)
      throw tooLarge('The pages of the PDF take too long to draw.');
  }
}

/** Estimates how much work pages are for a viewer, in bytes of operators. */
class DrawingWork {
  readonly #file: PdfFile;
  readonly #reader: ContentReader;
  readonly #known = new Map<ContentSummary | PDFRawStream, number>();
  #area = 0;

  constructor(file: PdfFile, reader: ContentReader) {
    this.#file = file;
    this.#reader = reader;
  }

  /** Throws PdfError for a picture or a pattern that is too large by itself. */
  of(page: PdfPage): number {
    const { crop } = viewOf(page);
    this.#area = (crop.right - crop.left) * (crop.top - crop.bottom);
    const looks = annotationsOf(this.#file, page).flatMap(({ dict }) => appearanceOf(dict) ?? []);
    return looks.reduce(
      (sum, look) => sum + this.#ofDrawn(look, { times: 1, resources: undefined }, 0),
      this.#ofContents(this.#reader.ofPage(page), 0),
    );
  }

  #ofContents(contents: ContentSummary, depth: number): number {
    let work = this.#known.get(contents);
    if (work === undefined) {
      // A content that draws itself draws nothing at that point.
      this.#known.set(contents, 0);
      work = contents.length;
      for (const [stream, drawn] of contents.drawn)
        work += drawn.times * (DRAWN_WORK + this.#ofDrawn(stream, drawn, depth + 1));
      this.#known.set(contents, work);
    }
    return work;
  }

  #ofDrawn(stream: PDFRawStream, drawn: Drawn, depth: number): number {
    if (isPicture(stream)) return pictureBytes(stream) / PICTURE_BYTES;
    if (depth > DEPTH_MAX) return 0;
    const once = this.#ofContents(this.#reader.ofDrawn(stream, drawn), depth);
    const tiles = tilesOf(stream, this.#area);
    if (tiles > TILES_MAX) throw tooLarge('A pattern of the PDF is repeated too often.');
    return once * Math.min(Math.max(1, tiles), TILES_DRAWN);
  }
}

const isPicture = ({ dict }: PDFRawStream): boolean => dict.lookup(name('Subtype')) === name('Image');

/** Size of a decoded picture with its mask, in bytes. Throws PdfError. */
function pictureBytes({ dict }: PDFRawStream): number {
  const number = (key: string, fallback: number) => {
    const value = dict.lookup(name(key));
    return value instanceof PDFNumber ? Math.max(0, value.asNumber()) : fallback;
  };
  const pixels = number('Width', 0) * number('Height', 0);
  const isStencil = dict.lookup(name('ImageMask')) === PDFBool.True;
  const bytes =
    (pixels * number('BitsPerComponent', isStencil ? 1 : 8) * componentsOf(dict.lookup(name('ColorSpace')))) / 8;
  if (pixels > PIXELS_MAX || bytes > PICTURE_MAX) throw tooLarge('A picture of the PDF is too large.');
  const masks = ['SMask', 'Mask'].map((key) => dict.lookup(name(key)));
  return masks.reduce(
    (sum, mask) => sum + (mask instanceof PDFRawStream && !mask.dict.has(name('SMask')) ? pictureBytes(mask) : 0),
    bytes,
  );
}

/** Number of components of a colour in a colour space. */
function componentsOf(space: PDFObject | undefined): number {
  if (space instanceof PDFName) return { DeviceRGB: 3, DeviceCMYK: 4 }[space.decodeText()] ?? 1;
  if (!(space instanceof PDFArray)) return 1;
  const kind = space.lookup(0);
  const detail = space.size() > 1 ? space.lookup(1) : undefined;
  switch (kind instanceof PDFName ? kind.decodeText() : '') {
    case 'ICCBased': {
      const count = detail instanceof PDFRawStream ? detail.dict.lookup(name('N')) : undefined;
      return count instanceof PDFNumber ? count.asNumber() : 3;
    }
    case 'CalRGB':
    case 'Lab':
      return 3;
    case 'DeviceN':
      return detail instanceof PDFArray ? detail.size() : 4;
    default:
      return 1;
  }
}

/** How often a tiling pattern is repeated on an area of so many square units; 1 for anything else. */
function tilesOf({ dict }: PDFRawStream, area: number): number {
  const [across, up] = ['XStep', 'YStep'].map((key) => dict.lookup(name(key)));
  if (!(across instanceof PDFNumber && up instanceof PDFNumber)) return 1;
  const [a = 1, b = 0, c = 0, d = 1] = numbersOf(dict.lookup(name('Matrix')));
  const tile = Math.abs(across.asNumber() * up.asNumber() * (a * d - b * c));
  return tile > 0 ? area / tile : 1;
}
