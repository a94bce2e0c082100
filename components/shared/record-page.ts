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

/** What differs between the pages of the kinds of records. */
interface RecordPageOptions<T> {
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
  /** Rendered instead of everything else when the reader lacks the permission for such records. */
  forbidden?(language: LanguageTag): TemplateResult;
  /** A record, or another state of it, is about to be rendered. `before` is undefined unless the same reader has seen the same record before. */
  changed?(record: T, before: T | undefined): void;
  /** Whether the reader's answer is being sent; the record is not read again then. */
  isAnswering?(): boolean;
}

/**
 * The page of one record. It loads the record, reads it again when the reader comes back or it changed on the server, and shows what can be there instead of
 * the record: loading, not found, not permitted, not reachable, nobody logged in. Style sheets: `recordPage`, `problemStyles`, `skeletonStyles`.
 *
 * ```ts
 * readonly #page = new RecordPage<Invoice>(this, { load: …, detail: (invoice) => html`…`, … });
 * protected override render() { return this.#page.render(); }
 * ```
 */
export class RecordPage<T extends { id: string }> implements ReactiveController {
  readonly #host: LitElement;
  readonly #options: RecordPageOptions<T>;
  readonly #query: QueryController<readonly [Client, string], T>;
  /** The record as it was rendered last, and for whom. */
  #rendered: T | undefined;
  #client: Client | undefined;
  /** The record for which the loaded event was dispatched last. */
  #announced: T | undefined;

  constructor(host: LitElement, options: RecordPageOptions<T>) {
    this.#host = host;
    this.#options = options;
    this.#query = new QueryController(
      host,
      () => {
        const [client, id] = [options.client(), options.id()];
        return client && id ? ([client, id] as const) : undefined;
      },
      ([client, id], signal) => options.load(client, id, signal),
    );
    new ReturnController(host, this.reread);
    // Dispatched by the record's `<etron-history>`, which listens to changes on the server.
    host.addEventListener('etron-record-changed', this.reread);
    host.addController(this);
  }

  hostUpdate(): void {
    const { record } = this;
    if (!record || record === this.#rendered) return;
    const client = this.#options.client();
    const before = record.id === this.#rendered?.id && client === this.#client ? this.#rendered : undefined;
    this.#rendered = record;
    this.#client = client;
    this.#options.changed?.(record, before);
  }

  hostUpdated(): void {
    const { record } = this;
    if (record && record !== this.#announced) this.#host.dispatchEvent(this.#options.loaded(record));
    this.#announced = record;
  }

  /** The record to show; undefined while another one than before is being loaded, and when the reader may not see it any more. */
  get record(): T | undefined {
    const { data } = this.#query;
    return data?.id === this.#options.id() && !this.forbidden && !this.#notFound ? data : undefined;
  }

  /** Why the last attempt to load the record failed. */
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

  /** Reads the record again, unless an answer is being sent: the server's reply to that contains the record. */
  readonly reread = (): void => {
    if (!this.#options.isAnswering?.()) void this.refresh();
  };

  /** Shows the record as the server gave it after a change. */
  show(record: T): void {
    // Meanwhile the page may have changed to another record.
    if (record.id === this.#options.id()) this.#query.data = record;
    this.#host.requestUpdate();
  }

  render(): TemplateResult {
    return html`<slot name="back"></slot>${this.#content()}`;
  }

  #content(): TemplateResult {
    const { record, problem } = this;
    const { locale, me, forbidden, detail } = this.#options;
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
      <span class="visually-hidden" role="status">${words.loading}</span>${skeleton(...this.#options.skeleton)}
    </div>`;
  }
}
