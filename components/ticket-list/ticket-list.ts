import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ProblemError } from '../../src/api/client.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { ClockController } from '../../src/controllers/clock.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problemText } from '../../src/i18n/problems.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { TicketRequestedEvent, ViewChangedEvent } from '../shared/events.ts';
import { iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { opensElsewhere } from '../shared/open.ts';
import { PageEnd } from '../shared/page-end.ts';
import { pickerStyles } from '../shared/picker.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { SearchField } from '../shared/search.ts';
import { sortingStyles } from '../shared/sorting.ts';
import { statusStyles } from '../shared/status.ts';
import { TicketListData } from './ticket-list.data.ts';
import { TicketSelectedEvent } from './ticket-list.events.ts';
import { gridStyles } from './ticket-list.grid.styles.ts';
import { TicketGrid } from './ticket-list.grid.ts';
import type { ListModel } from './ticket-list.model.ts';
import { emptyState, skeletonRows } from './ticket-list.states.ts';
import { styles } from './ticket-list.styles.ts';
import { toolbarStyles } from './ticket-list.toolbar.styles.ts';
import { toolbar } from './ticket-list.toolbar.ts';
import { cleanView, filterCount, type LooseView, type TicketListView } from './ticket-list.view.ts';

/**
 * The tickets the reader may see: search, filters, sorting, grouping, unread marks, CSV export, and the way to a new ticket. Scrolls with the page (or the
 * nearest scrolling ancestor) and loads further tickets on the way.
 *
 * @event {TicketSelectedEvent} etron-ticket-selected - A ticket was opened; carries `id` and `number`. Cancelable: then a link is not followed.
 * @event {TicketRequestedEvent} etron-ticket-requested - The reader wants to file a ticket. Cancelable: then a link is not followed.
 * @event {ViewChangedEvent<TicketListView>} etron-view-changed - Search, filters, sort or group changed; `view` can be kept in the page's address and set again.
 *
 * @csspart header - Search, filters and actions.
 * @csspart control - The search field.
 * @csspart list - The table.
 * @csspart item - One ticket.
 * @csspart body - What stands in place of the table when there is nothing to show.
 * @csspart title - Its heading.
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
    listStyles,
    pickerStyles,
    sortingStyles,
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

  readonly #locale = new LocaleController(this, ticketListWords);
  readonly #data = new TicketListData(this, () => ({ client: this.client, view: cleanView(this.view) }));
  readonly #grid = new TicketGrid(this);
  readonly #end = new PageEnd(this, this.#data.pages, (ticket) => this.#grid.focus(ticket));
  readonly #search = new SearchField(this, () => this.#change({}));

  constructor() {
    super();
    new ClockController(this);
    new ReturnController(this, () => void this.#data.refresh());
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
        ${this.#problem(pages.moreProblem, this.#end.load)}
        ${this.#end.render(words)}
      </footer>
    `;
  }

  #model(): ListModel {
    const { language, words } = this.#locale;
    const { pages, facets, companies, exporting } = this.#data;
    return {
      language,
      words,
      names: ticketWords(language),
      view: cleanView(this.view),
      tickets: this.#data.tickets ?? [],
      more: pages.more,
      busy: pages.pending,
      facets: facets.data,
      companies: !!companies,
      unfolded: this.unfolded,
      exporting: exporting === 'pending',
      ticketHref: this.ticketHref,
      createHref: this.createHref,
      change: this.#change,
      searchField: (label) => this.#search.render(label, this.view.search),
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
    const search = this.#search.take();
    this.view = cleanView({ ...this.view, ...(search !== undefined && { search }), ...patch });
    if (this.#data.exporting !== 'pending') this.#data.exporting = undefined;
    this.dispatchEvent(new ViewChangedEvent(this.view));
    // Other rows: the reader goes on at their beginning.
    if (this.getBoundingClientRect().top < 0) this.scrollIntoView();
  };

  #open = (event: MouseEvent, ticket: TicketSummary): void => {
    if (opensElsewhere(event)) return;
    if (!this.dispatchEvent(new TicketSelectedEvent(ticket))) event.preventDefault();
    this.#data.pages.replace({ ...ticket, unread: false });
  };

  #retry = async (): Promise<void> => {
    await this.refresh();
    if (!this.#data.pages.problem) await this.#grid.focus();
  };
}
