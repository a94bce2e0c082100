import { css, html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import { declineDocument, type SigningDocument, signDocument } from '../../src/contract/documents.ts';
import type { ProblemCode } from '../../src/contract/problem.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { signingWords } from '../../src/i18n/signing.ts';
import { answerBar } from '../../src/styles/answer-bar.ts';
import { AnswerDialog, adoptAnswerStyles } from '../shared/answer-dialog.ts';
import { checkIcon } from '../shared/icon.ts';
import { problemPanel } from '../shared/problem.ts';
import { signatureStyles } from '../shared/signature-mark.ts';
import { DocumentDeclinedEvent, DocumentProgressEvent, DocumentSignedEvent } from './sign-doc.events.ts';
import { fieldStyles } from './sign-doc.fields.styles.ts';
import { pageFields } from './sign-doc.fields.ts';
import { DocumentForm } from './sign-doc.form.ts';
import { NextDocument } from './sign-doc.next-document.ts';
import { SignDialog, signDialogStyles } from './sign-doc.sign-dialog.ts';
import { isSignable } from './sign-doc.state.ts';

/** What the element that shows the document offers to the signing. */
interface SigningHost {
  /** The document on the screen. */
  record(): SigningDocument | undefined;
  client(): Client | undefined;
  /** Where a document's page is, with `{id}`; empty when another one is opened in the place of this one. */
  documentHref(): string;
  /** Opens another document in the place of this one. */
  open(id: string): void;
  /** Shows the document as it is after what the signer did. */
  conclude(document: SigningDocument, event: Event): Promise<void>;
  /** The document on the server is not the one on the screen any more. */
  outdated(code: ProblemCode): Promise<void>;
  /** Tells the page around what went wrong. */
  report(problem: ProblemError): void;
}

/** Filling in, signing and declining a document. Loaded only once there is a document to sign, since most are opened to be read. */
export class DocumentSigning implements ReactiveController {
  readonly #host: LitElement;
  readonly #owner: SigningHost;
  readonly #locale: LocaleController<WordsOf<typeof signingWords>>;
  readonly #form: DocumentForm;
  readonly #dialog: AnswerDialog<SigningDocument, 'sign'>;
  readonly #signDialog: SignDialog;
  readonly #next: NextDocument;
  /** The document as it was when the dialog opened: what the signer confirms must not change below the open dialog. */
  #document: SigningDocument | undefined;
  /** The progress and the problem of the draft that the page was told last. */
  #reportedProgress = '';
  #reportedProblem: ProblemError | undefined;

  constructor(host: LitElement, owner: SigningHost) {
    this.#host = host;
    this.#owner = owner;
    this.#locale = new LocaleController(host, signingWords);
    this.#form = new DocumentForm(host, this.#locale, owner);
    this.#next = new NextDocument(host);
    this.#signDialog = new SignDialog(host, this.#locale, owner.client);
    this.#dialog = new AnswerDialog(host, this.#locale, {
      record: () => {
        const document = owner.record();
        return document && isSignable(document) ? document : undefined;
      },
      client: owner.client,
      cleared: () => this.#signDialog.reset(),
      conclude: async (document, event) => {
        this.#form.draft.end();
        await owner.conclude(document, event);
        await this.#next.find(owner.client(), document.id);
      },
      outdated: (code) => {
        // A mailed code is valid only for the version of the document it was requested for.
        if (code === 'document_changed') this.#forgetCode();
        return owner.outdated(code);
      },
      refused: (problem) => this.#refused(problem),
    });
    adoptAnswerStyles(host, signatureStyles, fieldStyles, answerBar, signingStyles, signDialogStyles);
    host.addController(this);
  }

  hostUpdated(): void {
    const document = this.#owner.record();
    const { progress, fields, draft } = this.#form;
    if (draft.problem && draft.problem !== this.#reportedProblem) {
      this.#owner.report(draft.problem);
      void this.#dialog.reread(draft.problem);
    }
    this.#reportedProblem = draft.problem;
    const { filled, required } = progress;
    const told = `${document?.id} ${filled} ${required.length}`;
    if (!document || !fields.length || told === this.#reportedProgress) return;
    this.#reportedProgress = told;
    this.#host.dispatchEvent(new DocumentProgressEvent(document.id, filled, required.length));
  }

  /** An answer is being sent. */
  get pending(): boolean {
    return this.#dialog.pending;
  }

  /** Handlers for the events of the pages. */
  get events(): DocumentForm['events'] {
    return this.#form.events;
  }

  /** The fields of a page, which is counted from 0. */
  fields(page: number): TemplateResult {
    return pageFields(page, this.#form.fields, this.#form.model);
  }

  /** The bar with the progress and the button for what comes next: the next open field or, when none is left, the signature. */
  bar(document: SigningDocument): TemplateResult {
    const { words } = this.#locale;
    const { progress, draft, next } = this.#form;
    const { required, filled, open } = progress;
    const count = required.length;
    const text = words.progress(filled, count);
    const saving = { clean: '', saving: words.saving, saved: words.saved, unsaved: words.unsavedShort }[draft.state];
    return html`<div class="bar" part="footer">
      <div class="progress">
        <p role="status">${count ? text : words.noRequired}</p>
        ${
          count
            ? html`<svg class="meter" role="progressbar" aria-label=${words.progressLabel} aria-valuemin="0" aria-valuemax=${count} aria-valuenow=${filled}
              aria-valuetext=${text} width="100%" height="6" ?data-full=${filled === count}>
              <rect class="rail" width="100%" height="6" rx="3"></rect><rect width="${(filled / count) * 100}%" height="6" rx="3"></rect></svg>`
            : nothing
        }
      </div>
      <p class="saving" role="status" data-state=${draft.state}>${draft.state === 'saved' ? checkIcon() : nothing}${saving}</p>
      <div class="doing">
        ${document.mayDecline ? html`<button type="button" class="quiet decline" @click=${() => this.#show('decline')}>${words.decline}</button>` : nothing}
        ${
          open.length
            ? html`<button type="button" class="primary next" part="control" @click=${next}>${words.next}<span aria-hidden="true">↓</span></button>`
            : html`<button type="button" class="primary finish" part="submit" @click=${() => this.#form.validate() && this.#show('sign')}>${words.complete}</button>`
        }
      </div>
    </div>`;
  }

  /** What is shown besides the pages: problems with saving, the announcement for screen readers, and the dialogs. */
  render(): TemplateResult {
    const { words, language } = this.#locale;
    const { draft, announcement, events } = this.#form;
    const { problem, state } = draft;
    const document = this.#document;
    return html`
      ${state === 'unsaved' && problem ? problemPanel(problem.problem.status ? problemText(problems(language), problem) : words.unsaved) : nothing}
      <p class="visually-hidden" role="status">${announcement}</p>
      ${
        document
          ? this.#dialog.render({
              sign: () => ({
                body: this.#signDialog.body(this.#dialog, document),
                submit: () => this.#sign(document),
              }),
              decline: () => this.#decline(document),
            })
          : nothing
      }
      <etron-signature-dialog @etron-signature-adopted=${events.adopted}></etron-signature-dialog>
    `;
  }

  /** The way from a document that was answered just now to the next one. */
  renderNext({ id }: SigningDocument): TemplateResult | typeof nothing {
    const { documentHref, open } = this.#owner;
    return this.#next.render(id, { words: this.#locale.words, href: documentHref(), open });
  }

  #show(kind: 'sign' | 'decline'): void {
    this.#document = this.#owner.record();
    this.#dialog.show(kind);
  }

  #sign({ id, sha256, needsCode }: SigningDocument): void {
    const code = this.#dialog.values['code']?.trim() ?? '';
    const body = { sha256, values: this.#form.values, ...(needsCode && { code }) };
    if (needsCode && !code) this.#dialog.reportMissing('code', '#code');
    else
      void this.#dialog.send(
        (client, key) => client.call(signDocument, { params: { id }, body }, { key }),
        (signed) => new DocumentSignedEvent(signed),
      );
  }

  #decline({ id }: SigningDocument): void {
    void this.#dialog.decline(
      (client, reason, key) => client.call(declineDocument, { params: { id }, body: { reason } }, { key }),
      () => new DocumentDeclinedEvent(id),
    );
  }

  /** Marks the code or the fields that the server refused. */
  #refused(problem: ProblemError): void {
    this.#owner.report(problem);
    const { code, errors = [] } = problem.problem;
    if (code === 'code_invalid') this.#dialog.fault = 'code-refused';
    if (!errors.some(({ field }) => field.startsWith('/values/'))) return;
    this.#form.refuse(errors);
    this.#dialog.close();
    void this.#host.updateComplete.then(() => this.#form.validate());
  }

  #forgetCode(): void {
    delete this.#dialog.values['code'];
    this.#signDialog.reset();
  }
}

const signingStyles = css`
  .next-document {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 1rem;
    margin: 0 0 1rem;
  }
  .bar {
    display: grid;
    grid-template-columns: minmax(8rem, 16rem) minmax(0, 1fr) auto;
    padding-inline: 1rem;
    border-radius: 0 0 calc(var(--_radius) * 1.5) calc(var(--_radius) * 1.5);
  }
  .progress {
    display: grid;
    gap: 0.375rem;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }
  .meter {
    display: block;
    fill: var(--_accent);
  }
  .meter rect:last-child {
    transition: width 0.25s;
  }
  .meter[data-full] {
    fill: var(--_success);
  }
  .rail {
    fill: var(--_line);
  }
  .saving {
    display: flex;
    align-items: center;
    gap: 0.25rem;
    color: var(--_muted);
    font-size: 0.875rem;
  }
  .saving .icon {
    width: 1rem;
    height: 1rem;
  }
  .saving[data-state='unsaved'] {
    color: var(--_warning);
  }
  .doing .primary {
    min-width: 9rem;
  }
  @container (width < 40rem) {
    .bar {
      grid-template-columns: minmax(0, 1fr) auto;
      padding-inline: 0.75rem;
    }
    .saving {
      justify-content: end;
    }
    .doing {
      grid-column: 1 / -1;
    }
    .doing .primary {
      flex: 1 1 auto;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .meter rect {
      transition: none;
    }
  }
  @media (forced-colors: active) {
    .meter {
      fill: Highlight;
    }
    .rail {
      fill: GrayText;
    }
  }
`;
