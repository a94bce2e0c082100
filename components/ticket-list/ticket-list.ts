import { html, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { languageOf } from '../../src/contract/language.ts';
import { TICKET_SORTS, type TicketSort } from '../../src/contract/tickets.limits.ts';
import { exportTickets, getTicketFacets, listTickets, type TicketSummary } from '../../src/contract/tickets.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { TicketRequestedEvent } from '../shared/events.ts';
import { iconStyles, plusIcon } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { pickerStyles } from '../shared/picker.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel } from '../shared/record-list.parts.ts';
import { recordListStyles } from '../shared/record-list.styles.ts';
import { RecordList } from '../shared/record-list.ts';
import { type Sorting, sortingStyles } from '../shared/sorting.ts';
import { statusStyles } from '../shared/status.ts';
import { ticketColumns, ticketGrouping } from './ticket-list.columns.ts';
import { TicketSelectedEvent } from './ticket-list.events.ts';
import { ticketListStyles } from './ticket-list.styles.ts';
import { toolbar } from './ticket-list.toolbar.ts';
import { cleanView, orderOf, type TicketListView } from './ticket-list.view.ts';

export type * from './ticket-list.events.ts';
export type { TicketListView } from './ticket-list.view.ts';

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
    recordListStyles,
    ticketListStyles,
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
  readonly #list: RecordList<TicketSummary, TicketListView> = new RecordList<TicketSummary, TicketListView>(this, {
    locale: this.#locale,
    nouns: () => this.#locale.words.nouns,
    client: () => this.client,
    me: () => this.me,
    clean: cleanView,
    load: (client, view, page, signal) =>
      client.call(listTickets, { query: { ...view, ...orderOf(view), ...page } }, { signal }),
    isReady: () => this.#companies !== undefined,
    refreshMore: () => this.#facets.refresh(),
    exportCsv: async (client, { group, ...filter }, name) => {
      // Few export: what does it is loaded then.
      const { download } = await import('../../src/api/download.ts');
      const query = { ...filter, ...orderOf(filter), language: languageOf(this.#locale.language) };
      return download(client, exportTickets, { query }, name);
    },
  });
  readonly #facets = new QueryController(
    this,
    () => this.client && ([this.client] as const),
    ([client], signal) => client.call(getTicketFacets, {}, { signal }),
  );

  /** Reads the tickets again. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  protected override render(): TemplateResult {
    const { language, words } = this.#locale;
    const names = ticketWords(language);
    const companies = !!this.#companies;
    return this.#list.render({
      toolbar: () =>
        toolbar({
          list: this.#list,
          words,
          names,
          facets: this.#facets.data,
          companies,
          sorting: this.#sorting,
          unfolded: this.unfolded,
          unfold: this.#unfold,
          create: this.#create(),
        }),
      rows: ({ group }) => ({
        columns: ticketColumns({
          language,
          words,
          names,
          companies,
          ticketHref: this.ticketHref,
          open: this.#open,
          common: this.#list.words,
        }),
        sorting: this.#sorting,
        grouping: ticketGrouping(group, { words, names }),
      }),
      none: (_, bare) =>
        bare
          ? emptyPanel(words.emptyTitle, words.emptyText, this.#create())
          : emptyPanel(words.noMatch, words.noMatchText, this.#list.resetButton()),
    });
  }

  /** Whether the reader's tickets are those of several customers; undefined while it is not known. */
  get #companies(): boolean | undefined {
    const { data, problem } = this.#facets;
    if (this.me) return this.me.role !== 'customer';
    return data ? data.companies.length > 1 : problem && false;
  }

  get #sorting(): Sorting<TicketSort> {
    const { sorts } = this.#locale.words;
    const sortable = TICKET_SORTS.filter((sort) => sort !== 'company' || this.#companies);
    return this.#list.sorting({
      names: sortable.map((sort) => [sort, sorts[sort]] as const),
      ...orderOf(this.#list.view),
    });
  }

  /** „Ticket einreichen“. */
  #create(): TemplateResult {
    const content = html`${plusIcon()}${this.#locale.words.create}`;
    return this.createHref
      ? html`<a class="primary" href=${this.createHref} @click=${this.#request}>${content}</a>`
      : html`<button class="primary" type="button" @click=${this.#request}>${content}</button>`;
  }

  readonly #unfold = (): void => {
    this.unfolded = !this.unfolded;
  };

  readonly #request = (event: MouseEvent): void => {
    if (!this.dispatchEvent(new TicketRequestedEvent())) event.preventDefault();
  };

  readonly #open = (event: MouseEvent, ticket: TicketSummary): void => {
    this.#list.open(event, ticket, new TicketSelectedEvent(ticket));
  };
}
