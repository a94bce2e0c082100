import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { Client, ProblemError } from '../../src/api/client.ts';
import { downloadDocument } from '../../src/api/document-download.ts';
import { getDocument, type SigningDocument } from '../../src/contract/documents.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { signDocWords } from '../../src/i18n/sign-doc.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { banners } from '../../src/styles/banners.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { DocumentFailedEvent, DocumentLoadedEvent } from './sign-doc.events.ts';
import { pageStyles } from './sign-doc.pages.styles.ts';
import { outlines, Pages, pageFrame } from './sign-doc.pages.ts';
import { placed } from './sign-doc.place.ts';
import { banner, heading, signerList } from './sign-doc.states.ts';
import { signDocStyles } from './sign-doc.styles.ts';
import type { Work } from './sign-doc.work.ts';
import { keepPlace, toolbar, zoomed } from './sign-doc.zoom.ts';

/**
 * A document to sign: its pages with the fields the signer fills in, a guide that leads from one required field to the next, the signature itself; and
 * afterwards the signed document, which nobody can change. What is filled in is kept on the server as a draft. Its title is a heading of level 2.
 *
 * The pages are drawn by pdf.js, which comes on demand. Under a Content Security Policy the page allows `worker-src blob:` besides the package in
 * `script-src` and the API in `connect-src`; the worker, the fonts of PDF readers and the decoders are modules of the package. Scanned pages in the formats
 * JBIG2 and JPEG 2000 need `'wasm-unsafe-eval'` in `script-src`; all else does without. A page with `trusted-types` allows `lit-html` and `etron-pdf`.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {DocumentLoadedEvent} etron-document-loaded - The document is on the screen; `documentTitle` can go into the title of the page.
 * @event {DocumentProgressEvent} etron-document-progress - How many of the required fields are filled in, at the beginning and whenever that changes.
 * @event {DocumentSignedEvent} etron-document-signed - The signer signed; `status` says whether others have to.
 * @event {DocumentDeclinedEvent} etron-document-declined - The signer declined.
 * @event {DocumentFailedEvent} etron-document-failed - Something went wrong, said in words by the element itself; `code` says what.
 *
 * @csspart base - An open dialog.
 * @csspart header - Title, state and what the author writes.
 * @csspart title - The title.
 * @csspart body - The pages.
 * @csspart item - One page.
 * @csspart field - One field on a page.
 * @csspart control - The control of a field, and „Nächste“.
 * @csspart footer - Progress and the buttons; stays in view.
 * @csspart list - The signers.
 * @csspart submit - The button that signs, completes or declines.
 * @csspart error - What went wrong.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what the page keeps at its upper edge, so that nothing is hidden below it.
 *
 * @example
 * ```html
 * <etron-sign-doc api-url="https://portal.example/api/v1" document-id="…"><a slot="back" href="/documents">Alle Dokumente</a></etron-sign-doc>
 * ```
 */
export class EtronSignDoc extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    statusStyles,
    problemStyles,
    skeletonStyles,
    pageStyles,
    recordPage,
    banners,
    signDocStyles,
  ];

  /** Id of the document to show. */
  @property({ attribute: 'document-id' }) documentId = '';

  @state() private zoom = 1;
  /** What happened to the document meanwhile. */
  @state() private notice: string | undefined;
  /** What a signer does; undefined while it is on its way, or not needed. */
  @state() private work: Work | undefined;
  @state() private workFailed = false;

  readonly #locale = new LocaleController(this, signDocWords);
  readonly #document = new QueryController(
    this,
    () => (this.client && this.documentId ? ([this.client, this.documentId] as const) : undefined),
    async ([client, id], signal) => client.call(getDocument, { params: { id } }, { signal }),
  );
  readonly #pages = new Pages(this);
  readonly #download = new MutationController(this);
  #shown: SigningDocument | undefined;
  #loading: Promise<void> | undefined;
  #told: ProblemError | undefined;

  constructor() {
    super();
    new ReturnController(this, () => {
      if (this.#current && !this.work?.busy) void this.refresh();
    });
  }

  /** Reads the document again; what is filled in stays. */
  async refresh(): Promise<void> {
    await this.#document.refresh();
  }

  /** @internal */
  get connection(): Client | undefined {
    return this.client;
  }

  /** @internal */
  async conclude(document: SigningDocument, event: Event): Promise<void> {
    this.notice = undefined;
    this.#document.data = document;
    this.requestUpdate();
    await this.updateComplete;
    const meaning = this.renderRoot.querySelector<HTMLElement>('section.banner');
    meaning?.scrollIntoView({ block: 'center' });
    meaning?.focus({ preventScroll: true });
    this.dispatchEvent(event);
  }

  /** @internal */
  async outdated(changed: boolean): Promise<void> {
    const { words } = this.#locale;
    await this.refresh();
    this.notice = changed ? words.documentChanged : words.stateChanged;
    await this.updateComplete;
    this.renderRoot.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }

  /** @internal */
  report(problem: ProblemError | undefined): void {
    if (!problem || problem === this.#told) return;
    this.#told = problem;
    this.dispatchEvent(new DocumentFailedEvent(this.documentId, problem.problem.code));
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('documentId')) this.notice = undefined;
    const document = this.#current;
    if (!document) return;
    if (document.signing === 'here' && !this.work && !this.workFailed) this.#loading ??= this.#loadWork();
    if (document !== this.#shown || changed.has('work')) this.work?.open(document);
  }

  protected override updated(): void {
    const document = this.#current;
    this.report(this.#document.problem ?? this.#pages.problem);
    if (!document || !this.client) return;
    this.#pages.show(this.client, document);
    if (document === this.#shown) return;
    this.#shown = document;
    this.dispatchEvent(new DocumentLoadedEvent(document));
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { problem } = this.#document;
    const document = this.#current;
    const retry = { label: words.retry, action: () => void this.refresh() };
    if (problem?.problem.code === 'not_found') {
      return html`<slot name="back"></slot>
        <div class="missing" role="alert"><h2 part="title">${words.notFoundTitle}</h2><p>${words.notFound}</p></div>`;
    }
    if (document)
      return html`<slot name="back"></slot>${problem ? problemPanel(words.stale, retry) : nothing}${this.#all(document)}`;
    return html`<slot name="back"></slot>${
      problem
        ? problemPanel(problemText(problems(language), problem), retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([55, 2], [35], [100, 36])}</div>`
    }`;
  }

  #all(document: SigningDocument): TemplateResult {
    const { words, language } = this.#locale;
    const { pending: downloading, problem } = this.#download;
    const model = { document, words, language, notice: this.notice, downloading, download: this.#save };
    return html`
      ${heading(model)}${banner(model)}
      ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
      ${this.#viewer(document)}
      ${signerList(model)}
      ${mayAct(document) ? this.work?.rest(document) : nothing}
    `;
  }

  #viewer(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const { pages } = document;
    const work = mayAct(document) ? this.work : undefined;
    const { failed } = this.#pages;
    const scrolls = this.zoom > 1;
    return html`<section class="viewer" aria-label=${words.document} @keydown=${this.#zoomKey}>
      ${toolbar(words, this.zoom, this.#setZoom, this.#save)}
      ${this.#troubles()}
      <div class="desk" part="body" tabindex=${scrolls ? 0 : nothing} role=${scrolls ? 'group' : nothing} aria-label=${scrolls ? words.document : nothing}
        ${placed({ '--_widest': Math.max(...pages.map(({ width }) => width)), '--_zoom': this.zoom })}
        @focusin=${work?.events.focusin} @focusout=${work?.events.focusout} @keydown=${work?.events.keydown}>
        ${pages.map((page, number) =>
          pageFrame(
            page,
            number,
            words.page(number + 1, pages.length),
            failed.has(number) ? words.pageFailed : undefined,
            work?.fields(number) ?? outlines(number, document),
          ),
        )}
      </div>
      ${work?.bar(document)}
    </section>`;
  }

  /** Why there are no pages, or no fields. */
  #troubles(): TemplateResult {
    const { words, language } = this.#locale;
    const { problem, retry } = this.#pages;
    const text =
      problem?.problem.code === 'internal' ? words.unreadable : problem && problemText(problems(language), problem);
    return html`
      ${text ? problemPanel(text, { label: words.retry, action: () => void retry() }) : nothing}
      ${this.workFailed ? problemPanel(problems(language).network ?? '', { label: words.retry, action: this.#retryWork }) : nothing}`;
  }

  /** The document on the screen; not the one before, while another is on its way. */
  get #current(): SigningDocument | undefined {
    const { data } = this.#document;
    return data?.id === this.documentId ? data : undefined;
  }

  async #loadWork(): Promise<void> {
    try {
      const { Work } = await import('./sign-doc.work.ts');
      this.work = new Work(this);
    } catch {
      this.workFailed = true;
    }
    this.#loading = undefined;
  }

  readonly #retryWork = (): void => {
    this.workFailed = false;
  };

  readonly #setZoom = (zoom: number): void => {
    void keepPlace(this.renderRoot.querySelectorAll<HTMLElement>('.page'), () => {
      this.zoom = zoom;
      return this.updateComplete;
    });
  };

  readonly #zoomKey = (event: KeyboardEvent): void => {
    const writing = (event.target as Element).matches('.field input, textarea, select');
    const zoom = { '+': zoomed(this.zoom, 1), '-': zoomed(this.zoom, -1), '0': 1 }[event.key];
    if (zoom === undefined || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#setZoom(zoom);
  };

  readonly #save = (): void => {
    const { client } = this;
    const document = this.#current;
    if (client && document) void this.#download.run(() => downloadDocument(client, document));
  };
}

/** Whether the reader can sign it here and now. */
const mayAct = ({ signing, status }: SigningDocument): boolean => signing === 'here' && status === 'waiting';
