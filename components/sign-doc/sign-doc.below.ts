import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { SigningDocument } from '../../src/contract/documents.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { problems } from '../../src/i18n/problems.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { signDocWords } from '../../src/i18n/sign-doc.ts';
import { NearScreen } from '../shared/near-screen.ts';
import { problemPanel } from '../shared/problem.ts';
import type { DocumentRecord } from './sign-doc.record.ts';

const NAME = 'history';

interface BelowModel {
  document: SigningDocument;
  words: WordsOf<typeof signDocWords>;
  language: LanguageTag;
  /** The reader is an employee. */
  staff: boolean;
}

/**
 * What stands below the pages: the signers, who is responsible, and the history. Whoever comes to sign may never get there, so all but the signers is loaded
 * only when it comes near the screen.
 */
export class BelowDocument {
  readonly #host: LitElement;
  readonly #load: () => Promise<DocumentRecord>;
  readonly #near: NearScreen;
  #loading = false;
  #failed = false;
  #record: DocumentRecord | undefined;

  constructor(host: LitElement, load: () => Promise<DocumentRecord>) {
    this.#host = host;
    this.#load = load;
    this.#near = new NearScreen(host);
  }

  /** The history is there, and follows the document live. */
  get loaded(): boolean {
    return !!this.#record;
  }

  /** The button in the head of the document that leads to the history. */
  renderJump({ document, words }: BelowModel): TemplateResult {
    return html`<button type="button" class="quiet jump" @click=${this.#jump}>${words.messages(document.messages)}<span aria-hidden="true">↓</span></button>`;
  }

  render({ document, words, language, staff }: BelowModel, signers: TemplateResult): TemplateResult {
    if (this.#near.wasNear(NAME) && !this.#record && !this.#failed && !this.#loading) void this.#start();
    const record = this.#record;
    return html`<div class="below">
      <aside>${signers}${record?.assignee(document, language)}</aside>
      <section class="history" data-near=${NAME} tabindex="-1" aria-label=${words.history}>
        ${this.#failed ? problemPanel(problems(language).network ?? '', { label: recordPageWords(language).retry, action: () => void this.#start() }) : (record?.history(document, staff) ?? nothing)}
      </section>
    </div>`;
  }

  async #start(): Promise<void> {
    this.#loading = true;
    this.#failed = false;
    try {
      this.#record = await this.#load();
    } catch {
      // There is no connection, or a new version replaced the files on the server.
      this.#failed = true;
    }
    this.#loading = false;
    this.#host.requestUpdate();
  }

  readonly #jump = (): void => {
    this.#near.meet(NAME);
    const section = this.#host.renderRoot.querySelector<HTMLElement>('.history');
    section?.scrollIntoView();
    section?.focus({ preventScroll: true });
  };
}
