import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import { problems } from '../../src/i18n/problems.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { Tone } from '../../src/styles/tones.ts';
import { problemPanel } from './problem.ts';
import type { RecordPage } from './record-page.ts';

/** The lazily loaded part of an element that contains the dialogs for an answer. */
interface Answering {
  /** An answer is being sent. */
  readonly pending: boolean;
}

interface RecordAnswerOptions<T, A> {
  /** Whether the reader can answer the record, here and now. */
  isAnswerable(record: T): boolean;
  load(): Promise<A>;
  /** What to say when the record changed while the reader could answer it; undefined when nothing has to be said. */
  changed(record: T, before: T): string | undefined;
}

/**
 * The reader's answer to the record of a page: an offer is accepted, a document is signed. The dialogs for it are loaded only when the record can be
 * answered, because most records that are opened were answered long ago. Afterwards a notice on the page says what came of it.
 */
export class RecordAnswer<T extends { id: string }, A extends Answering> implements ReactiveController {
  /** The dialogs; undefined until they were needed and loaded. */
  answering: A | undefined;
  /** The dialogs could not be loaded. */
  failed = false;
  readonly #host: LitElement;
  readonly #page: RecordPage<T>;
  readonly #options: RecordAnswerOptions<T, A>;
  #loading = false;
  /** The record as it was rendered last. */
  #rendered: T | undefined;
  /** What happened to the record just now. */
  #notice: { tone: Tone; text: string } | undefined;

  constructor(host: LitElement, page: RecordPage<T>, options: RecordAnswerOptions<T, A>) {
    this.#host = host;
    this.#page = page;
    this.#options = options;
    host.addController(this);
  }

  hostUpdate(): void {
    const { record } = this.#page;
    const before = this.#rendered;
    this.#rendered = record;
    if (record?.id !== before?.id) this.#notice = undefined;
    if (!record) return;
    const text = before?.id === record.id && record !== before && this.#options.changed(record, before);
    if (text && !this.#notice) this.#notice = { tone: 'attention', text };
    if (this.#options.isAnswerable(record) && !this.answering && !this.failed && !this.#loading) void this.#load();
  }

  /** The dialogs, if this record can be answered. */
  of(record: T): A | undefined {
    return this.#options.isAnswerable(record) ? this.answering : undefined;
  }

  /** An answer is being sent. */
  get pending(): boolean {
    return !!this.answering?.pending;
  }

  /** Shows the record as it is after the answer, and tells the page around. */
  async conclude(record: T, event: Event, notice?: { tone: Tone; text: string }): Promise<void> {
    this.#notice = notice;
    // The reader caused this change, so no notice about it is needed.
    this.#rendered = record;
    this.#page.show(record);
    await this.#host.updateComplete;
    const { renderRoot } = this.#host;
    const meaning = renderRoot.querySelector<HTMLElement>('.meaning');
    meaning?.scrollIntoView({ block: 'center' });
    meaning?.focus({ preventScroll: true });
    renderRoot.querySelector<HTMLElementTagNameMap['etron-history']>('etron-history:defined')?.refresh();
    this.#host.dispatchEvent(event);
  }

  /** Reads a record again that is not the one on the screen any more, and shows a notice about it. */
  async outdated(text: string): Promise<void> {
    await this.#page.refresh();
    this.#notice = { tone: 'attention', text };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.renderRoot.querySelector('.notice')?.scrollIntoView({ block: 'center' });
  }

  /** What happened to the record just now, in a live region. Style sheet: `banners`. */
  renderNotice(): TemplateResult {
    const notice = this.#notice;
    return html`<div class="notice" role="status">${notice ? html`<p class="banner" data-tone=${notice.tone}>${notice.text}</p>` : nothing}</div>`;
  }

  /** Says that the dialogs could not be loaded, with a button to try again. Style sheet: `problemStyles`. */
  renderFailure(language: LanguageTag): TemplateResult | typeof nothing {
    if (!this.failed) return nothing;
    const action = (): void => {
      this.failed = false;
      this.#host.requestUpdate();
    };
    return problemPanel(problems(language).network ?? '', { label: recordPageWords(language).retry, action });
  }

  async #load(): Promise<void> {
    this.#loading = true;
    try {
      this.answering = await this.#options.load();
    } catch {
      // There is no connection, or a new version replaced the files on the server.
      this.failed = true;
    }
    this.#loading = false;
    this.#host.requestUpdate();
  }
}

/** What the state of a record means for the reader. It gets the focus after an answer, so that screen readers tell it. Style sheet: `banners`. */
export const meaningPanel = (tone: Tone, title: string, content: unknown): TemplateResult =>
  html`<section class="banner meaning" tabindex="-1" data-tone=${tone}>${title ? html`<h3>${title}</h3>` : nothing}${content}</section>`;
