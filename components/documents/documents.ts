import { repeat } from 'lit/directives/repeat.js';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ProblemError } from '../../src/api/client.ts';
import type { DocumentSummary } from '../../src/contract/documents.ts';
import { ClockController } from '../../src/controllers/clock.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { documentListWords } from '../../src/i18n/document-list.ts';
import { documentWords } from '../../src/i18n/documents.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { checkIcon, iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { PageEnd } from '../shared/page-end.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { SearchField } from '../shared/search.ts';
import { statusStyles } from '../shared/status.ts';
import { DocumentsData } from './documents.data.ts';
import { DocumentSelectedEvent, DocumentsViewChangedEvent } from './documents.events.ts';
import { documentRow } from './documents.rows.ts';
import { documentsStyles } from './documents.styles.ts';
import { cleanView, type DocumentState, type DocumentsView, type LooseView, statesOf } from './documents.view.ts';

/**
 * Documents to sign and those that were signed, declined, withdrawn or have expired: counters, search, and the signed PDFs to download. Scrolls with the
 * page (or the nearest scrolling ancestor) and loads further documents on the way.
 *
 * @event {DocumentSelectedEvent} etron-document-selected - A document was opened; carries its `id`. Cancelable: then a link is not followed.
 * @event {DocumentsViewChangedEvent} etron-view-changed - Search or state changed; `view` can be kept in the page's address and set again.
 *
 * @csspart header - Search and states.
 * @csspart control - The search field.
 * @csspart list - The documents.
 * @csspart item - One document.
 * @csspart body - What stands in place of the documents when there are none to show.
 * @csspart title - What it says then.
 * @csspart error - What went wrong.
 * @csspart footer - Below the documents.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page stays at the top.
 *
 * @example
 * ```html
 * <etron-documents api-url="https://portal.example/api/v1" document-href="#/documents/{id}"></etron-documents>
 * ```
 */
export class EtronDocuments extends EtronElement {
  static override styles = [
    tokens,
    motion,
    controls,
    iconStyles,
    statusStyles,
    problemStyles,
    listStyles,
    documentsStyles,
  ];

  /** Where a document's page is, with `{id}`; makes the rows real links. */
  @property({ attribute: 'document-href' }) documentHref?: string;

  /** Search, state and company. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: DocumentsView = {};

  readonly #locale = new LocaleController(this, documentListWords);
  readonly #data = new DocumentsData(this, () => ({ client: this.client, view: cleanView(this.view) }));
  readonly #search = new SearchField(this, () => this.#change({}));
  readonly #end = new PageEnd(this, this.#data.pages, (document) => this.#focus(document));

  constructor() {
    super();
    new ClockController(this);
    new ReturnController(this, () => void this.#data.refresh());
  }

  /** Reads the documents again. */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { pages, saving, signedOut } = this.#data;
    if (signedOut) return html`<p class="empty" part="body">${words.problems.unauthenticated}</p>`;
    const { items } = pages;
    const view = cleanView(this.view);
    // There are no documents at all, so nothing to search either.
    const bare = items?.length === 0 && !Object.keys(view).length;
    return html`
      ${bare ? nothing : this.#toolbar(view)}
      ${this.#problem(pages.problem, this.#retry)}
      ${this.#problem(saving.problem)}
      ${items?.length ? this.#list(items) : items ? this.#none(view) : pages.problem ? nothing : html`<div class="skeleton" aria-hidden="true"></div>`}
      <footer part="footer">
        <p role="status" class=${items?.length ? 'count' : 'visually-hidden'}>${this.#status()}</p>
        ${this.#problem(pages.moreProblem, this.#end.load)}
        ${this.#end.render(words)}
      </footer>
    `;
  }

  #toolbar(view: DocumentsView): TemplateResult {
    const { language, words } = this.#locale;
    const { counts, staff } = this.#data;
    const names = { ...documentWords[language].status, mine: words.mine, others: words.others };
    const state = (name: string, value: DocumentState | undefined, count?: number) =>
      html`<button type="button" aria-pressed=${view.state === value} data-state=${value ?? nothing} data-none=${count ? nothing : true}
        @click=${() => this.#change({ state: value })}>${name}${value ? html` <span class="count">${count}</span>` : nothing}</button>`;
    return html`<div class="toolbar" part="header">
      ${this.#search.render(words.search, view.search)}
      <div class="statuses" role="group" aria-label=${words.states}>
        ${state(words.all, undefined)}
        ${statesOf(counts.data, view.state, staff).map((known) => state(names[known.state], known.state, known.count))}
      </div>
    </div>`;
  }

  #list(items: DocumentSummary[]): TemplateResult {
    const { language, words } = this.#locale;
    const { pages, saving, staff } = this.#data;
    const model = {
      language,
      words,
      names: documentWords[language],
      staff,
      documentHref: this.documentHref,
      saving: saving.pending ? this.#data.saved : undefined,
      open: this.#open,
      save: (document: DocumentSummary) => void this.#data.save(document),
    };
    return html`<div aria-busy=${pages.pending} data-staff=${staff || nothing}>
      <ul part="list" aria-label=${words.documents}>${repeat(
        items,
        ({ id }) => id,
        (document) => documentRow(document, model),
      )}</ul>
    </div>`;
  }

  /** What stands in place of the documents. */
  #none({ state, search, company }: DocumentsView): TemplateResult {
    const { words } = this.#locale;
    const narrowed = !!(search || company);
    const signed = state === 'mine' && !narrowed;
    const bare = !state && !narrowed;
    return html`<div class="empty ${signed ? 'done' : ''}" part="body">
      ${signed ? checkIcon() : nothing}
      <h2 part="title">${signed ? words.nothingToSign : bare ? words.emptyTitle : words.noMatch}</h2>
      ${signed || bare ? html`<p>${signed ? words.nothingToSignText : words.emptyText}</p>` : nothing}
      ${bare ? nothing : html`<button class="quiet" type="button" @click=${() => this.#change({ state: '', search: '', company: '' })}>${words.reset}</button>`}
    </div>`;
  }

  #status(): string {
    const { words } = this.#locale;
    const { pages, saving, saved } = this.#data;
    if (saved && !saving.problem) return saving.pending ? words.downloading : words.downloaded;
    return pages.items ? words.found(pages.items.length, pages.more) : words.loading;
  }

  #problem(problem: ProblemError | undefined, action?: () => void) {
    const { problems, retry: label } = this.#locale.words;
    return problem ? problemPanel(problemText(problems, problem), action && { label, action }) : nothing;
  }

  #change(patch: LooseView): void {
    const search = this.#search.take();
    this.view = cleanView({ ...this.view, ...(search !== undefined && { search }), ...patch });
    this.#data.saved = undefined;
    this.dispatchEvent(new DocumentsViewChangedEvent(this.view));
    // Other rows: the reader goes on at their beginning.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
  }

  #open = (event: MouseEvent, document: DocumentSummary): void => {
    // With these keys a link opens elsewhere, which is the browser's business.
    if (this.documentHref && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    if (!this.dispatchEvent(new DocumentSelectedEvent(document))) event.preventDefault();
  };

  #retry = async (): Promise<void> => {
    await this.refresh();
    const [first] = this.#data.pages.items ?? [];
    if (first && !this.#data.pages.problem) await this.#focus(first);
  };

  async #focus(document: DocumentSummary): Promise<void> {
    await this.updateComplete;
    const index = this.#data.pages.items?.indexOf(document) ?? -1;
    this.renderRoot.querySelectorAll<HTMLElement>('.open')[index]?.focus();
  }
}
