import type { LitElement, ReactiveController } from 'lit';
import { asProblem, type Client, ownProblem, type ProblemError } from '../../src/api/client.ts';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { OpenPdf, TextRun } from './sign-doc.engine.ts';

/** How far outside of the screen pages are drawn already, as a part of its height. */
const DRAW_AHEAD = '60%';
/** Milliseconds without a change of size after which pages are drawn again in their new size. */
const REDRAW_DELAY = 150;
/** Font size in pixels at which widths of text are measured. */
const MEASURING_SIZE = 100;

let context: CanvasRenderingContext2D | null | undefined;

interface PageView {
  /** The element that holds the canvas and the text of the page. */
  element: HTMLElement;
  visible: boolean;
  /** Pixels per point in which the page is drawn or being drawn; 0 when it is not. */
  resolution: number;
  abort?: AbortController | undefined;
  /** Whether the page's text is there: for screen readers only (`plain`), or in its place over the picture, too (`placed`). */
  text: 'none' | 'plain' | 'placed';
}

/**
 * Shows a PDF page by page. Only pages on or near the screen are drawn, which keeps memory low in long documents; every page has its final height from the
 * beginning, and the text of all pages is there for screen readers and for searching.
 */
export class PdfPages implements ReactiveController {
  /** Why the document could not be shown. */
  problem: ProblemError | undefined;
  /** Indexes of pages that could not be drawn. */
  readonly failed = new Set<number>();
  readonly #host: LitElement;
  readonly #sheets = new Map<number, PageView>();
  readonly #observer: IntersectionObserver;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #open: ((fail: (problem: ProblemError) => void, signal: AbortSignal) => Promise<OpenPdf>) | undefined;
  #opening = new AbortController();
  #pdf: OpenPdf | undefined;
  /** Id and checksum of the PDF that is shown; empty for none. */
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement) {
    this.#host = host;
    // `scrollMargin` reaches into scrolling parts of the page, where `rootMargin` does not.
    this.#observer = new IntersectionObserver((entries) => this.#seen(entries), {
      rootMargin: `${DRAW_AHEAD} 0px`,
      scrollMargin: `${DRAW_AHEAD} 0px`,
    } as IntersectionObserverInit);
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    this.close();
  }

  hostUpdated(): void {
    for (const element of this.#host.renderRoot.querySelectorAll<HTMLElement>('.sheet')) {
      const number = Number(element.dataset['page']);
      if (this.#sheets.get(number)?.element === element) continue;
      this.#sheets.set(number, { element, visible: false, resolution: 0, text: 'none' });
      this.#observer.observe(element);
      if (number === 0) this.#sizes.observe(element);
    }
  }

  /** Shows the PDF of a document, unless it does already. */
  show(client: Client, { id, sha256, size }: SigningDocument): void {
    const name = `${id} ${sha256}`;
    if (name === this.#shown) return;
    this.close();
    this.#shown = name;
    this.#open = async (fail, signal) => {
      const { openPdf } = await import('./sign-doc.engine.ts').catch(() => Promise.reject(ownProblem()));
      return openPdf(client, { id, sha256 }, size, fail, signal);
    };
    void this.retry();
  }

  /** Tries again what could not be shown. */
  readonly retry = async (): Promise<void> => {
    this.#reset();
    const { signal } = this.#opening;
    const fail = (error: unknown): void => {
      if (signal.aborted) return;
      this.problem = asProblem(error);
      this.#host.requestUpdate();
    };
    try {
      const pdf = await this.#open?.(fail, signal);
      if (signal.aborted) return pdf?.close();
      this.#pdf = pdf;
      // The pages on the screen are drawn first.
      void this.#draw().then(() => this.#readAll(pdf));
    } catch (error) {
      fail(error);
    }
  };

  /** Removes the document and stops loading it. */
  close(): void {
    if (!this.#shown) return;
    this.#shown = '';
    this.#reset();
    this.#observer.disconnect();
    this.#sizes.disconnect();
    this.#sheets.clear();
  }

  #reset(): void {
    this.#opening.abort();
    this.#opening = new AbortController();
    this.#pdf?.close();
    this.#pdf = undefined;
    this.problem = undefined;
    this.failed.clear();
    for (const sheet of this.#sheets.values()) blank(sheet);
    this.#host.requestUpdate();
  }

  #seen(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.#sheets.get(Number((target as HTMLElement).dataset['page']));
      if (sheet) sheet.visible = isIntersecting;
    }
    void this.#draw();
  }

  #resized(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#draw(), REDRAW_DELAY);
  }

  /** Draws the pages on or near the screen in their present size, and clears the others. */
  async #draw(): Promise<void> {
    const sheets = [...this.#sheets];
    for (const [, sheet] of sheets) if (!sheet.visible && sheet.resolution) clear(sheet);
    await Promise.all(sheets.map(([number, sheet]) => sheet.visible && this.#drawSheet(number, sheet)));
  }

  async #drawSheet(number: number, sheet: PageView): Promise<void> {
    const pdf = this.#pdf;
    const { width } = sheet.element.getBoundingClientRect();
    const pixels = (width * devicePixelRatio) / Number(sheet.element.dataset['width']);
    if (!pdf || !width || Math.abs(sheet.resolution - pixels) < 0.01) return;
    sheet.abort?.abort();
    const abort = new AbortController();
    Object.assign(sheet, { abort, resolution: pixels });
    try {
      const canvas = await pdf.draw(number, pixels, abort.signal);
      if (abort.signal.aborted) return;
      canvas.ariaHidden = 'true';
      sheet.element.querySelector('canvas')?.remove();
      sheet.element.prepend(canvas);
      if (sheet.text !== 'placed') this.#write(sheet, 'placed', await pdf.text(number));
    } catch {
      if (abort.signal.aborted || pdf !== this.#pdf) return;
      this.failed.add(number);
      this.#host.requestUpdate();
    }
  }

  /** Adds the text of pages that were never drawn, for screen readers. */
  async #readAll(pdf: OpenPdf | undefined): Promise<void> {
    for (const [number, sheet] of this.#sheets) {
      if (sheet.text !== 'none') continue;
      const text = await pdf?.text(number).catch(() => []);
      if (pdf !== this.#pdf) return;
      if (text && sheet.text === 'none') this.#write(sheet, 'plain', text);
    }
  }

  #write(sheet: PageView, how: 'plain' | 'placed', text: readonly TextRun[]): void {
    sheet.text = how;
    sheet.element.querySelector('.text')?.remove();
    sheet.element.append(textLayer(text, how));
  }
}

function clear(sheet: PageView): void {
  sheet.abort?.abort();
  sheet.resolution = 0;
  const canvas = sheet.element.querySelector('canvas');
  // iOS frees the memory of a canvas when it shrinks, not when it goes.
  if (canvas) canvas.width = canvas.height = 0;
  canvas?.remove();
}

function blank(sheet: PageView): void {
  clear(sheet);
  sheet.text = 'none';
  sheet.element.replaceChildren();
}

/** The text of a page: over its picture, where it can be selected (`placed`), or for screen readers only (`plain`). */
function textLayer(runs: readonly TextRun[], how: 'plain' | 'placed'): HTMLElement {
  const layer = document.createElement('div');
  layer.className = `text ${how}`;
  for (const run of runs) {
    layer.append(how === 'plain' ? run.text : spanOf(run));
    if (run.endsLine) layer.append(document.createElement('br'));
  }
  return layer;
}

/** A piece of text, stretched to the length it has in the picture, since the document's own font is not at hand. */
function spanOf({ text, left, top, size, width, angle }: TextRun): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  span.dir = 'auto';
  const { style } = span;
  style.left = `${left * 100}%`;
  style.top = `${top * 100}%`;
  style.fontSize = `calc(${size} * var(--_pt))`;
  const natural = (measure(text) * size) / MEASURING_SIZE;
  style.transform = `rotate(${angle}rad) scaleX(${natural > 0 && width > 0 ? width / natural : 1})`;
  return span;
}

function measure(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `${MEASURING_SIZE}px sans-serif`;
  return context.measureText(text).width;
}
