import { html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import { type SigningDocument, saveValues } from '../../src/contract/documents.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { signingWords } from '../../src/i18n/signing.ts';
import { dialogForms, dialogs } from '../../src/styles/dialogs.ts';
import { problemPanel } from '../shared/problem.ts';
import { signatureStyles } from '../shared/signature-mark.ts';
import { barStyles } from './sign-doc.bar.styles.ts';
import { bar } from './sign-doc.bar.ts';
import { dialogStyles } from './sign-doc.dialogs.styles.ts';
import { openDialog } from './sign-doc.dialogs.ts';
import { DocumentDeclinedEvent, DocumentProgressEvent, DocumentSignedEvent } from './sign-doc.events.ts';
import { fieldStyles } from './sign-doc.fields.styles.ts';
import { pageFields } from './sign-doc.fields.ts';
import { Filling } from './sign-doc.filling.ts';
import { Signing } from './sign-doc.signing.ts';

/** The element that shows the document. */
interface Desk extends ReactiveControllerHost, HTMLElement {
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly connection: Client | undefined;
  /** Shows the document as it is after what the signer did. */
  conclude(document: SigningDocument, event: Event): Promise<void>;
  /** The document is not what is on the screen any more. */
  outdated(changed: boolean): Promise<void>;
  /** Tells the page what went wrong. */
  report(problem: ProblemError): void;
}

/** Answers that say: the document is not what is on the screen any more. */
const OUTDATED = new Set([
  'document_changed',
  'document_closed',
  'not_your_turn',
  'signing_not_trusted',
  'idempotency_key_reused',
]);

/** What a signer does with a document; loaded once there is one to sign, since most that are opened were signed long ago. */
export class Work implements ReactiveController {
  readonly #desk: Desk;
  readonly #locale: LocaleController<WordsOf<typeof signingWords>>;
  readonly #filling: Filling;
  readonly #signing: Signing;
  #document: SigningDocument | undefined;
  #progress = '';
  #told: ProblemError | undefined;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#locale = new LocaleController(desk, signingWords);
    this.#filling = new Filling(desk, this.#locale, async (values) =>
      this.#client.call(saveValues, { params: { id: this.#document?.id ?? '' }, body: { values } }),
    );
    this.#signing = new Signing(desk);
    const { adoptedStyleSheets } = desk.renderRoot as ShadowRoot;
    for (const { styleSheet } of [signatureStyles, barStyles, fieldStyles, dialogs, dialogForms, dialogStyles])
      if (styleSheet) adoptedStyleSheets.push(styleSheet);
    desk.addController(this);
  }

  hostConnected(): void {}

  hostUpdated(): void {
    const document = this.#document;
    const { standing, fields, draft } = this.#filling;
    if (draft.problem && draft.problem !== this.#told) {
      this.#told = draft.problem;
      void this.#refused(draft.problem);
    }
    const progress = `${document?.id} ${standing.filled} ${standing.required.length}`;
    if (!document || !fields.length || progress === this.#progress) return;
    this.#progress = progress;
    this.#desk.dispatchEvent(new DocumentProgressEvent(document.id, standing.filled, standing.required.length));
  }

  /** Nothing may happen to the document at this moment but what the signer decides. */
  get busy(): boolean {
    return this.#signing.pending || !!this.#signing.dialog;
  }

  /** Begins with a document, or goes on with it after it changed. */
  open(document: SigningDocument): void {
    this.#document = document;
    this.#filling.open(document);
  }

  readonly events = {
    focusin: (event: Event): void => this.#filling.enter(event),
    focusout: (event: FocusEvent): void => this.#filling.leave(event),
    keydown: (event: KeyboardEvent): void => this.#filling.key(event),
  };

  /** The fields of a page. */
  fields(page: number): TemplateResult {
    return pageFields(page, this.#filling.fields, this.#filling.model);
  }

  /** Progress and buttons. */
  bar(document: SigningDocument): TemplateResult {
    const { standing, draft, next } = this.#filling;
    const { words } = this.#locale;
    return bar({
      words,
      standing,
      draft,
      next,
      withMark: this.#withMark,
      mayDecline: document.mayDecline,
      sign: () => !this.#filling.blocked() && this.#signing.open('sign'),
      decline: () => this.#signing.open('decline'),
    });
  }

  /** What stands beside the pages: what could not be saved, where the guide led, the dialogs. */
  rest(document: SigningDocument): TemplateResult {
    const { words, language } = this.#locale;
    const { draft, announcement, adopted } = this.#filling;
    const { problem, state } = draft;
    const why = problem?.problem.status ? problemText(problems(language), problem) : words.unsaved;
    return html`
      ${state === 'unsaved' && problem ? problemPanel(why) : nothing}
      <p class="visually-hidden" role="status">${announcement}</p>
      ${openDialog({
        document,
        words,
        language,
        signing: this.#signing,
        withMark: this.#withMark,
        sign: () => void this.#sign(document),
        decline: () => void this.#decline(document),
        requestCode: () => void this.#signing.requestCode(this.#client, document.id),
      })}
      <etron-signature-dialog @etron-signature-adopted=${adopted}></etron-signature-dialog>
    `;
  }

  get #client(): Client {
    return this.#desk.connection as Client;
  }

  get #withMark(): boolean {
    return this.#filling.fields.some(({ type }) => type === 'signature');
  }

  async #sign(document: SigningDocument): Promise<void> {
    if (this.#signing.pending) return;
    const { values } = this.#filling;
    const signed = await this.#signing.run(this.#client, document, values);
    if (signed) await this.#conclude(signed, new DocumentSignedEvent(signed));
    else await this.#refused(this.#signing.sign.problem);
  }

  async #decline(document: SigningDocument): Promise<void> {
    if (this.#signing.pending) return;
    const declined = await this.#signing.refuse(this.#client, document);
    if (declined) await this.#conclude(declined, new DocumentDeclinedEvent(declined.id));
    else await this.#refused(this.#signing.decline.problem);
  }

  #conclude(document: SigningDocument, event: Event): Promise<void> {
    this.#filling.draft.end();
    return this.#desk.conclude(document, event);
  }

  /** Shows the document as it is by now, or the fields that the server refuses. */
  async #refused(problem: ProblemError | undefined): Promise<void> {
    if (!problem) return;
    this.#desk.report(problem);
    const { code, errors = [] } = problem.problem;
    if (OUTDATED.has(code)) {
      this.#signing.close();
      await this.#desk.outdated(code === 'document_changed');
    } else if (this.#signing.dialog && errors.some(({ field }) => field.startsWith('/values/'))) {
      this.#filling.refuse(errors);
      this.#signing.close();
      await this.#desk.updateComplete;
      this.#filling.blocked();
    }
  }
}
