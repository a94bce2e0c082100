import type { LitElement, ReactiveController } from 'lit';
import { asProblem, type Client, ownProblem, type ProblemError } from '../../src/api/client.ts';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { OpenPdf, TextRun } from './sign-doc.engine.ts';

/** How far from what is seen pages are drawn already. */
const AHEAD = '60%';
/** Milliseconds without a change of size after which pages are drawn anew in it. */
const REDRAW_AFTER = 150;
/** Pixels of the font that widths of text are measured in. */
const MEASURED_AT = 100;

let context: CanvasRenderingContext2D | null | undefined;

interface Sheet {
  /** Where the page is drawn; beside it stand its fields. */
  element: HTMLElement;
  visible: boolean;
  /** Pixels per point it was drawn with, or is being drawn with; 0 for not at all. */
  drawn: number;
  abort?: AbortController | undefined;
  text: 'none' | 'plain' | 'placed';
}

/** The document as pictures: pages near the screen are drawn, the others are as high as they will be, and the text of all can be read. */
export class Pages implements ReactiveController {
  /** Why the document cannot be shown. */
  problem: ProblemError | undefined;
  /** Pages that cannot be shown, though others can. */
  readonly failed = new Set<number>();
  readonly #host: LitElement;
  readonly #sheets = new Map<number, Sheet>();
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
      rootMargin: `${AHEAD} 0px`,
      scrollMargin: `${AHEAD} 0px`,
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
      this.#sheets.set(number, { element, visible: false, drawn: 0, text: 'none' });
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
      // What is looked at comes first.
      void this.#draw().then(() => this.#readAll(pdf));
    } catch (error) {
      fail(error);
    }
  };

  /** Shows nothing any more, and loads no more of it. */
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
    this.#timer = setTimeout(() => void this.#draw(), REDRAW_AFTER);
  }

  /** Draws what is near the screen in the size it has, and lets go of the rest. */
  async #draw(): Promise<void> {
    const sheets = [...this.#sheets];
    for (const [, sheet] of sheets) if (!sheet.visible && sheet.drawn) clear(sheet);
    await Promise.all(sheets.map(([number, sheet]) => sheet.visible && this.#drawSheet(number, sheet)));
  }

  async #drawSheet(number: number, sheet: Sheet): Promise<void> {
    const pdf = this.#pdf;
    const { width } = sheet.element.getBoundingClientRect();
    const pixels = (width * devicePixelRatio) / Number(sheet.element.dataset['width']);
    if (!pdf || !width || Math.abs(sheet.drawn - pixels) < 0.01) return;
    sheet.abort?.abort();
    const abort = new AbortController();
    Object.assign(sheet, { abort, drawn: pixels });
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

  /** Brings the text of pages that nobody has looked at to those who do not look. */
  async #readAll(pdf: OpenPdf | undefined): Promise<void> {
    for (const [number, sheet] of this.#sheets) {
      if (sheet.text !== 'none') continue;
      const text = await pdf?.text(number).catch(() => []);
      if (pdf !== this.#pdf) return;
      if (text && sheet.text === 'none') this.#write(sheet, 'plain', text);
    }
  }

  #write(sheet: Sheet, how: 'plain' | 'placed', text: readonly TextRun[]): void {
    sheet.text = how;
    sheet.element.querySelector('.text')?.remove();
    sheet.element.append(textLayer(text, how));
  }
}

function clear(sheet: Sheet): void {
  sheet.abort?.abort();
  sheet.drawn = 0;
  const canvas = sheet.element.querySelector('canvas');
  // iOS frees the memory of a canvas when it shrinks, not when it goes.
  if (canvas) canvas.width = canvas.height = 0;
  canvas?.remove();
}

function blank(sheet: Sheet): void {
  clear(sheet);
  sheet.text = 'none';
  sheet.element.replaceChildren();
}

/** The text of a page for selecting and for screen readers: over its picture (`placed`), or just there. */
function textLayer(runs: readonly TextRun[], how: 'plain' | 'placed'): HTMLElement {
  const layer = document.createElement('div');
  layer.className = `text ${how}`;
  for (const run of runs) {
    layer.append(how === 'plain' ? run.text : spanOf(run));
    if (run.last) layer.append(document.createElement('br'));
  }
  return layer;
}

/** A piece of text as long as it is in the picture, whatever font it is in. */
function spanOf({ text, left, top, size, width, angle }: TextRun): HTMLElement {
  const span = document.createElement('span');
  span.textContent = text;
  span.dir = 'auto';
  const { style } = span;
  style.left = `${left * 100}%`;
  style.top = `${top * 100}%`;
  style.fontSize = `calc(${size} * var(--_pt))`;
  const natural = (measure(text) * size) / MEASURED_AT;
  style.transform = `rotate(${angle}rad) scaleX(${natural > 0 && width > 0 ? width / natural : 1})`;
  return span;
}

function measure(text: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0;
  context.font = `${MEASURED_AT}px sans-serif`;
  return context.measureText(text).width;
}
