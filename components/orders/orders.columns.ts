import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import { ENDING_DAYS, type OrderSort, type OrderStatus, type OrderView } from '../../src/contract/orders.limits.ts';
import type { OrderSummary } from '../../src/contract/orders.ts';
import { calendarDay, daysUntil } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import type { orderListWords } from '../../src/i18n/order-list.ts';
import { orderWords } from '../../src/i18n/orders.ts';
import type { recordListWords } from '../../src/i18n/record-list.ts';
import { orderTones } from '../../src/styles/tones.ts';
import { hrefOf, openControl } from '../shared/open.ts';
import type { Column } from '../shared/record-grid.ts';
import { marked } from '../shared/record-list.parts.ts';
import { statusChip } from '../shared/status.ts';
import { withoutBidi } from '../shared/text.ts';

/** What the columns show, and what they can ask for. */
interface OrdersModel {
  show: OrderView;
  language: LanguageTag;
  words: WordsOf<typeof orderListWords>;
  /** An employee reads: with companies. */
  staff: boolean;
  orderHref: string | undefined;
  /** Words that every list has. */
  common: WordsOf<typeof recordListWords>;
  open: (event: MouseEvent, order: OrderSummary) => void;
}

export function orderColumns(model: OrdersModel): Column<OrderSummary, OrderSort>[] {
  const { show, language, words, staff, orderHref, common, open } = model;
  const offers = show === 'offers';
  const names = statusNames(model);
  const column = (
    name: string,
    label: string,
    cell: Column<OrderSummary>['cell'],
    sort?: OrderSort,
  ): Column<OrderSummary, OrderSort> => ({ name, label, cell, ...(sort && { sort }) });
  return [
    column('number', words.number, ({ number }) => number, 'number'),
    column('title', words.title, (order, tabindex) =>
      openControl(marked(common, order, withoutBidi(order.title)), hrefOf(orderHref, order), tabindex, (event) =>
        open(event, order),
      ),
    ),
    ...(staff ? [column('company', words.company, ({ company }) => withoutBidi(company.name))] : []),
    column(
      'date',
      words.date,
      ({ date }) => html`<time datetime=${date}>${calendarDay(language, date)}</time>`,
      'date',
    ),
    ...(offers ? [column('validity', words.validity, (order) => validity(order, model))] : []),
    column('status', words.status, ({ status }) => statusChip(names[status], orderTones[status])),
    column('gross', words.gross, ({ gross }) => html`<span class="money">${money(language, gross)}</span>`, 'gross'),
  ];
}

/** What the states are called in this list. */
export const statusNames = ({
  show,
  language,
  words,
}: Pick<OrdersModel, 'show' | 'language' | 'words'>): Record<OrderStatus, string> => {
  const { status } = orderWords(language);
  return show === 'orders' ? { ...status, ordered: words.ordered } : status;
};

/** How long an offer can still be accepted, or could be. */
function validity(
  { status, validUntil }: OrderSummary,
  { language, words }: OrdersModel,
): TemplateResult | typeof nothing {
  if (!validUntil || (status !== 'open' && status !== 'expired')) return nothing;
  const days = daysUntil(validUntil);
  const date = calendarDay(language, validUntil);
  // By the reader's clock it may be over, or not yet: the state counts.
  const left = status === 'open' ? Math.max(days, 0) : -1;
  return html`<time datetime=${validUntil} data-urgent=${(left >= 0 && left <= ENDING_DAYS) || nothing} title=${date}>${words.valid(left, date)}</time>`;
}
