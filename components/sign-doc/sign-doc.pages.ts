import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import { type Client, ownProblem, type ProblemError } from '../../src/api/client.ts';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { OpenPdf } from './sign-doc.engine.ts';
import { placed } from './sign-doc.place.ts';
import { asProblem } from './sign-doc.problem.ts';
import { textLayer } from './sign-doc.text.ts';

/** How far from what is seen pages are drawn already. */
const AHEAD = '60%';
/** Milliseconds without a change of size after which pages are drawn anew in it. */
const REDRAW_AFTER = 150;

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
  readonly #host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment };
  readonly #sheets = new Map<number, Sheet>();
  readonly #observer: IntersectionObserver;
  readonly #sizes = new ResizeObserver(() => this.#resized());
  #open: (() => Promise<OpenPdf>) | undefined;
  #pdf: OpenPdf | undefined;
  #shown = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment }) {
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
    this.#close();
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

  /** Shows that PDF, unless it does already. */
  show(client: Client, { id, sha256, size }: SigningDocument): void {
    const name = `${id} ${sha256}`;
    if (name === this.#shown) return;
    this.#close();
    this.#shown = name;
    this.#open = async () => {
      const { openPdf } = await import('./sign-doc.engine.ts').catch(() => Promise.reject(ownProblem()));
      return openPdf(client, { id, sha256 }, size, (problem) => this.#fail(name, problem));
    };
    void this.retry();
  }

  /** Tries again what could not be shown. */
  readonly retry = async (): Promise<void> => {
    const name = this.#shown;
    this.#reset();
    try {
      const pdf = await this.#open?.();
      if (name !== this.#shown) return pdf?.close();
      this.#pdf = pdf;
      // What is looked at comes first.
      void this.#draw().then(() => this.#readAll(pdf));
    } catch (error) {
      this.#fail(name, error);
    }
  };

  #reset(): void {
    this.#pdf?.close();
    this.#pdf = undefined;
    this.problem = undefined;
    this.failed.clear();
    for (const sheet of this.#sheets.values()) blank(sheet);
    this.#host.requestUpdate();
  }

  #close(): void {
    this.#shown = '';
    this.#reset();
    this.#observer.disconnect();
    this.#sizes.disconnect();
    this.#sheets.clear();
  }

  #fail(name: string, error: unknown): void {
    if (name !== this.#shown) return;
    this.problem = asProblem(error);
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

  #write(sheet: Sheet, how: 'plain' | 'placed', text: Awaited<ReturnType<OpenPdf['text']>>): void {
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

/** A page, as high as it will be: its picture, and on top what belongs to it. */
export const pageFrame = (
  { width, height }: SigningDocument['pages'][number],
  number: number,
  label: string,
  failure: string | undefined,
  content: TemplateResult | undefined,
): TemplateResult => html`<div class="page" part="item" role="group" aria-label=${label} ${placed({ '--_pw': width, '--_ph': height })}>
    <div class="sheet" data-page=${number} data-width=${width}></div>
    ${failure ? html`<p class="lost">${failure}</p>` : nothing}
    ${content}
  </div>`;

/** Where the fields of a draft will stand, for its author. */
export const outlines = (page: number, { status, fields }: SigningDocument): TemplateResult | undefined =>
  status === 'draft'
    ? html`${fields.flatMap(({ label, required, areas }) =>
        areas
          .filter((area) => area.page === page)
          .map(
            ({ x, y, width, height }) => html`<span class="outline" ?data-required=${required}
              ${placed({ '--_x': x, '--_y': y, '--_w': width, '--_h': height })}>${label}</span>`,
          ),
      )}`
    : undefined;
