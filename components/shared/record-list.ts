import { html, nothing, type TemplateResult } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import type { Attention, AttentionFilter } from '../../src/contract/history.ts';
import type { CompanyRef, Me } from '../../src/contract/session.ts';
import { ClockController } from '../../src/controllers/clock.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { type Page, PagesController } from '../../src/controllers/pages.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { localDay } from '../../src/i18n/dates.ts';
import type { LocaleController, WordsOf } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import type { recordFileWords } from '../../src/i18n/record-files.ts';
import { type Nouns, recordListWords } from '../../src/i18n/record-list.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { ViewChangedEvent } from './events.ts';
import { downloadIcon } from './icon.ts';
import { opensElsewhere } from './open.ts';
import { PageEnd } from './page-end.ts';
import { problemPanel } from './problem.ts';
import { RecordGrid, type Rows } from './record-grid.ts';
import { quietButton } from './record-list.parts.ts';
import { filterCount, type Loose, sortedBy, widened } from './record-view.ts';
import { SearchField } from './search.ts';
import type { Sorting } from './sorting.ts';

/** Key of the download of the whole list, among those of its records. */
const EXPORT = 'csv';

interface Source<T, V> {
  locale: LocaleController<unknown>;
  nouns(): Nouns;
  client(): Client | undefined;
  /** Who reads; null when nobody is logged in. */
  me(): Me | null | undefined;
  /** The view without what the API would refuse. */
  clean(view: Loose<V>): V;
  /** One page of the records. */
  load(client: Client, view: V, page: { cursor?: string; limit: number }, signal?: AbortSignal): Promise<Page<T>>;
  /** What the records are besides: with another one, those on the screen are none any more. */
  scope?(): string;
  /** Whether it is known what the columns are. */
  isReady?(): boolean;
  /** Reads again what stands beside the records. */
  refreshMore?(): Promise<void>;
  /** Words about the files of records; absent where they have none. */
  fileWords?(): WordsOf<typeof recordFileWords>;
  /** Downloads all records of the view as a file of that name. */
  exportCsv?(client: Client, view: V, name: string): Promise<void>;
}

/** Where records come from. */
interface Origin {
  client: Client;
  scope: string | undefined;
}

/** What one list shows of its own. */
interface Content<T, V, S extends string> {
  /** Search, states and more; absent while there is nothing at all to search. */
  toolbar(view: V): unknown;
  rows(view: V): Rows<T, S>;
  /** In place of the rows; `bare` when there are none at all. */
  none(view: V, bare: boolean): TemplateResult;
  /** In place of everything, when the reader lacks the permission. */
  forbidden?(): TemplateResult;
}

/**
 * A list of records: its pages, its view, the search, the rows that a keyboard walks through, the way from row to record, its downloads, and everything a
 * list can be instead of rows. Style sheets: `listStyles`, `recordListStyles`, `problemStyles`, `iconStyles`.
 *
 * `render()` renders all of it:
 * ```ts
 * readonly #list = new RecordList<OrderSummary, OrdersView>(this, { load: …, clean: cleanView, … });
 * protected override render() { return this.#list.render({ rows: () => ({ columns: this.#columns }), … }); }
 * ```
 */
export class RecordList<
  T extends { id: string; company: CompanyRef | null } & Attention,
  V extends { search?: string } & AttentionFilter,
> {
  readonly pages: PagesController<readonly [Origin, string], T>;
  /** Files of records, by the id of the record, and the export. */
  readonly downloads: DownloadsController;
  readonly #host: EtronElement & { view: V };
  readonly #source: Source<T, V>;
  readonly #grid: RecordGrid<T>;
  readonly #search: SearchField;
  readonly #end: PageEnd<T>;
  #origin: Origin | undefined;

  constructor(host: EtronElement & { view: V }, source: Source<T, V>) {
    this.#host = host;
    this.#source = source;
    this.pages = new PagesController(
      host,
      () => {
        const origin = this.#currentOrigin;
        return origin && ([origin, JSON.stringify(this.view)] as const);
      },
      ([{ client }, json], page, signal) => source.load(client, JSON.parse(json), page, signal),
    );
    this.downloads = new DownloadsController(host);
    this.#grid = new RecordGrid(host);
    this.#search = new SearchField(host, () => this.change({}));
    this.#end = new PageEnd(host, this.pages, (record) => this.#grid.focus(record));
    new ClockController(host);
    new ReturnController(host, () => void this.refresh());
  }

  /** The reader may not see such records. */
  get forbidden(): boolean {
    return this.pages.problem?.problem.code === 'permission_missing';
  }

  /** Whether the reader is an employee, who sees the records of all companies. Without a provider only the rows tell. */
  get staff(): boolean {
    const me = this.#source.me();
    if (me) return me.role === 'staff';
    return new Set(this.pages.items?.map(({ company }) => company?.id)).size > 1;
  }

  get words(): WordsOf<typeof recordListWords> {
    return recordListWords(this.#source.locale.language);
  }

  get nouns(): Nouns {
    return this.#source.nouns();
  }

  get view(): V {
    return this.#source.clean(this.#host.view);
  }

  /** Reads the records again. */
  async refresh(): Promise<void> {
    await Promise.all([this.pages.refresh(), this.#source.refreshMore?.()]);
  }

  /** Changes the view and says so. */
  readonly change = (patch: Loose<V>): void => {
    const host = this.#host;
    const search = this.#search.take();
    host.view = this.#source.clean({ ...host.view, ...(search !== undefined && { search }), ...patch });
    this.downloads.forget();
    host.dispatchEvent(new ViewChangedEvent(host.view));
    // Other rows: the reader goes on at their beginning.
    if (host.getBoundingClientRect().top < 0) host.scrollIntoView();
  };

  /** Says that a record was opened; prevented, a link is not followed. Nobody is told when it opens elsewhere. */
  open(event: MouseEvent, record: T, selected: Event): void {
    if (opensElsewhere(event)) return;
    if (!this.#host.dispatchEvent(selected)) event.preventDefault();
    this.pages.replace({ ...record, unread: false });
  }

  /** How the list is sorted by now, with the way to another order. */
  sorting<S extends string>(now: Omit<Sorting<S>, 'sortBy'>): Sorting<S> {
    return { ...now, sortBy: (by) => this.change(sortedBy(now, by) as Loose<V>) };
  }

  searchField(): TemplateResult {
    return this.#search.render(this.words.search(this.nouns), this.view.search);
  }

  /** The way back to all records. */
  resetButton(): TemplateResult {
    return quietButton(this.words.reset, () => this.change(widened(this.#host.view)));
  }

  exportButton(): TemplateResult {
    const { exporting, exportCsv } = this.words;
    const pending = this.downloads.isPending(EXPORT);
    return html`<button class="quiet" type="button" aria-disabled=${pending} @click=${this.#export}>${downloadIcon()}${pending ? exporting : exportCsv}</button>`;
  }

  render<S extends string>({ toolbar, rows, none, forbidden }: Content<T, V, S>): TemplateResult {
    const { pages, view, downloads, nouns, words } = this;
    if (this.#source.me() === null) return html`<p class="empty" part="body">${words.problems.unauthenticated}</p>`;
    if (forbidden && this.forbidden) return forbidden();
    const records = this.#source.isReady?.() === false ? undefined : pages.items;
    const bare = records?.length === 0 && !filterCount(view);
    return html`
      ${bare ? nothing : toolbar(view)}
      ${this.#problem(pages.problem, this.#retry)}
      ${this.#problem(downloads.problem, downloads.retry)}
      ${
        records?.length
          ? this.#grid.render(rows(view), {
              label: nouns.many,
              records,
              more: pages.more,
              busy: pages.pending,
            })
          : records
            ? none(view, bare)
            : pages.problem
              ? nothing
              : html`<div class="skeleton" aria-hidden="true"></div>`
      }
      <footer part="footer">
        <p role="status" class=${records?.length ? 'count' : 'visually-hidden'}>${
          this.#downloadStatus ?? (records ? words.found(records.length, pages.more, nouns) : words.loading(nouns))
        }</p>
        ${this.#problem(pages.moreProblem, this.#end.load)}
        ${this.#end.render({ loading: words.loading(nouns), more: words.more })}
      </footer>
    `;
  }

  /** The same object for as long as the records come from the same place. */
  get #currentOrigin(): Origin | undefined {
    const client = this.#source.client();
    const scope = this.#source.scope?.();
    if (!client) return undefined;
    if (this.#origin?.client !== client || this.#origin.scope !== scope) this.#origin = { client, scope };
    return this.#origin;
  }

  get #downloadStatus(): string | undefined {
    const { key, state } = this.downloads.latest ?? {};
    const { exporting, exported } = this.words;
    const files = this.#source.fileWords?.();
    if (state === 'pending') return key === EXPORT ? exporting : files?.downloading;
    if (state === 'done') return key === EXPORT ? exported : files?.downloaded;
    return undefined;
  }

  #problem(problem: ProblemError | undefined, action: () => void): TemplateResult | typeof nothing {
    const { problems, retry: label } = this.words;
    return problem
      ? problemPanel(problemText({ ...problems, ...this.#source.fileWords?.().problems }, problem), { label, action })
      : nothing;
  }

  readonly #retry = async (): Promise<void> => {
    await this.refresh();
    if (!this.pages.problem) await this.#grid.focus();
  };

  readonly #export = (): void => {
    const client = this.#source.client();
    const name = `${this.nouns.many}-${localDay(new Date())}.csv`;
    if (client) void this.downloads.run(EXPORT, async () => this.#source.exportCsv?.(client, this.view, name));
  };
}
