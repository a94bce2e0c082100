import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Me } from '../../src/contract/session.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import type { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { type RecordWords, recordPageWords } from '../../src/i18n/record-page.ts';
import { problemPanel } from './problem.ts';
import { skeleton } from './skeleton.ts';

/** What the page of one kind of record shows of its own, and where the record comes from. */
interface Source<T> {
  locale: LocaleController<RecordWords>;
  client(): Client | undefined;
  me(): Me | null | undefined;
  id(): string;
  load(client: Client, id: string, signal: AbortSignal): Promise<T>;
  /** The event that tells the page around that the record is on the screen. */
  loaded(record: T): Event;
  /** Grey bars in place of the record while it is on its way, as `skeleton` takes them. */
  skeleton: Parameters<typeof skeleton>;
  detail(record: T): TemplateResult;
  /** In place of everything, when the reader lacks the permission for such records. */
  forbidden?(language: LanguageTag): TemplateResult;
  /** A record, or another state of it, is about to be rendered. `before` is undefined unless the same reader has seen the same record before. */
  changed?(record: T, before: T | undefined): void;
  /** The reader is in the midst of answering the record, which must not change meanwhile. */
  isAnswering?(): boolean;
}

/**
 * The page of one record: it is loaded, and read again when the reader comes back or it changed on the server; and everything a page can be instead of
 * the record: loading, not found, not permitted, not reachable, nobody logged in. Style sheets: `recordPage`, `problemStyles`, `skeletonStyles`.
 *
 * `render()` renders all of it:
 * ```ts
 * readonly #page = new RecordPage<Invoice>(this, { load: …, detail: (invoice) => html`…`, … });
 * protected override render() { return this.#page.render(); }
 * ```
 */
export class RecordPage<T extends { id: string }> implements ReactiveController {
  readonly #host: LitElement;
  readonly #source: Source<T>;
  readonly #query: QueryController<readonly [Client, string], T>;
  /** The record as it was rendered last, and for whom. */
  #rendered: T | undefined;
  #client: Client | undefined;
  /** The record that the page around was told about last. */
  #told: T | undefined;

  constructor(host: LitElement, source: Source<T>) {
    this.#host = host;
    this.#source = source;
    this.#query = new QueryController(
      host,
      () => {
        const [client, id] = [source.client(), source.id()];
        return client && id ? ([client, id] as const) : undefined;
      },
      ([client, id], signal) => source.load(client, id, signal),
    );
    new ReturnController(host, this.reread);
    // Comes from the record's history, which follows the record live.
    host.addEventListener('etron-record-changed', this.reread);
    host.addController(this);
  }

  hostUpdate(): void {
    const { record } = this;
    if (!record || record === this.#rendered) return;
    const client = this.#source.client();
    const before = record.id === this.#rendered?.id && client === this.#client ? this.#rendered : undefined;
    this.#rendered = record;
    this.#client = client;
    this.#source.changed?.(record, before);
  }

  hostUpdated(): void {
    const { record } = this;
    if (record && record !== this.#told) this.#host.dispatchEvent(this.#source.loaded(record));
    this.#told = record;
  }

  /** The record on the screen: not the one before, while another is on its way, and none that the reader may not see any more. */
  get record(): T | undefined {
    const { data } = this.#query;
    return data?.id === this.#source.id() && !this.forbidden && !this.#notFound ? data : undefined;
  }

  /** Why the record could not be loaded the last time. */
  get problem(): ProblemError | undefined {
    return this.#query.problem;
  }

  /** The reader may not see such records. */
  get forbidden(): boolean {
    return this.problem?.problem.code === 'permission_missing';
  }

  get #notFound(): boolean {
    return this.problem?.problem.code === 'not_found';
  }

  /** Reads the record again. Resolves when the answer (or problem) is there. */
  refresh(): Promise<void> {
    return this.#query.refresh();
  }

  /** Reads the record again, unless the answer that is on its way shows it anyway. */
  readonly reread = (): void => {
    if (!this.#source.isAnswering?.()) void this.refresh();
  };

  /** Shows the record as the server gave it after a change. */
  show(record: T): void {
    // By now the page may be about another one.
    if (record.id === this.#source.id()) this.#query.data = record;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<slot name="back"></slot>${this.#content()}`;
  }

  #content(): TemplateResult {
    const { record, problem } = this;
    const { locale, me, forbidden, detail } = this.#source;
    const { words, language } = locale;
    const { retry: label, stale } = recordPageWords(language);
    const retry = { label, action: () => void this.refresh() };
    if (me() === null) return html`<p class="missing">${problems(language).unauthenticated}</p>`;
    if (this.forbidden && forbidden) return forbidden(language);
    if (this.#notFound)
      return html`<div class="missing" role="alert"><h2 part="title">${words.notFoundTitle}</h2><p>${words.notFound}</p></div>`;
    if (record) return html`${problem ? problemPanel(stale, retry) : nothing}${detail(record)}`;
    if (problem) return problemPanel(problemText(problems(language), problem), retry);
    return html`<div aria-busy="true">
      <span class="visually-hidden" role="status">${words.loading}</span>${skeleton(...this.#source.skeleton)}
    </div>`;
  }
}
