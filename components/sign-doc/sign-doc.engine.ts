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

// The one file that knows pdf.js; loaded when the first document is shown.

/** How long the worker may take to start, in milliseconds. A Content Security Policy that forbids it says nothing in some browsers. */
const START_WITHIN = 15_000;
/** Pixels a canvas may have: iOS shows nothing beyond. */
const PIXELS_MAX = 16_777_216;
const TRIES = 4;
/** Bytes pdf.js asks for at the least. Before it opens a document it looks at every page of it, and these may be anywhere: 64 kB for each, as it likes, are all of a scan. */
const CHUNK = 2_048;
/** Bytes that are read where only one part is waited for, a multiple of `CHUNK`: what follows is wanted next. */
const AHEAD = 32_768;

/** A piece of a page's text: its place in fractions of the page, its height in points, its width in points, its direction in radians. */
export interface TextRun {
  text: string;
  left: number;
  top: number;
  size: number;
  width: number;
  angle: number;
  /** The line ends here. */
  last: boolean;
}

/** A PDF that is being read. */
export interface OpenPdf {
  /** Draws a page onto a canvas, as many pixels per point as said, or as fit into it. Rejects when `signal` aborted. */
  draw(page: number, pixelsPerPoint: number, signal: AbortSignal): Promise<HTMLCanvasElement>;
  text(page: number): Promise<TextRun[]>;
  close(): void;
}

/** The file, in ranges until something of it can be seen; then in one stream and, where pdf.js is ahead of it, in ranges. With the client's authorization. */
class ApiTransport extends PDFDataRangeTransport {
  readonly #read: (ranges: readonly Range[]) => Promise<Uint8Array[]>;
  readonly #stream: () => Promise<void>;
  readonly #fail: (error: unknown) => void;
  readonly #abort = new AbortController();
  #waiting: Range[] = [];
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

  /** Has the rest come by itself. Earlier it would take the line from what the first page waits for. */
  stream(): void {
    if (this.#streaming) return;
    this.#streaming = true;
    void this.#stream();
  }

  override requestDataRange(begin: number, end: number): void {
    this.#waiting.push({ begin, end });
    if (!this.#reading) void this.#readAll();
  }

  /** What is asked for while a request is on its way goes together in the next one. */
  async #readAll(): Promise<void> {
    this.#reading = true;
    while (this.#waiting.length > 0 && !this.#abort.signal.aborted) {
      const ranges = this.#waiting.splice(0, FILE_PARTS_MAX).sort((a, b) => a.begin - b.begin);
      const [first] = ranges;
      if (first && ranges.length === 1 && !this.#streaming)
        first.end = Math.max(first.end, Math.min(first.begin + AHEAD, this.length));
      await this.#readSome(ranges, 1);
    }
    this.#reading = false;
  }

  async #readSome(ranges: readonly Range[], tries: number): Promise<void> {
    const { signal } = this.#abort;
    try {
      const parts = await this.#read(ranges);
      this.#arrived = true;
      for (const [index, { begin }] of ranges.entries()) if (!signal.aborted) this.onDataRange(begin, parts[index]!);
    } catch (error) {
      if (signal.aborted) return;
      const lost = asProblem(error).problem.code === 'network';
      // Where there never was a connection, nobody is kept waiting for it.
      if (!lost || !this.#arrived || tries === TRIES) return this.#fail(error);
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
      await this.#readSome(ranges, tries + 1);
    }
  }

  override abort(): void {
    this.#abort.abort();
  }

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
      // A stream that broke off midway is not the end: what is missing is asked for in ranges.
      if (error instanceof ProblemError) this.#fail(error);
    }
  }
}

/** The fonts every PDF reader has, for documents that bring none, and decoders for the pictures of scanners. */
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

/** The bytes of a file that pdf.js asks for by name. Rejects for one that is not shipped: tables for Asian fonts a document does not embed. */
async function binaryFile(name: string): Promise<Uint8Array> {
  const file = BINARIES[name];
  if (!file) throw new Error(`${name} is not part of the package`);
  const { default: address } = await file();
  return Uint8Array.from(atob(address.slice(address.indexOf(',') + 1)), (byte) => byte.charCodeAt(0));
}

/** Fonts and decoders come as modules: they need no address that a Content Security Policy would have to allow. */
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

/** A worker from wherever the package was loaded: its text is a module like the others, so that `worker-src blob:` is all a page must allow. */
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
      timer = setTimeout(() => reject(ownProblem('internal')), START_WITHIN);
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
 * @param fail Called when its bytes cannot be had any more after it was opened.
 * @param signal Ends the opening: nothing more is asked for.
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
  const worker = new PDFWorker({ port } as never);
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
    length: size,
    rangeChunkSize: CHUNK,
    verbosity: 0,
    useWorkerFetch: false,
    useSystemFonts: false,
    disableWorkerRendering: true,
    BinaryDataFactory: ModuleBinaries,
  } as never);
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
    // Told to end while it opens a file, pdf.js throws in its worker where nobody can catch it: so the worker is ended first.
    if (signal.aborted) stop();
    close();
    throw asProblem(error);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function pagesOf(pdf: PDFDocumentProxy, seen: () => void): Omit<OpenPdf, 'close'> {
  return {
    async draw(number, pixelsPerPoint, signal) {
      const page = await pdf.getPage(number + 1);
      signal.throwIfAborted();
      const { width, height } = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: Math.min(pixelsPerPoint, Math.sqrt(PIXELS_MAX / (width * height))) });
      const canvas = document.createElement('canvas');
      canvas.width = Math.floor(viewport.width);
      canvas.height = Math.floor(viewport.height);
      const task = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
      const cancel = (): void => task.cancel();
      signal.addEventListener('abort', cancel, { once: true });
      await task.promise.finally(() => signal.removeEventListener('abort', cancel));
      seen();
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
    // From the base line to the upper edge of a line that is as high as its letters.
    const [up, across] = [Math.cos(angle) * size * 0.8, Math.sin(angle) * size * 0.8];
    const place = { left: (x + across) / width, top: (y - up) / height, size, width: item.width, angle };
    return [{ ...place, text: item.str, last: item.hasEOL }];
  });
}
