import {
  AnnotationMode,
  getDocument,
  PDFDataRangeTransport,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  Util,
} from 'pdfjs-dist/build/pdf.min.mjs';
import { asProblem, type Client, ownProblem, ProblemError } from '../../src/api/client.ts';
import { type Range, readRanges, requestFile } from '../../src/api/ranges.ts';
import { FILE_PARTS_MAX } from '../../src/contract/documents.limits.ts';
import { getDocumentFile } from '../../src/contract/documents.ts';

// The only module that uses pdf.js. It is loaded when the first document is shown.

/** Milliseconds the worker may take to start. Where a Content Security Policy forbids it, some browsers report no error at all. */
const WORKER_START_TIMEOUT = 45_000;
/** Pixels a canvas may have: iOS shows larger ones empty. */
const CANVAS_PIXELS_MAX = 16_777_216;
/** How often a range is requested before its loss is reported. */
const ATTEMPTS_MAX = 4;
/**
 * Bytes pdf.js requests at least. Before it opens a document it looks at every page, wherever that is in the file: with its default of 64 kB for each, it
 * would load the whole of a scanned document first.
 */
const CHUNK_SIZE = 2_048;
/** Bytes that are read when only one range is requested, a multiple of `CHUNK_SIZE`: what follows it is usually wanted next. */
const READ_AHEAD = 32_768;

/** A piece of a page's text. */
export interface TextRun {
  text: string;
  /** Position of its upper left corner as fractions of the page's width and height. */
  left: number;
  top: number;
  /** Height and width in points. */
  size: number;
  width: number;
  /** Direction in radians. */
  angle: number;
  /** A line of text ends with it. */
  endsLine: boolean;
}

/** An open PDF. */
export interface OpenPdf {
  /** Draws a page, counted from 0, onto a new canvas, with fewer pixels per point where the canvas would become too large. Rejects when `signal` aborted. */
  draw(page: number, pixelsPerPoint: number, signal: AbortSignal): Promise<HTMLCanvasElement>;
  /** The text of a page, counted from 0. */
  text(page: number): Promise<TextRun[]>;
  close(): void;
}

/**
 * Loads the file for pdf.js with the client's authorization: in ranges until the first page is drawn; after that the rest comes in one stream, and ranges
 * are requested only where pdf.js is ahead of it.
 */
class ApiTransport extends PDFDataRangeTransport {
  readonly #read: (ranges: readonly Range[]) => Promise<Uint8Array[]>;
  readonly #stream: () => Promise<void>;
  readonly #fail: (error: unknown) => void;
  readonly #abort = new AbortController();
  #queue: Range[] = [];
  #reading = false;
  #arrived = false;
  #streaming = false;

  constructor(client: Client, params: { id: string; sha256: string }, size: number, fail: (error: unknown) => void) {
    super(size, null);
    const { signal } = this.#abort;
    this.#fail = (error) => {
      if (!signal.aborted) fail(error);
    };
    this.#read = (ranges) => readRanges(client, getDocumentFile, { params }, signal, ranges);
    this.#stream = () => this.#pass(requestFile(client, getDocumentFile, { params }, signal));
  }

  /** Streams the rest of the file. Before the first page is drawn, this would compete for bandwidth with the ranges that page needs. */
  stream(): void {
    if (this.#streaming) return;
    this.#streaming = true;
    void this.#stream();
  }

  override requestDataRange(begin: number, end: number): void {
    this.#queue.push({ begin, end });
    if (!this.#reading) void this.#readAll();
  }

  /** Ranges that pdf.js asks for while a request is under way are sent together in the next one. */
  async #readAll(): Promise<void> {
    this.#reading = true;
    while (this.#queue.length > 0 && !this.#abort.signal.aborted) {
      const ranges = this.#queue.splice(0, FILE_PARTS_MAX).sort((a, b) => a.begin - b.begin);
      const [first] = ranges;
      if (first && ranges.length === 1 && !this.#streaming)
        first.end = Math.max(first.end, Math.min(first.begin + READ_AHEAD, this.length));
      await this.#readSome(ranges, 1);
    }
    this.#reading = false;
  }

  async #readSome(ranges: readonly Range[], attempt: number): Promise<void> {
    const { signal } = this.#abort;
    try {
      const parts = await this.#read(ranges);
      this.#arrived = true;
      for (const [index, { begin }] of ranges.entries()) if (!signal.aborted) this.onDataRange(begin, parts[index]!);
    } catch (error) {
      if (signal.aborted) return;
      const lost = asProblem(error).problem.code === 'network';
      // When the very first request finds no connection, the reader is told at once instead of after several attempts.
      if (!lost || !this.#arrived || attempt === ATTEMPTS_MAX) return this.#fail(error);
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** attempt));
      await this.#readSome(ranges, attempt + 1);
    }
  }

  override abort(): void {
    this.#abort.abort();
  }

  /** Hands a response to pdf.js as it arrives. */
  async #pass(response: Promise<Response>): Promise<void> {
    try {
      const reader = (await response).body?.getReader();
      for (;;) {
        const part = await reader?.read();
        if (!part || part.done) break;
        this.onDataProgressiveRead(part.value);
      }
      this.onDataProgressiveDone();
    } catch (error) {
      // A stream that broke off midway is no failure: pdf.js requests what is missing in ranges.
      if (error instanceof ProblemError) this.#fail(error);
    }
  }
}

/**
 * The standard fonts, for documents that do not embed theirs, and decoders for the image formats of scanners. They come as modules, because an address of
 * their own would have to be allowed by the page's Content Security Policy.
 */
const BINARIES: Record<string, () => Promise<{ default: string }>> = {
  'FoxitDingbats.pfb': () => import('pdfjs-dist/standard_fonts/FoxitDingbats.pfb?url&inline'),
  'FoxitFixed.pfb': () => import('pdfjs-dist/standard_fonts/FoxitFixed.pfb?url&inline'),
  'FoxitFixedBold.pfb': () => import('pdfjs-dist/standard_fonts/FoxitFixedBold.pfb?url&inline'),
  'FoxitFixedBoldItalic.pfb': () => import('pdfjs-dist/standard_fonts/FoxitFixedBoldItalic.pfb?url&inline'),
  'FoxitFixedItalic.pfb': () => import('pdfjs-dist/standard_fonts/FoxitFixedItalic.pfb?url&inline'),
  'FoxitSerif.pfb': () => import('pdfjs-dist/standard_fonts/FoxitSerif.pfb?url&inline'),
  'FoxitSerifBold.pfb': () => import('pdfjs-dist/standard_fonts/FoxitSerifBold.pfb?url&inline'),
  'FoxitSerifBoldItalic.pfb': () => import('pdfjs-dist/standard_fonts/FoxitSerifBoldItalic.pfb?url&inline'),
  'FoxitSerifItalic.pfb': () => import('pdfjs-dist/standard_fonts/FoxitSerifItalic.pfb?url&inline'),
  'FoxitSymbol.pfb': () => import('pdfjs-dist/standard_fonts/FoxitSymbol.pfb?url&inline'),
  'LiberationSans-Regular.ttf': () => import('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf?url&inline'),
  'LiberationSans-Bold.ttf': () => import('pdfjs-dist/standard_fonts/LiberationSans-Bold.ttf?url&inline'),
  'LiberationSans-Italic.ttf': () => import('pdfjs-dist/standard_fonts/LiberationSans-Italic.ttf?url&inline'),
  'LiberationSans-BoldItalic.ttf': () => import('pdfjs-dist/standard_fonts/LiberationSans-BoldItalic.ttf?url&inline'),
  'jbig2.wasm': () => import('pdfjs-dist/wasm/jbig2.wasm?url&inline'),
  'openjpeg.wasm': () => import('pdfjs-dist/wasm/openjpeg.wasm?url&inline'),
};

/**
 * The bytes of a file that pdf.js asks for by name. Rejects for files that are not part of the package: tables for Asian fonts that a document does not
 * embed.
 */
async function binaryFile(name: string): Promise<Uint8Array> {
  const file = BINARIES[name];
  if (!file) throw new Error(`${name} is not part of the package`);
  const { default: address } = await file();
  return Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
}

/** Answers requests of pdf.js for fonts and decoders from `BINARIES`. */
class ModuleBinaries {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    return binaryFile(filename);
  }
}

interface TypedWindow {
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: { createScriptURL(url: string): string },
    ): { createScriptURL(url: string): string };
  };
}

let policy: { createScriptURL(url: string): string } | undefined;

/** Starts the worker of pdf.js. Its source is a module like the others, so it works from any origin and a page only has to allow `worker-src blob:`. */
async function startWorker(): Promise<{ port: Worker; stop: () => void }> {
  const { default: source } = await import('pdfjs-dist/build/pdf.worker.min.mjs?raw');
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  policy ??= (window as TypedWindow).trustedTypes?.createPolicy('etron-pdf', { createScriptURL: (text) => text });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const port = new Worker(policy?.createScriptURL(url) ?? url, { type: 'module' });
  const stop = (): void => {
    port.terminate();
    URL.revokeObjectURL(url);
  };
  try {
    await new Promise<void>((resolve, reject) => {
      port.addEventListener('message', () => resolve(), { once: true });
      port.addEventListener('error', () => reject(ownProblem('internal')), { once: true });
      timer = setTimeout(() => reject(ownProblem('internal')), WORKER_START_TIMEOUT);
    });
  } catch (error) {
    stop();
    throw error;
  } finally {
    clearTimeout(timer);
  }
  return { port, stop };
}

/**
 * Opens the PDF of a document.
 * @param fail Called when the file cannot be read any further after it was opened.
 * @param signal Gives the opening up; nothing more is requested then.
 * @throws ProblemError: `internal` when the browser refuses the worker or the file is no PDF.
 */
export async function openPdf(
  client: Client,
  params: { id: string; sha256: string },
  size: number,
  fail: (problem: ProblemError) => void,
  signal: AbortSignal,
): Promise<OpenPdf> {
  const { port, stop } = await startWorker();
  if (signal.aborted) {
    stop();
    throw ownProblem();
  }
  const worker = PDFWorker.create({ port });
  let refuse: (problem: ProblemError) => void = () => {};
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  refused.catch(() => {});
  const range = new ApiTransport(client, params, size, (error) => {
    const problem = asProblem(error);
    refuse(problem);
    fail(problem);
  });
  const task = getDocument({
    range,
    worker,
    rangeChunkSize: CHUNK_SIZE,
    verbosity: 0,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableWorkerRendering: true,
    BinaryDataFactory: ModuleBinaries,
  });
  const close = (): void => {
    range.abort();
    void task
      .destroy()
      .catch(() => {})
      .finally(() => {
        worker.destroy();
        stop();
      });
  };
  const abort = (): void => refuse(ownProblem());
  signal.addEventListener('abort', abort);
  try {
    return { ...pagesOf(await Promise.race([task.promise, refused]), () => range.stream()), close };
  } catch (error) {
    // When told to stop while it opens a file, pdf.js throws in its worker, where nothing can catch it. So the worker is ended first.
    if (signal.aborted) stop();
    close();
    throw asProblem(error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** @param onDrawn Called whenever a page was drawn. */
function pagesOf(pdf: PDFDocumentProxy, onDrawn: () => void): Omit<OpenPdf, 'close'> {
  return {
    async draw(number, pixelsPerPoint, signal) {
      const page = await pdf.getPage(number + 1);
      signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({
        scale: Math.min(pixelsPerPoint, Math.sqrt(CANVAS_PIXELS_MAX / (width * height))),
      });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
      const cancel = (): void => task.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      await task.promise.finally(() => signal.removeEventListener('abort', cancel));
      onDrawn();
      return canvas;
    },
    async text(number) {
      return textRuns(await pdf.getPage(number + 1));
    },
  };
}

async function textRuns(page: PDFPageProxy): Promise<TextRun[]> {
  const { width, height, transform } = page.getViewport({ scale: 1 });
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    if (!('str' in item)) return [];
    const [a, b, c, d, x, y] = Util.transform(transform, item.transform) as number[] as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    const size = Math.hypot(c, d);
    const angle = Math.atan2(b, a);
    // pdf.js gives the baseline; the text layer needs the upper edge, which is 0.8 of the font size above it.
    const [up, across] = [Math.cos(angle) * size * 0.8, Math.sin(angle) * size * 0.8];
    const position = { left: (x + across) / width, top: (y - up) / height, size, width: item.width, angle };
    return [{ ...position, text: item.str, endsLine: item.hasEOL }];
  });
}
