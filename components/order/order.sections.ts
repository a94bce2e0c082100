import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Decimal } from '../../src/contract/money.ts';
import { QUANTITY_MAX } from '../../src/contract/orders.limits.ts';
import { netOf, takeable, takenOf } from '../../src/contract/orders.rules.ts';
import type { Order, OrderItem, OrderLine, OrderOptions, OrderTotals } from '../../src/contract/orders.ts';
import { calendarDay, dateTime } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { decimal, money } from '../../src/i18n/money.ts';
import type { orderDetailWords } from '../../src/i18n/order.ts';
import type { Tone } from '../../src/styles/tones.ts';
import { meaningPanel } from '../shared/record-answer.ts';
import { linked, safeLink, withoutBidi } from '../shared/text.ts';

// The sections of an order's page: what its state means, its lines, and its totals.

/** Explains what the state of an order means for the reader. `file` is the button for its PDF. */
export function meaning(
  order: Order,
  words: WordsOf<typeof orderDetailWords>,
  language: LanguageTag,
  file: TemplateResult | typeof nothing,
): TemplateResult {
  const { status, offered, answer, answering, validUntil, portalUrl, sealed } = order;
  const day = validUntil ? calendarDay(language, validUntil) : undefined;
  const who = answer && ([withoutBidi(answer.name), dateTime(language, answer.at)] as const);
  switch (status) {
    case 'ordered':
      return who
        ? panel(
            'done',
            words.acceptedTitle,
            words.accepted(...who),
            html`${sealed ? html`<p>${words.sealed}</p>` : nothing}${file}`,
          )
        : panel('done', words.orderedTitle, words.ordered, file);
    case 'declined':
      return panel(
        'ended',
        words.declinedTitle,
        who ? words.declined(...who) : words.declinedByUs,
        answer?.reason ? html`<blockquote>${linked(answer.reason)}</blockquote>` : nothing,
      );
    case 'cancelled':
      return panel('ended', words.cancelledTitle, offered ? words.cancelledOffer : words.cancelledOrder);
    case 'expired':
      return panel('ended', words.expiredTitle, words.expired(day));
  }
  if (answering === 'here') return panel('attention', words.openTitle, words.open(day));
  if (answering === 'elsewhere')
    return panel('attention', words.elsewhereTitle, words.elsewhere, safeLink(portalUrl, words.openPortal));
  return panel('queued', words.watchedTitle, words.watched(day));
}

const panel = (tone: Tone, title: string, text: string, more: unknown = nothing): TemplateResult =>
  meaningPanel(tone, title, html`<p>${text}</p>${more}`);

/** What the lines show, and how options are chosen. */
interface LinesModel {
  order: Order;
  words: WordsOf<typeof orderDetailWords>;
  language: LanguageTag;
  /** Chosen quantities of optional items, by their ids. */
  options: OrderOptions;
  /** Sets the quantity of an optional item; undefined for none. Absent when nothing can be chosen. */
  choose?: ((item: OrderItem, quantity: Decimal | undefined) => void) | undefined;
}

/** The lines as a table, which becomes cards on narrow screens. */
export function orderLines(model: LinesModel): TemplateResult {
  const { order, words } = model;
  const discounts = order.lines.some((line) => line.kind === 'item' && Number(line.discount));
  const columns = [
    words.line,
    words.quantity,
    words.price,
    ...(discounts ? [words.discount] : []),
    words.tax,
    words.amount,
  ];
  return html`<div class="lines" role="table" part="list" aria-label=${words.lines} ?data-discounts=${discounts}>
    <div class="head" role="row">${columns.map((name) => html`<div role="columnheader">${name}</div>`)}</div>
    <div role="rowgroup">${order.lines.map((line) => orderLine(line, columns.length, discounts, model))}</div>
  </div>`;
}

function orderLine(line: OrderLine, columns: number, discounts: boolean, model: LinesModel): TemplateResult {
  if (line.kind === 'item') return itemRow(line, discounts, model);
  return html`<div class=${line.kind} role="row">
    <div role=${line.kind === 'section' ? 'rowheader' : 'cell'} aria-colspan=${columns}>${linked(line.text)}</div>
  </div>`;
}

function itemRow(item: OrderItem, discounts: boolean, model: LinesModel): TemplateResult {
  const { words, language, options } = model;
  const { optional, unitPrice, discount, taxRate } = item;
  const taken = takenOf(item, options);
  const off = Number(discount) ? html`−${decimal(language, discount)} %` : nothing;
  return html`<div class="item" role="row" part="item" ?data-optional=${optional} ?data-off=${taken === undefined}>
    <div class="text" role="cell">${name(item, model)}</div>
    <div class="quantity" role="cell">${quantity(item, model)}</div>
    <div class="number" role="cell"><span class="term">à </span>${money(language, unitPrice)}</div>
    ${discounts ? html`<div class="number" role="cell">${off}</div>` : nothing}
    <div class="number" role="cell">${taxRate} %<span class="term"> ${words.tax}</span></div>
    <div class="number amount" role="cell">${taken === undefined ? html`<span class="visually-hidden">${words.optional}: </span>` : nothing}${money(language, netOf(item, taken))}</div>
  </div>`;
}

function name(item: OrderItem, { words, options, choose }: LinesModel): TemplateResult {
  const { id, text, description, optional } = item;
  const label = html`<span class="name">${withoutBidi(text)}</span>`;
  const more = html`${description ? html`<span class="description">${linked(description)}</span>` : nothing}`;
  if (!optional) return html`${label}${more}`;
  const taken = takenOf(item, options) !== undefined;
  const badge = html`<span class="badge">${words.optional}${choose || taken ? nothing : html` · ${words.notTaken}`}</span>`;
  if (!choose) return html`${label} ${badge}${more}`;
  return html`<label><input type="checkbox" name=${id} aria-label=${words.take(withoutBidi(text))} .checked=${taken}
    @change=${({ target }: Event) => choose(item, (target as HTMLInputElement).checked ? takeable(item, item.quantity) : undefined)}>${label} ${badge}</label>${more}`;
}

function quantity(item: OrderItem, { words, language, options, choose }: LinesModel): TemplateResult {
  const { text, unit, optional } = item;
  const taken = takenOf(item, options);
  const behind = unit ? html`<span class="unit">${withoutBidi(unit)}</span>` : nothing;
  if (!choose || !optional || taken === undefined) return html`${decimal(language, taken ?? item.quantity)} ${behind}`;
  const step = (by: number, label: string, sign: string) => {
    const next = takeable(item, taken, by);
    return html`<button type="button" aria-label="${label}: ${withoutBidi(text)}" aria-disabled=${next === taken}
      @click=${() => choose(item, next)}>${sign}</button>`;
  };
  const typed = ({ target }: Event) => {
    const field = target as HTMLInputElement;
    const wanted = Math.min(Math.max(Number(field.value), -1), QUANTITY_MAX);
    const next = takeable(item, wanted ? wanted.toFixed(3) : taken);
    // The typed quantity may round to the former one. Then nothing is rendered, so the text has to be corrected here.
    field.value = next;
    choose(item, next);
  };
  const least = takeable(item, '0');
  return html`<span class="stepper">${step(-1, words.fewer, '−')}<input type="number" inputmode=${least === '1' ? 'numeric' : 'decimal'} min=${Number(least)} max=${QUANTITY_MAX} step=${Number(least)}
    aria-label=${words.pieces(withoutBidi(text))} .value=${taken} @change=${typed}>${step(1, words.more, '+')}</span> ${behind}`;
}

/** The totals: net, taxes by rate, and gross. */
export const totalsTable = (
  { net, taxes, gross }: OrderTotals,
  words: WordsOf<typeof orderDetailWords>,
  language: LanguageTag,
): TemplateResult => html`<dl class="totals" aria-label=${words.totals}>
  <div><dt>${words.net}</dt><dd>${money(language, net)}</dd></div>
  ${taxes.map(
    ({ rate, base, tax }) =>
      html`<div><dt>${words.taxes(rate, money(language, base))}</dt><dd>${money(language, tax)}</dd></div>`,
  )}
  <div class="gross"><dt>${words.gross}</dt><dd>${money(language, gross)}</dd></div>
</dl>`;
