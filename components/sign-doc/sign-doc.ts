import type { PropertyValues } from 'lit';
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ProblemError } from '../../src/api/client.ts';
import { download } from '../../src/api/download.ts';
import { getDocument, getDocumentFile, type SigningDocument, saveValues } from '../../src/contract/documents.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { signDocWords } from '../../src/i18n/sign-doc.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property, state } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { signatureStyles } from '../shared/signature-mark.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { withoutBidi } from '../shared/text.ts';
import { bar, toolbar, zoomed } from './sign-doc.bars.ts';
import { dialogStyles } from './sign-doc.dialogs.styles.ts';
import { openDialog } from './sign-doc.dialogs.ts';
import {
  DocumentDeclinedEvent,
  DocumentFailedEvent,
  DocumentLoadedEvent,
  DocumentProgressEvent,
  DocumentSignedEvent,
} from './sign-doc.events.ts';
import { fieldStyles } from './sign-doc.fields.styles.ts';
import { pageFields } from './sign-doc.fields.ts';
import { Filling } from './sign-doc.filling.ts';
import { pageStyles } from './sign-doc.pages.styles.ts';
import { Pages, pageFrame } from './sign-doc.pages.ts';
import { placed } from './sign-doc.place.ts';
import { Signing } from './sign-doc.signing.ts';
import { banner, heading, signerList } from './sign-doc.states.ts';
import { signDocStyles } from './sign-doc.styles.ts';

/** Answers that say: the document is not what is on the screen any more. */
const OUTDATED = new Set(['document_changed', 'document_closed', 'not_your_turn', 'signing_not_trusted']);

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
    signatureStyles,
    pageStyles,
    fieldStyles,
    dialogStyles,
    signDocStyles,
  ];

  /** Id of the document to show. */
  @property({ attribute: 'document-id' }) documentId = '';

  @state() private zoom = 1;
  /** What happened to the document meanwhile. */
  @state() private notice: string | undefined;

  readonly #locale = new LocaleController(this, signDocWords);
  readonly #document = new QueryController(
    this,
    () => (this.client && this.documentId ? ([this.client, this.documentId] as const) : undefined),
    async ([client, id], signal) => client.call(getDocument, { params: { id } }, { signal }),
  );
  readonly #filling = new Filling(this, this.#locale, async (values) =>
    this.client?.call(saveValues, { params: { id: this.documentId }, body: { values } }),
  );
  readonly #signing = new Signing(this);
  readonly #pages = new Pages(this);
  readonly #download = new MutationController(this);
  #shown: SigningDocument | undefined;
  #progress = '';
  #told: ProblemError | undefined;

  constructor() {
    super();
    new ReturnController(this, () => {
      if (this.#current && !this.#signing.pending && !this.#signing.dialog) void this.refresh();
    });
  }

  /** Reads the document again; what is filled in stays. */
  async refresh(): Promise<void> {
    await this.#document.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has('documentId')) this.notice = undefined;
    const document = this.#current;
    if (document && document !== this.#shown) this.#filling.open(document);
  }

  protected override updated(): void {
    const document = this.#current;
    this.#report(this.#document.problem ?? this.#pages.problem ?? this.#filling.draft.problem);
    if (!document || !this.client) return;
    this.#pages.show(this.client, document);
    if (document !== this.#shown) {
      this.#shown = document;
      this.dispatchEvent(new DocumentLoadedEvent(document));
    }
    const { filled, required } = this.#filling.standing;
    const progress = `${document.id} ${filled} ${required.length}`;
    if (this.#filling.fields.length && progress !== this.#progress) {
      this.#progress = progress;
      this.dispatchEvent(new DocumentProgressEvent(document.id, filled, required.length));
    }
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
        ? problemPanel(problemText(problems[language], problem), retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([55, 2], [35], [100, 36])}</div>`
    }`;
  }

  #all(document: SigningDocument): TemplateResult {
    const { words, language } = this.#locale;
    const { draft, announcement } = this.#filling;
    const model = {
      document,
      words,
      language,
      notice: this.notice,
      downloading: this.#download.pending,
      download: this.#save,
    };
    const failed = this.#download.problem;
    return html`
      ${heading(model)}${banner(model)}
      ${failed ? problemPanel(problemText(problems[language], failed)) : nothing}
      ${draft.state === 'unsaved' && draft.problem ? problemPanel(this.#unsavedText(draft.problem)) : nothing}
      ${this.#viewer(document)}
      <p class="visually-hidden" role="status">${announcement}</p>
      ${signerList(model)}
      ${openDialog({
        ...model,
        signing: this.#signing,
        withMark: this.#withMark,
        sign: () => void this.#sign(document),
        decline: () => void this.#decline(document),
        requestCode: () => this.client && void this.#signing.requestCode(this.client, document.id),
      })}
      <etron-signature-dialog @etron-signature-adopted=${this.#filling.adopted}></etron-signature-dialog>
    `;
  }

  #viewer(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const { fields, standing, draft, next, enter, leave, key, model } = this.#filling;
    const { pages } = document;
    const widest = Math.max(...pages.map(({ width }) => width));
    const { problem, failed, retry } = this.#pages;
    const text = problem?.problem.code === 'internal' ? words.unreadable : problem && this.#problemText(problem);
    return html`<section class="viewer" aria-label=${words.document} @keydown=${this.#zoomKey}>
      ${toolbar(words, this.zoom, this.#setZoom, this.#save)}
      ${text ? problemPanel(text, { label: words.retry, action: () => void retry() }) : nothing}
      <div class="desk" part="body" tabindex=${this.zoom > 1 ? 0 : nothing} role=${this.zoom > 1 ? 'group' : nothing} aria-label=${this.zoom > 1 ? words.document : nothing}
        ${placed({ '--_widest': widest, '--_zoom': this.zoom })} @focusin=${enter} @focusout=${leave} @keydown=${key}>
        ${pages.map((page, number) =>
          pageFrame(
            page,
            number,
            words.page(number + 1, pages.length),
            failed.has(number) ? words.pageFailed : undefined,
            pageFields(number, fields, model),
          ),
        )}
      </div>
      ${
        this.#mayAct(document)
          ? bar({
              words,
              standing,
              draft,
              withMark: this.#withMark,
              mayDecline: document.mayDecline,
              next,
              sign: this.#confirm,
              decline: () => this.#signing.open('decline'),
            })
          : nothing
      }
    </section>`;
  }

  /** The document on the screen; not the one before, while another is on its way. */
  get #current(): SigningDocument | undefined {
    const { data } = this.#document;
    return data?.id === this.documentId ? data : undefined;
  }

  #mayAct({ signing, status }: SigningDocument): boolean {
    return signing === 'here' && status === 'waiting';
  }

  get #withMark(): boolean {
    return this.#filling.fields.some(({ type }) => type === 'signature');
  }

  #problemText(problem: ProblemError): string {
    return problemText(problems[this.#locale.language], problem);
  }

  #unsavedText(problem: ProblemError): string {
    return problem.problem.status ? this.#problemText(problem) : this.#locale.words.unsaved;
  }

  readonly #setZoom = (zoom: number): void => {
    this.zoom = zoom;
  };

  readonly #zoomKey = (event: KeyboardEvent): void => {
    const writing = (event.target as Element).matches('.field input, textarea, select');
    const zoom = { '+': zoomed(this.zoom, 1), '-': zoomed(this.zoom, -1), '0': 1 }[event.key];
    if (zoom === undefined || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.zoom = zoom;
  };

  readonly #confirm = (): void => {
    if (!this.#filling.blocked()) this.#signing.open('sign');
  };

  async #sign(document: SigningDocument): Promise<void> {
    const { client } = this;
    if (!client || this.#signing.pending) return;
    const { draft, values } = this.#filling;
    await draft.pause();
    const signed = await this.#signing.run(client, document, values);
    if (signed) await this.#ended(signed, new DocumentSignedEvent(signed));
    else await this.#refused(this.#signing.sign.problem);
  }

  async #decline(document: SigningDocument): Promise<void> {
    const { client } = this;
    if (!client || this.#signing.pending) return;
    await this.#filling.draft.pause();
    const declined = await this.#signing.refuse(client, document);
    if (declined) await this.#ended(declined, new DocumentDeclinedEvent(declined.id));
    else await this.#refused(this.#signing.decline.problem);
  }

  async #ended(document: SigningDocument, event: Event): Promise<void> {
    await this.#filling.draft.end();
    this.notice = undefined;
    this.#document.data = document;
    this.requestUpdate();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.banner')?.scrollIntoView({ block: 'center' });
    this.renderRoot.querySelector<HTMLElement>('.banner')?.focus({ preventScroll: true });
    this.dispatchEvent(event);
  }

  /** Shows the document as it is by now, or the fields that the server refuses. */
  async #refused(problem: ProblemError | undefined): Promise<void> {
    if (!problem) return;
    this.#report(problem);
    const { code, errors = [] } = problem.problem;
    const { words } = this.#locale;
    if (OUTDATED.has(code) || code === 'idempotency_key_reused') {
      this.#signing.close();
      await this.refresh();
      this.notice = code === 'document_changed' ? words.documentChanged : words.stateChanged;
    } else if (code === 'invalid_input' && errors.some(({ field }) => field.startsWith('/values/'))) {
      this.#filling.refuse(errors);
      this.#signing.close();
      await this.updateComplete;
      this.#filling.blocked();
    }
  }

  #report(problem: ProblemError | undefined): void {
    if (!problem || problem === this.#told) return;
    this.#told = problem;
    const { code } = problem.problem;
    this.dispatchEvent(new DocumentFailedEvent(this.documentId, code));
    // Another device, or somebody else, was faster than the draft.
    if (problem === this.#filling.draft.problem && OUTDATED.has(code)) void this.#refused(problem);
  }

  readonly #save = (): void => {
    const { client } = this;
    const document = this.#current;
    if (!client || !document) return;
    const { id, sha256, title } = document;
    const name = `${withoutBidi(title).replace(/[\\/:*?"<>|]/g, ' ')}.pdf`;
    const input = { params: { id, sha256 }, query: { download: true } };
    void this.#download.run(() => download(client, getDocumentFile, input, name));
  };
}
