import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client, ProblemError } from '../../src/api/client.ts';
import type { CompanyRef } from '../../src/contract/session.ts';
import { ClockController } from '../../src/controllers/clock.ts';
import { type Page, PagesController } from '../../src/controllers/pages.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import type { LocaleController } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { type Nouns, recordListWords } from '../../src/i18n/record-list.ts';
import { ViewChangedEvent } from './events.ts';
import { opensElsewhere } from './open.ts';
import { PageEnd } from './page-end.ts';
import { problemPanel } from './problem.ts';
import { isNarrowed, type Loose } from './record-view.ts';
import { SearchField } from './search.ts';

/** An element that lists records. */
interface ListElement<V> extends LitElement {
  view: V;
}

interface Source<T, V> {
  client(): Client | undefined;
  /** The view without what the API would refuse. */
  clean(view: Loose<V>): V;
  /** One page of the rows. */
  load(client: Client, view: V, page: { cursor?: string; limit: number }, signal?: AbortSignal): Promise<Page<T>>;
  /** What the rows are besides: with another one, those on the screen are none any more. */
  scope?(): string;
  /** Reads again what stands beside the rows. */
  refreshMore?(): Promise<void>;
  /** The reader changed the view. */
  changed?(): void;
}

/** Where rows come from. */
interface Place {
  client: Client;
  scope: string | undefined;
}

/** What one list shows of its own. */
interface Content<T, V> {
  nouns: Nouns;
  /** Search, states and more; absent while there is nothing at all to search. */
  toolbar(view: V): unknown;
  rows(items: T[], view: V): TemplateResult;
  /** In place of the rows; `bare` when there are none at all. */
  none(view: V, bare: boolean): TemplateResult;
  /** In place of everything, when the reader lacks the permission. */
  forbidden?(): TemplateResult;
  /** Of what can be done with a row. */
  problem?: ProblemError | undefined;
  /** In place of the number of rows. */
  status?: string | undefined;
}

/**
 * A list of records: its pages, its view, the search, the way from row to record, and everything a list can be instead of rows. Style sheets: `listStyles`,
 * `recordListStyles`, `problemStyles`, `iconStyles`.
 */
export class RecordList<T extends { id: string; company: CompanyRef }, V extends { search?: string }> {
  readonly gate: SessionGate;
  readonly pages: PagesController<readonly [Place, string], T>;
  readonly #host: ListElement<V>;
  readonly #locale: LocaleController<unknown>;
  readonly #source: Source<T, V>;
  readonly #search: SearchField;
  readonly #end: PageEnd<T>;
  #place: Place | undefined;

  constructor(host: ListElement<V>, locale: LocaleController<unknown>, source: Source<T, V>) {
    this.#host = host;
    this.#locale = locale;
    this.#source = source;
    this.gate = new SessionGate(host, () => void this.refresh());
    this.pages = new PagesController(
      host,
      () => {
        const place = this.#current;
        return place && ([place, JSON.stringify(this.view)] as const);
      },
      ([{ client }, json], page, signal) => source.load(client, JSON.parse(json), page, signal),
    );
    this.#search = new SearchField(host, () => this.change({}));
    this.#end = new PageEnd(host, this.pages, (row) => this.focus(row));
    new ClockController(host);
    new ReturnController(host, () => void this.refresh());
  }

  /** The way to the API; undefined while nobody is logged in. */
  get client(): Client | undefined {
    return this.gate.signedOut ? undefined : this.#source.client();
  }

  /** The reader may not see such records. */
  get forbidden(): boolean {
    return this.pages.problem?.problem.code === 'permission_missing';
  }

  /** Whether the reader is an employee, who sees the records of all companies. Without a provider only the rows tell. */
  get staff(): boolean {
    const { me } = this.gate;
    if (me) return me.role === 'staff';
    return new Set(this.pages.items?.map(({ company }) => company.id)).size > 1;
  }

  get view(): V {
    return this.#source.clean(this.#host.view);
  }

  /** Reads the rows again. */
  async refresh(): Promise<void> {
    if (!this.gate.signedOut) await Promise.all([this.pages.refresh(), this.#source.refreshMore?.()]);
  }

  /** Changes the view and says so. */
  readonly change = (patch: Loose<V>): void => {
    const host = this.#host;
    const search = this.#search.take();
    host.view = this.#source.clean({ ...host.view, ...(search !== undefined && { search }), ...patch });
    this.#source.changed?.();
    host.dispatchEvent(new ViewChangedEvent(host.view));
    // Other rows: the reader goes on at their beginning.
    if (host.getBoundingClientRect().top < 0) host.scrollIntoView();
  };

  /** Says that a row was opened; prevented, a link is not followed. */
  open(event: MouseEvent, selected: Event): void {
    if (!opensElsewhere(event) && !this.#host.dispatchEvent(selected)) event.preventDefault();
  }

  /** Moves the focus to a row. */
  async focus(row: T): Promise<void> {
    await this.#host.updateComplete;
    const index = this.pages.items?.indexOf(row) ?? -1;
    this.#host.renderRoot.querySelectorAll<HTMLElement>('.open')[index]?.focus();
  }

  searchField(nouns: Nouns): TemplateResult {
    return this.#search.render(recordListWords(this.#locale.language).search(nouns), this.view.search);
  }

  render({ nouns, toolbar, rows, none, forbidden, problem, status }: Content<T, V>): TemplateResult {
    const { pages, view, gate } = this;
    const words = recordListWords(this.#locale.language);
    if (gate.signedOut) return html`<p class="empty" part="body">${words.problems.unauthenticated}</p>`;
    if (forbidden && this.forbidden) return forbidden();
    const { items } = pages;
    const bare = items?.length === 0 && !isNarrowed(view);
    return html`
      ${bare ? nothing : toolbar(view)}
      ${this.#problem(pages.problem, this.#retry)}
      ${this.#problem(problem)}
      ${
        items?.length
          ? html`<div aria-busy=${pages.pending}>${rows(items, view)}</div>`
          : items
            ? none(view, bare)
            : pages.problem
              ? nothing
              : html`<div class="skeleton" aria-hidden="true"></div>`
      }
      <footer part="footer">
        <p role="status" class=${items?.length ? 'count' : 'visually-hidden'}>${
          status ?? (items ? words.found(items.length, pages.more, nouns) : words.loading(nouns))
        }</p>
        ${this.#problem(pages.moreProblem, this.#end.load)}
        ${this.#end.render({ loading: words.loading(nouns), more: words.more })}
      </footer>
    `;
  }

  /** The same object for as long as the rows come from the same place. */
  get #current(): Place | undefined {
    const { client } = this;
    const scope = this.#source.scope?.();
    if (!client) return undefined;
    if (this.#place?.client !== client || this.#place.scope !== scope) this.#place = { client, scope };
    return this.#place;
  }

  #problem(problem: ProblemError | undefined, action?: () => void): TemplateResult | typeof nothing {
    const { problems, retry: label } = recordListWords(this.#locale.language);
    return problem ? problemPanel(problemText(problems, problem), action && { label, action }) : nothing;
  }

  readonly #retry = async (): Promise<void> => {
    await this.refresh();
    const [first] = this.pages.items ?? [];
    if (first && !this.pages.problem) await this.focus(first);
  };
}
