import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { ProblemError } from '../../src/api/client.ts';
import { downloadDocument } from '../../src/api/document-download.ts';
import { getDocument, type SigningDocument } from '../../src/contract/documents.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { LiveController } from '../../src/controllers/live.ts';
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
import { RecordAnswer } from '../shared/record-answer.ts';
import { RecordPage } from '../shared/record-page.ts';
import { skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { BelowDocument } from './sign-doc.below.ts';
import { DocumentFailedEvent, DocumentLoadedEvent } from './sign-doc.events.ts';
import type { DocumentSigning } from './sign-doc.signing.ts';
import { heading, isSignable, meaning, signerList } from './sign-doc.state.ts';
import { signDocStyles } from './sign-doc.styles.ts';
import { DocumentViewer, outlines } from './sign-doc.viewer.ts';

export type * from './sign-doc.events.ts';

/**
 * A document to sign: its pages with the fields the signer fills in, a button that leads from one required field to the next, and the signature; and
 * afterwards the signed document, which nobody can change. What is filled in is kept on the server as a draft. Below it stand its signers, who is responsible for
 * it, and its history, to which a button in the head leads. Its title is a heading of level 2.
 *
 * The pages are drawn by pdf.js, which is loaded on demand. Under a Content Security Policy, a page has to allow `worker-src blob:` besides the package in
 * `script-src` and the API in `connect-src`; the worker, the standard fonts and the decoders are modules of the package. Only scanned pages in the formats
 * JBIG2 and JPEG 2000 need `'wasm-unsafe-eval'` in `script-src`. A page with `trusted-types` has to allow `lit-html` and `etron-pdf`.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {DocumentLoadedEvent} etron-document-loaded - The document is on the screen; `documentTitle` can go into the title of the page.
 * @event {DocumentProgressEvent} etron-document-progress - How many of the required fields are filled in, at the beginning and whenever that changes.
 * @event {DocumentSignedEvent} etron-document-signed - The signer signed; `status` says whether others have to.
 * @event {DocumentDeclinedEvent} etron-document-declined - The signer declined.
 * @event {MessageCreatedEvent} etron-message-created - The reader wrote a message or note; `id` says under which id it is stored.
 * @event {RecordChangedEvent} etron-record-changed - The document changed on the server, or may have.
 * @event {DocumentFailedEvent} etron-document-failed - Something went wrong; the element itself shows a message, and `code` says what it was.
 *
 * @csspart base - An open dialog.
 * @csspart header - Title, state and the author's message.
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
 * @cssproperty [--etron-sticky-top=0px] - Height of what the page keeps at its upper edge, so that nothing is scrolled below it.
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
    recordPage,
    banners,
    signDocStyles,
  ];

  /** Defines the tag that shows the history. */
  static defineHistory: () => Promise<unknown> = () => Promise.resolve();

  /** Id of the document to show. */
  @property({ attribute: 'document-id' }) documentId = '';

  /** Where a document's page is, with `{id}`: makes „Nächstes Dokument“, after a signature, a link. Without it, the element shows that document itself. */
  @property({ attribute: 'document-href' }) documentHref = '';

  readonly #locale = new LocaleController(this, signDocWords);
  readonly #downloads = new DownloadsController(this);
  readonly #page: RecordPage<SigningDocument> = new RecordPage(this, {
    locale: this.#locale,
    client: () => this.client,
    me: () => this.me,
    id: () => this.documentId,
    load: (client, id, signal) => client.call(getDocument, { params: { id } }, { signal }),
    loaded: (document) => new DocumentLoadedEvent(document),
    skeleton: [[55, 2], [35], [100, 36]],
    detail: (document) => this.#detail(document),
    isAnswering: () => this.#answer.pending,
  });
  readonly #answer: RecordAnswer<SigningDocument, DocumentSigning> = new RecordAnswer(this, this.#page, {
    isAnswerable: isSignable,
    load: async () => {
      const { DocumentSigning } = await import('./sign-doc.signing.ts');
      return new DocumentSigning(this, {
        record: () => this.#page.record,
        client: () => this.client,
        documentHref: () => this.documentHref,
        open: (id) => {
          this.documentId = id;
        },
        conclude: (document, event) => this.#answer.conclude(document, event),
        outdated: (code) =>
          this.#answer.outdated(
            code === 'document_changed' ? this.#locale.words.documentChanged : this.#locale.words.stateChanged,
          ),
        report: (problem) => this.#report(problem),
      });
    },
    changed: (document, before) => {
      const { words } = this.#locale;
      if (!isSignable(before)) return undefined;
      if (!isSignable(document)) return words.stateChanged;
      return document.sha256 === before.sha256 ? undefined : words.documentChanged;
    },
  });
  readonly #below = new BelowDocument(this, async () => {
    const [{ DocumentRecord }] = await Promise.all([import('./sign-doc.record.ts'), EtronSignDoc.defineHistory()]);
    return new DocumentRecord(this, () => this.client);
  });
  readonly #viewer = new DocumentViewer(this, this.#locale);
  #reported: ProblemError | undefined;

  constructor() {
    super();
    // Once the history is there, it listens for both.
    new LiveController(
      this,
      () =>
        this.client && this.documentId && !this.#below.loaded
          ? { client: this.client, params: { kind: 'document', id: this.documentId } }
          : undefined,
      this.#page.reread,
    );
  }

  /** Reads the document again; what is filled in stays. */
  async refresh(): Promise<void> {
    await this.#page.refresh();
  }

  protected override updated(): void {
    this.#viewer.draw(this.client, this.#page.record);
    this.#report(this.#page.problem ?? this.#viewer.problem);
  }

  protected override render(): TemplateResult {
    return this.#page.render();
  }

  #detail(document: SigningDocument): TemplateResult {
    const { words, language } = this.#locale;
    const pending = this.#downloads.isPending(document.id);
    const problem = this.#downloads.problemOf(document.id);
    const below = { document, words, language, staff: this.me?.role === 'staff' };
    const jump = this.#below.renderJump(below);
    const model = { document, words, language, jump, downloading: pending, download: this.#save };
    const signing = this.#answer.of(document);
    return html`
      ${heading(model)}${this.#answer.renderNotice()}${meaning(model)}${this.#answer.answering?.renderNext(document)}
      ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
      ${this.#viewer.render(document, {
        content: (page) =>
          signing?.fields(page) ?? (document.status === 'draft' ? outlines(page, document) : undefined),
        events: signing?.events,
        failure: this.#answer.renderFailure(language),
        bar: signing?.bar(document),
        download: this.#save,
      })}
      ${this.#below.render(below, signerList(model))}
      ${signing?.render()}
    `;
  }

  /** Dispatches an event for a problem, once for each. */
  #report(problem: ProblemError | undefined): void {
    if (!problem || problem === this.#reported) return;
    this.#reported = problem;
    this.dispatchEvent(new DocumentFailedEvent(this.documentId, problem.problem.code));
  }

  readonly #save = (): void => {
    const { client } = this;
    const { record } = this.#page;
    if (client && record) void this.#downloads.run(record.id, () => downloadDocument(client, record));
  };
}
