import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import { problems } from '../../src/i18n/problems.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { Tone } from '../../src/styles/tones.ts';
import { problemPanel } from './problem.ts';
import type { RecordPage } from './record-page.ts';

/** What a reader answers a record with: its dialogs and all they need. */
interface Answering {
  /** An answer is on its way. */
  readonly pending: boolean;
}

interface Options<T, A> {
  /** Whether the reader can answer the record, here and now. */
  isAnswerable(record: T): boolean;
  load(): Promise<A>;
  /** What to say when the record changed while the reader could answer it; undefined when nothing has to be said. */
  changed(record: T, before: T): string | undefined;
}

/**
 * The answer to the record of a page: an offer that is accepted, a document that is signed. What the reader answers with is loaded once there is
 * something to answer, because most records that are opened were answered long ago; and what came of the answer is told on the page.
 */
export class RecordAnswer<T extends { id: string }, A extends Answering> implements ReactiveController {
  /** What the reader answers with; undefined while it is on its way, or not needed. */
  answering: A | undefined;
  /** It could not be loaded. */
  failed = false;
  readonly #host: LitElement;
  readonly #page: RecordPage<T>;
  readonly #options: Options<T, A>;
  #loading = false;
  /** The record as it was rendered last. */
  #rendered: T | undefined;
  /** What happened to the record just now. */
  #notice: { tone: Tone; text: string } | undefined;

  constructor(host: LitElement, page: RecordPage<T>, options: Options<T, A>) {
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

  /** What the reader answers with, where this record can be answered. */
  of(record: T): A | undefined {
    return this.#options.isAnswerable(record) ? this.answering : undefined;
  }

  /** An answer is on its way, and shows the record as it is then. */
  get pending(): boolean {
    return !!this.answering?.pending;
  }

  /** Shows the record as it is after the answer, and tells the page around. */
  async conclude(record: T, event: Event, notice?: { tone: Tone; text: string }): Promise<void> {
    this.#notice = notice;
    // The reader knows what changed.
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

  /** Reads the record again, which is not what is on the screen any more, and says so. */
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

  /** Says that the record cannot be answered for want of a connection. Style sheet: `problemStyles`. */
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
      // No connection, or the files were replaced on the server meanwhile.
      this.failed = true;
    }
    this.#loading = false;
    this.#host.requestUpdate();
  }
}

/** What the state of a record means for the reader. Gets the focus after an answer, so that it is read out. Style sheet: `banners`. */
export const meaningPanel = (tone: Tone, title: string, content: unknown): TemplateResult =>
  html`<section class="banner meaning" tabindex="-1" data-tone=${tone}>${title ? html`<h3>${title}</h3>` : nothing}${content}</section>`;
