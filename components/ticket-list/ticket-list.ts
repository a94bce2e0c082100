import { html, nothing, type TemplateResult } from 'lit';
import type { ProblemError } from '../../src/api/client.ts';
import type { TicketSort } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property, state } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { statusStyles } from '../shared/status.ts';
import { TicketListData } from './ticket-list.data.ts';
import { TicketRequestedEvent, TicketSelectedEvent, ViewChangedEvent } from './ticket-list.events.ts';
import { gridStyles } from './ticket-list.grid.styles.ts';
import { TicketGrid } from './ticket-list.grid.ts';
import { emptyState, skeletonRows } from './ticket-list.states.ts';
import { styles } from './ticket-list.styles.ts';
import { toolbarStyles } from './ticket-list.toolbar.styles.ts';
import { createAction, resetAction, type ToolbarContext, toolbar } from './ticket-list.toolbar.ts';
import { cleanView, isNarrowed, type LooseView, orderOf, type TicketListView } from './ticket-list.view.ts';

/** Milliseconds without a key until a search begins. */
const SEARCH_DELAY = 250;
/** How far below the screen the next page is loaded. */
const LOAD_AHEAD = '800px';
/** Milliseconds after which „vor 5 Min.“ is written anew. */
const MINUTE = 60_000;

/**
 * The tickets the reader may see: search, filters, sorting, grouping, unread marks, CSV export, and the way to a new ticket. Scrolls with the page (or the
 * nearest scrolling ancestor) and loads further tickets on the way.
 *
 * @event {TicketSelectedEvent} etron-ticket-selected - A ticket was opened; carries `id` and `number`. Cancelable: then a link is not followed.
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader wants to file a ticket. Cancelable: then a link is not followed.
 * @event {ViewChangedEvent} etron-view-changed - Search, filters, sort or group changed; `view` can be kept in the page's address and set again.
 *
 * @csspart header - Search, filters and actions.
 * @csspart control - The search field.
 * @csspart list - The table.
 * @csspart item - One ticket.
 * @csspart body - What stands in place of the table when there is nothing to show.
 * @csspart error - What went wrong.
 * @csspart footer - Below the table.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page stays at the top; headings stay below it.
 *
 * @example
 * ```html
 * <etron-ticket-list api-url="https://portal.example/api/v1" ticket-href="#/tickets/{id}" create-href="#/tickets/new"></etron-ticket-list>
 * ```
 */
export class EtronTicketList extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    avatarStyles,
    statusStyles,
    problemStyles,
    styles,
    toolbarStyles,
    gridStyles,
  ];

  /** Where a ticket's page is, with `{id}` or `{number}`; makes the rows real links. */
  @property({ attribute: 'ticket-href' }) ticketHref?: string;

  /** Where a ticket is filed; makes „Ticket einreichen“ a real link. */
  @property({ attribute: 'create-href' }) createHref?: string;

  /** Search, filters, sort and group. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: TicketListView = {};

  /** The filters are unfolded, where there is little room. */
  @state() private unfolded = false;
  /** What is being typed into the search field, until the search begins. */
  @state() private typed: string | undefined;

  readonly #locale = new LocaleController(this, ticketListWords);
  readonly #data = new TicketListData(this, () => ({ client: this.client, view: cleanView(this.view) }));
  readonly #grid = new TicketGrid(this);
  readonly #end = new IntersectionObserver(([end]) => end?.isIntersecting && this.#loadAhead(), {
    rootMargin: LOAD_AHEAD,
  });
  #search: ReturnType<typeof setTimeout> | undefined;
  #clock: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    new ReturnController(this, () => void this.#data.refresh());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#clock = setInterval(() => this.requestUpdate(), MINUTE);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#clock);
    clearTimeout(this.#search);
    this.#end.disconnect();
  }

  /** Reads the tickets again. */
  refresh(): Promise<void> {
    return this.#data.refresh();
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { pages, signedOut } = this.#data;
    if (signedOut) return html`<p class="empty" part="body">${problems[language].unauthenticated}</p>`;
    return html`
      ${this.#isBare ? nothing : toolbar(this.#controls())}
      ${this.#problem(pages.problem, () => this.#retry())}
      ${this.#problem(this.#data.exports.problem, () => this.#export())}
      ${this.#body()}
      <footer part="footer">
        <p role="status" class=${pages.items?.length ? 'count' : 'visually-hidden'}>${this.#announcement()}</p>
        ${this.#problem(pages.moreProblem, () => this.#loadMore())}
        ${
          pages.more && !pages.moreProblem
            ? html`<button class="more" type="button" aria-disabled=${pages.loadingMore} @click=${this.#loadMore}>${pages.loadingMore ? words.loading : words.more}</button>`
            : nothing
        }
      </footer>
    `;
  }

  protected override updated(): void {
    // Observed anew after each update: an end that stays in sight does not intersect a second time.
    this.#end.disconnect();
    const end = this.renderRoot.querySelector('.more');
    if (end) this.#end.observe(end);
  }

  /** There are no tickets at all, so nothing to search either. */
  get #isBare(): boolean {
    return this.#data.pages.items?.length === 0 && !isNarrowed(cleanView(this.view));
  }

  #controls(): ToolbarContext {
    return {
      language: this.#locale.language,
      view: cleanView(this.view),
      text: this.typed ?? this.view.search ?? '',
      facets: this.#data.facets.data,
      companies: this.#data.companies,
      unfolded: this.unfolded,
      exporting: this.#data.exports.pending,
      createHref: this.createHref,
      change: this.#change,
      search: this.#type,
      reset: () => this.#change({ search: '', status: '', company: '', assignee: '' }),
      unfold: () => {
        this.unfolded = !this.unfolded;
      },
      exportCsv: this.#export,
      create: this.#create,
    };
  }

  #body() {
    const { pages } = this.#data;
    const { language } = this.#locale;
    if (!pages.items) return pages.problem ? nothing : skeletonRows();
    if (!pages.items.length)
      return emptyState(
        language,
        this.#isBare,
        this.#isBare ? createAction(this.#controls()) : resetAction(this.#controls()),
      );
    return this.#grid.render({
      tickets: pages.items,
      more: pages.more,
      busy: pages.pending,
      companies: this.#data.companies,
      language,
      view: cleanView(this.view),
      href: this.ticketHref,
      open: this.#open,
      sortBy: this.#sortBy,
    });
  }

  #problem(problem: ProblemError | undefined, action: () => void) {
    const { words, language } = this.#locale;
    return problem
      ? problemPanel(problemText({ ...problems[language], network: words.offline }, problem), {
          label: words.retry,
          action,
        })
      : nothing;
  }

  #announcement(): string {
    const { words } = this.#locale;
    const { pages, exports, exported } = this.#data;
    if (exports.pending) return words.exporting;
    if (exported) return words.exported;
    return pages.items ? words.found(pages.items.length, pages.more) : words.loading;
  }

  #change = (patch: LooseView): void => {
    clearTimeout(this.#search);
    this.view = cleanView({ ...this.view, ...(this.typed !== undefined && { search: this.typed }), ...patch });
    this.typed = undefined;
    this.#data.exported = false;
    this.dispatchEvent(new ViewChangedEvent(this.view));
    // Other rows: the reader goes on at their beginning.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
  };

  #type = (text: string): void => {
    this.typed = text;
    clearTimeout(this.#search);
    this.#search = setTimeout(() => this.#change({}), SEARCH_DELAY);
  };

  #sortBy = (sort: TicketSort): void => {
    const now = orderOf(this.view);
    const turned = now.direction === 'asc' ? 'desc' : 'asc';
    this.#change({ sort, direction: sort === now.sort ? turned : '' });
  };

  #open = (event: MouseEvent, ticket: TicketSummary): void => {
    // With these keys a link opens elsewhere, which is the browser's business.
    if (this.ticketHref && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    if (!this.dispatchEvent(new TicketSelectedEvent(ticket))) event.preventDefault();
    this.#data.pages.replace({ ...ticket, unread: false });
  };

  #create = (event: MouseEvent): void => {
    if (!this.dispatchEvent(new TicketRequestedEvent())) event.preventDefault();
  };

  #export = (): void => void this.#data.exportCsv(this.#locale.language).then(() => this.requestUpdate());

  #loadAhead(): void {
    if (!this.#data.pages.moreProblem) void this.#data.pages.loadMore();
  }

  // The button goes away with the last page, and the focus must not go with it.
  #loadMore = async (): Promise<void> => {
    const { pages } = this.#data;
    const before = pages.items?.length ?? 0;
    await pages.loadMore();
    const next = pages.items?.[before];
    if (next) await this.#grid.focus(next);
  };

  #retry = async (): Promise<void> => {
    await this.refresh();
    if (!this.#data.pages.problem) await this.#grid.focus();
  };
}
