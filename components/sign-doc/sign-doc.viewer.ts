import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import { Directive, directive, type ElementPart } from 'lit/directive.js';
import type { Client, ProblemError } from '../../src/api/client.ts';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { LocaleController, WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { signDocWords } from '../../src/i18n/sign-doc.ts';
import { downloadIcon } from '../shared/icon.ts';
import { problemPanel } from '../shared/problem.ts';
import { scrollerOf } from '../shared/scroller.ts';
import { PdfPages } from './sign-doc.pages.ts';

/** Sets custom properties of an element one by one. Lit's `styleMap` renders a `style` attribute first, which a Content Security Policy may forbid. */
export const customProperties = directive(
  class extends Directive {
    render(_values: Record<`--${string}`, number>): unknown {
      return nothing;
    }

    override update({ element }: ElementPart, [values]: [Record<`--${string}`, number>]): unknown {
      const { style } = element as HTMLElement;
      for (const [name, value] of Object.entries(values)) style.setProperty(name, `${value}`);
      return nothing;
    }
  },
);

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

/** What the element puts on the pages and around them. */
interface ViewerContent {
  /** The fields of a page, which is counted from 0. */
  content(page: number): TemplateResult | undefined;
  events: { [type in 'focusin' | 'focusout' | 'keydown']: (event: never) => void } | undefined;
  /** Shown below the toolbar. */
  failure: TemplateResult | typeof nothing;
  /** Shown below the pages. */
  bar: TemplateResult | undefined;
  download(): void;
}

/** Shows a document with its toolbar (zoom and download). Pages that are wider than the element scroll within it. */
export class DocumentViewer {
  readonly #host: LitElement;
  readonly #locale: LocaleController<WordsOf<typeof signDocWords>>;
  readonly #pages: PdfPages;
  #zoom = 1;

  constructor(host: LitElement, locale: LocaleController<WordsOf<typeof signDocWords>>) {
    this.#host = host;
    this.#locale = locale;
    this.#pages = new PdfPages(host);
  }

  /** Why the document could not be shown. */
  get problem(): ProblemError | undefined {
    return this.#pages.problem;
  }

  /** Draws the document, or removes it. To be called after `render`, when the elements of its pages exist. */
  draw(client: Client | undefined, document: SigningDocument | undefined): void {
    if (client && document) this.#pages.show(client, document);
    else this.#pages.close();
  }

  render({ pages }: SigningDocument, { content, events, failure, bar, download }: ViewerContent): TemplateResult {
    const { words } = this.#locale;
    const { failed } = this.#pages;
    const scrolls = this.#zoom > 1;
    return html`<section class="viewer" aria-label=${words.document} @keydown=${this.#keydown}>
      ${this.#toolbar(download)}
      ${this.#trouble()}${failure}
      <div class="desk" part="body" tabindex=${scrolls ? 0 : nothing} role=${scrolls ? 'group' : nothing} aria-label=${scrolls ? words.document : nothing}
        ${customProperties({ '--_widest': Math.max(...pages.map(({ width }) => width)), '--_zoom': this.#zoom })}
        @focusin=${events?.focusin} @focusout=${events?.focusout} @keydown=${events?.keydown}>
        ${pages.map(
          // Has the page's final height; `PdfPages` adds picture and text, and the fields lie on top.
          (
            { width, height },
            number,
          ) => html`<div class="page" part="item" role="group" aria-label=${words.page(number + 1, pages.length)}
            ${customProperties({ '--_pw': width, '--_ph': height })}>
            <div class="sheet" data-page=${number} data-width=${width}></div>
            ${failed.has(number) ? html`<p class="lost">${words.pageFailed}</p>` : nothing}
            ${content(number)}
          </div>`,
        )}
      </div>
      ${bar}
    </section>`;
  }

  #toolbar(download: () => void): TemplateResult {
    const { words } = this.#locale;
    const zoom = this.#zoom;
    const percent = `${Math.round(zoom * 100)} %`;
    return html`<div class="toolbar" role="group" aria-label=${words.zoomTools}>
      <button type="button" class="tool" aria-label=${words.zoomOut} title=${words.zoomOut} aria-disabled=${zoom === ZOOMS[0]} @click=${() => this.#zoomTo(next(zoom, -1))}>−</button>
      <button type="button" class="tool wide" aria-label="${words.zoomFit}, ${percent}" title=${words.zoomFit} @click=${() => this.#zoomTo(1)}>${percent}</button>
      <button type="button" class="tool" aria-label=${words.zoomIn} title=${words.zoomIn} aria-disabled=${zoom === ZOOMS.at(-1)} @click=${() => this.#zoomTo(next(zoom, 1))}>+</button>
      <button type="button" class="tool end" aria-label=${words.download} title=${words.download} @click=${download}>${downloadIcon()}</button>
    </div>`;
  }

  /** Says why there are no pages. */
  #trouble(): TemplateResult | typeof nothing {
    const { words, language } = this.#locale;
    const { problem, retry } = this.#pages;
    if (!problem) return nothing;
    const text = problem.problem.code === 'internal' ? words.unreadable : problemText(problems(language), problem);
    return problemPanel(text, { label: recordPageWords(language).retry, action: () => void retry() });
  }

  /** Changes the size of the pages and scrolls so that what was in the middle of the screen stays there. */
  async #zoomTo(zoom: number): Promise<void> {
    const middle = innerHeight / 2;
    const page = [...this.#host.renderRoot.querySelectorAll('.page')].find(
      (candidate) => candidate.getBoundingClientRect().bottom > middle,
    );
    const before = page?.getBoundingClientRect();
    this.#zoom = zoom;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    if (!page || !before) return;
    const part = (middle - before.top) / before.height;
    const after = page.getBoundingClientRect();
    // Above the first page nothing grows, so nothing has to be scrolled.
    if (part > 0) scrollerOf(page).scrollBy({ top: after.top + part * after.height - middle, behavior: 'instant' });
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const writing = (event.target as Element).matches('.field input, textarea, select');
    const zoom = { '+': next(this.#zoom, 1), '-': next(this.#zoom, -1), '0': 1 }[event.key];
    if (zoom === undefined || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    void this.#zoomTo(zoom);
  };
}

/** The next larger (`by` 1) or smaller (`by` -1) zoom. */
const next = (zoom: number, by: number): number => ZOOMS[ZOOMS.indexOf(zoom) + by] ?? zoom;

/** Outlines of the fields on a page, shown to the author of a draft. */
export const outlines = (page: number, { fields }: SigningDocument): TemplateResult =>
  html`${fields.flatMap(({ label, required, areas }) =>
    areas
      .filter((area) => area.page === page)
      .map(
        ({ x, y, width, height }) => html`<span class="outline" ?data-required=${required}
          ${customProperties({ '--_x': x, '--_y': y, '--_w': width, '--_h': height })}>${label}</span>`,
      ),
  )}`;
