import { html, nothing, type TemplateResult } from 'lit/html.js';
import { ProblemError } from '../../src/api/client.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { property, state } from '../../src/internal/property.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { statusStyles } from '../shared/status.ts';
import { TicketListData } from './ticket-list.data.ts';
import { TicketRequestedEvent, TicketSelectedEvent, ViewChangedEvent } from './ticket-list.events.ts';
import { gridStyles } from './ticket-list.grid.styles.ts';
import { TicketGrid } from './ticket-list.grid.ts';
import type { ListModel } from './ticket-list.model.ts';
import { emptyState, skeletonRows } from './ticket-list.states.ts';
import { styles } from './ticket-list.styles.ts';
import { toolbarStyles } from './ticket-list.toolbar.styles.ts';
import { toolbar } from './ticket-list.toolbar.ts';
import { cleanView, filterCount, type LooseView, type TicketListView } from './ticket-list.view.ts';

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
    motion,
    controls,
    iconStyles,
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
    scrollMargin: LOAD_AHEAD,
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
    const { pages, exporting, signedOut } = this.#data;
    if (signedOut) return html`<p class="empty" part="body">${this.#locale.words.problems.unauthenticated}</p>`;
    const model = this.#model();
    const { words } = model;
    const { tickets } = this.#data;
    // There are no tickets at all, so nothing to search either.
    const bare = tickets?.length === 0 && !filterCount(model.view) && !model.view.search;
    return html`
      ${bare ? nothing : toolbar(model)}
      ${this.#problem(pages.problem, this.#retry)}
      ${exporting instanceof ProblemError ? this.#problem(exporting, model.exportCsv) : nothing}
      ${tickets?.length ? this.#grid.render(model) : tickets ? emptyState(model, bare) : pages.problem ? nothing : skeletonRows()}
      <footer part="footer">
        <p role="status" class=${tickets?.length ? 'count' : 'visually-hidden'}>${
          exporting === 'pending'
            ? words.exporting
            : exporting === 'done'
              ? words.exported
              : tickets
                ? words.found(tickets.length, model.more)
                : words.loading
        }</p>
        ${this.#problem(pages.moreProblem, this.#loadMore)}
        ${
          model.more && !pages.moreProblem
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

  #model(): ListModel {
    const { language, words } = this.#locale;
    const { pages, facets, companies, exporting } = this.#data;
    return {
      language,
      words,
      names: ticketWords[language],
      view: cleanView(this.view),
      tickets: this.#data.tickets ?? [],
      more: pages.more,
      busy: pages.pending,
      facets: facets.data,
      companies: !!companies,
      text: this.typed ?? this.view.search ?? '',
      unfolded: this.unfolded,
      exporting: exporting === 'pending',
      ticketHref: this.ticketHref,
      createHref: this.createHref,
      change: this.#change,
      search: this.#type,
      unfold: () => {
        this.unfolded = !this.unfolded;
      },
      exportCsv: () => void this.#data.exportCsv(language),
      create: (event) => {
        if (!this.dispatchEvent(new TicketRequestedEvent())) event.preventDefault();
      },
      open: this.#open,
    };
  }

  #problem(problem: ProblemError | undefined, action: () => void) {
    const { problems, retry: label } = this.#locale.words;
    return problem ? problemPanel(problemText(problems, problem), { label, action }) : nothing;
  }

  #change = (patch: LooseView): void => {
    clearTimeout(this.#search);
    this.view = cleanView({ ...this.view, ...(this.typed !== undefined && { search: this.typed }), ...patch });
    this.typed = undefined;
    if (this.#data.exporting !== 'pending') this.#data.exporting = undefined;
    this.dispatchEvent(new ViewChangedEvent(this.view));
    // Other rows: the reader goes on at their beginning.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
  };

  #type = (text: string): void => {
    this.typed = text;
    clearTimeout(this.#search);
    this.#search = setTimeout(() => this.#change({}), SEARCH_DELAY);
  };

  #open = (event: MouseEvent, ticket: TicketSummary): void => {
    // With these keys a link opens elsewhere, which is the browser's business.
    if (this.ticketHref && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) return;
    if (!this.dispatchEvent(new TicketSelectedEvent(ticket))) event.preventDefault();
    this.#data.pages.replace({ ...ticket, unread: false });
  };

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
