import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { ORDER_SORTS, type OrderSort, type OrderView } from '../../src/contract/orders.limits.ts';
import { listOrders, type OrderSummary } from '../../src/contract/orders.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { orderListWords } from '../../src/i18n/order-list.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { daysOf, periodPicker } from '../shared/period.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { pickerStyles } from '../shared/picker.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel, listToolbar, stateFilter, unansweredFilter } from '../shared/record-list.parts.ts';
import { recordListStyles } from '../shared/record-list.styles.ts';
import { RecordList } from '../shared/record-list.ts';
import { recordTableStyles } from '../shared/record-table.styles.ts';
import { type Sorting, sortingStyles, sortMenu } from '../shared/sorting.ts';
import { statusStyles } from '../shared/status.ts';
import { orderColumns, statusNames } from './orders.columns.ts';
import { OrderSelectedEvent } from './orders.events.ts';
import { ordersStyles } from './orders.styles.ts';
import { cleanView, type OrdersView, statesOf } from './orders.view.ts';

export type * from './orders.events.ts';
export type { OrdersView } from './orders.view.ts';

/**
 * Offers, or sales orders: with search, states and sorting. Offers that can be accepted stand out, and more so when they end soon. Scrolls with the page (or
 * the nearest scrolling ancestor) and loads further ones on the way. Whoever lacks the permission reads whom to ask for it.
 *
 * @event {OrderSelectedEvent} etron-order-selected - One was opened; carries `id` and `number`. Cancelable: then a link is not followed.
 * @event {ViewChangedEvent<OrdersView>} etron-view-changed - Search, state or sort changed; `view` can be kept in the page's address and set again.
 * @event {TicketRequestedEvent} etron-ticket-requested - The management asks for the permission; `prefill` is what the ticket form begins with.
 *
 * @csspart header - Search, states and sort.
 * @csspart control - The search field.
 * @csspart list - The table.
 * @csspart item - One offer or order.
 * @csspart body - What stands in place of the table when there is nothing to show.
 * @csspart title - What it says then.
 * @csspart error - What went wrong.
 * @csspart footer - Below the table.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page stays at the top; headings stay below it.
 *
 * @example
 * ```html
 * <etron-orders api-url="https://portal.example/api/v1" show="offers" order-href="#/offers/{id}"></etron-orders>
 * ```
 */
export class EtronOrders extends EtronElement {
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
    permissionStyles,
    recordListStyles,
    recordTableStyles,
    ordersStyles,
  ];

  /** What was offered, whatever became of it (`offers`), or what was ordered, however it came about (`orders`). */
  @property() show: OrderView = 'offers';

  /** Where an order's page is, with `{id}`; makes the rows real links. */
  @property({ attribute: 'order-href' }) orderHref?: string;

  /** Search, state, company, period and sort. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: OrdersView = {};

  readonly #locale = new LocaleController(this, orderListWords);
  readonly #list: RecordList<OrderSummary, OrdersView> = new RecordList<OrderSummary, OrdersView>(this, {
    locale: this.#locale,
    nouns: () => this.#locale.words.nouns[this.show],
    client: () => this.client,
    me: () => this.me,
    clean: cleanView,
    scope: () => this.show,
    load: (client, { period, ...filter }, page, signal) =>
      client.call(listOrders, { query: { view: this.show, ...filter, ...daysOf(period), ...page } }, { signal }),
  });
  readonly #missing = new MissingPermission(
    this,
    () => (this.#list.forbidden ? this.client : undefined),
    () => this.me ?? undefined,
  );

  /** Reads the rows again. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  protected override render(): TemplateResult {
    const { language, words } = this.#locale;
    return this.#list.render({
      toolbar: (view) => this.#toolbar(view),
      rows: (view) => ({ columns: this.#columns, sorting: this.#sorting(view) }),
      none: (_, bare) =>
        bare
          ? emptyPanel(words.emptyTitle[this.show], words.emptyText[this.show])
          : emptyPanel(words.noMatch[this.show], undefined, this.#list.resetButton()),
      forbidden: () => this.#missing.render(this.show, language),
    });
  }

  #toolbar(view: OrdersView): TemplateResult {
    const { show } = this;
    const { language, words } = this.#locale;
    const names = statusNames({ show, language, words });
    return listToolbar(
      this.#list.searchField(),
      stateFilter(
        this.#list,
        statesOf(show).map((state) => ({ state, name: names[state] })),
        view.status,
        (status) => this.#list.change({ status }),
      ),
      html`<div class="tools">
        ${periodPicker(this.#locale.language, view.period, (period) => this.#list.change({ period }))}${sortMenu(this.#sorting(view), this.#list.words)}${unansweredFilter(this.#list, view)}
      </div>`,
    );
  }

  #sorting({ sort = 'date', direction = 'desc' }: OrdersView): Sorting<OrderSort> {
    const { words } = this.#locale;
    return this.#list.sorting({ names: ORDER_SORTS.map((sort) => [sort, words[sort]] as const), sort, direction });
  }

  get #columns() {
    const { language, words } = this.#locale;
    return orderColumns({
      show: this.show,
      language,
      words,
      staff: this.#list.staff,
      orderHref: this.orderHref,
      common: this.#list.words,
      open: (event, order) => this.#list.open(event, order, new OrderSelectedEvent(order)),
    });
  }
}
