import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { Subscription, SubscriptionLine } from '../../src/contract/subscriptions.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import { decimal, money } from '../../src/i18n/money.ts';
import { recordListWords } from '../../src/i18n/record-list.ts';
import { recordPageWords } from '../../src/i18n/record-page.ts';
import type { subscriptionsWords } from '../../src/i18n/subscriptions.ts';
import type { NearScreen } from '../shared/near-screen.ts';
import { assignedTo } from '../shared/record-detail.ts';
import { marked } from '../shared/record-list.parts.ts';

type SubscriptionsWords = WordsOf<typeof subscriptionsWords>;

/** What the subscriptions show, and what they report to the element. */
export interface GroupModel {
  words: SubscriptionsWords;
  language: LanguageTag;
  apiUrl: string;
  /** The reader is an employee, so the history has the tools for employees. */
  staff: boolean;
  /** Which subscriptions are near the screen, by their ids. */
  near: Pick<NearScreen, 'isNear' | 'wasNear'>;
  changed: () => void;
}

/** The subscriptions grouped by instance; with the company's name when there are several companies. Ended subscriptions are folded away. */
export function groups(subscriptions: readonly Subscription[], model: GroupModel): unknown {
  const { words } = model;
  const several = new Set(subscriptions.map(({ company }) => company.id)).size > 1;
  const byInstance = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const key = `${subscription.company.id} ${subscription.instance.key}`;
    byInstance.set(key, [...(byInstance.get(key) ?? []), subscription]);
  }
  return repeat(
    byInstance,
    ([key]) => key,
    ([, all], index) => {
      const { instance, company } = all[0] as Subscription;
      const active = all.filter(({ status }) => status === 'active');
      const ended = all.filter(({ status }) => status === 'ended');
      return html`<section class="group" aria-labelledby="group-${index}">
        <h2 id="group-${index}">${instance.name}${several ? html` <small>${company.name}</small>` : nothing}</h2>
        ${cards(active, model)}
        ${
          ended.length
            ? html`<details class="ended"><summary>${words.endedCount(ended.length)}</summary>${cards(ended, model)}</details>`
            : nothing
        }
      </section>`;
    },
  );
}

const cards = (subscriptions: readonly Subscription[], model: GroupModel) =>
  repeat(
    subscriptions,
    ({ id }) => id,
    (subscription) => card(subscription, model),
  );

function card(subscription: Subscription, model: GroupModel): TemplateResult {
  const { words, language } = model;
  const { id, number, title, status, net, period, startDate, endDate, nextInvoice, lines } = subscription;
  const day = (date: string) => html`<time datetime=${date}>${calendarDay(language, date)}</time>`;
  return html`<article part="item" aria-labelledby="title-${id}">
    <header>
      <h3 id="title-${id}">${marked(recordListWords(language), subscription, title)}</h3>
      <p class="number">${number}</p>
      <p class="price"><strong>${money(language, net)}</strong> ${`${words.period[period]}, ${words.net}`}</p>
    </header>
    <dl>
      <div><dt>${words.since}</dt><dd>${day(startDate)}</dd></div>
      ${endDate ? html`<div><dt>${status === 'ended' ? words.ended : words.ends}</dt><dd>${day(endDate)}</dd></div>` : nothing}
      ${status === 'ended' ? nothing : html`<div><dt>${words.nextInvoice}</dt><dd>${nextInvoice ? day(nextInvoice) : words.noInvoice}</dd></div>`}
    </dl>
    ${lines.length ? table(lines, title, model) : nothing}
    ${record(subscription, model)}
  </article>`;
}

function table(lines: readonly SubscriptionLine[], title: string, { words, language }: GroupModel): TemplateResult {
  const { columns } = words;
  const discounted = lines.some(({ discount }) => Number(discount));
  return html`<table aria-label=${title}>
    <thead>
      <tr>
        <th scope="col">${columns.text}</th>
        <th scope="col" class="figure wide">${columns.quantity}</th>
        <th scope="col" class="figure wide">${columns.price}</th>
        ${discounted ? html`<th scope="col" class="figure wide">${columns.discount}</th>` : nothing}
        <th scope="col" class="figure">${columns.net}</th>
      </tr>
    </thead>
    <tbody>
      ${lines.map(({ text, module, quantity, unit, unitPrice, discount, net }) => {
        const amount = [decimal(language, quantity), unit].filter(Boolean).join(' ');
        const price = money(language, unitPrice);
        const less = Number(discount) ? `−${decimal(language, discount)} %` : '';
        return html`<tr>
          <td>${module?.name ?? text}${module && module.name !== text ? html`<small>${text}</small>` : nothing}<small class="narrow">${amount} × ${price} ${less}</small></td>
          <td class="figure wide">${amount}</td>
          <td class="figure wide">${price}</td>
          ${discounted ? html`<td class="figure wide">${less}</td>` : nothing}
          <td class="figure">${money(language, net)}</td>
        </tr>`;
      })}
    </tbody>
  </table>`;
}

/**
 * Who is assigned, the history and the time entries. A history is loaded when somebody comes to it, and only those near the screen keep a connection to
 * the server, because a page may have many.
 */
function record({ id, assignee }: Subscription, model: GroupModel): TemplateResult {
  const { language, apiUrl, staff, near, changed } = model;
  return html`<div class="columns" data-near=${id}>
    <section>
      <h4>${recordPageWords(language).assignee}</h4>
      ${assignedTo(assignee, apiUrl, language)}
    </section>
    ${
      near.wasNear(id)
        ? html`<etron-history record-kind="subscription" record-id=${id} ?staff=${staff} ?paused=${!near.isNear(id)} @etron-record-changed=${changed}></etron-history>`
        : html`<div class="later"></div>`
    }
  </div>`;
}
