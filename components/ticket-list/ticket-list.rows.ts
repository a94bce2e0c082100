import { html, nothing, type TemplateResult } from 'lit';
import type { TicketGroup, TicketSort } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { dateTime, relativeTime } from '../../src/i18n/dates.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { sortHead } from '../shared/sorting.ts';
import { statusChip } from '../shared/status.ts';
import type { ListModel } from './ticket-list.model.ts';
import { orderOf, sortedBy } from './ticket-list.view.ts';

/** One line of the grid: a ticket, or the heading of the group that begins with a ticket. */
export interface Entry {
  ticket: TicketSummary;
  heading?: boolean;
}

/** The lines for some tickets; tickets of one group stand together. */
export const entriesOf = (tickets: TicketSummary[], group: TicketGroup | undefined): Entry[] =>
  tickets.flatMap((ticket, i) => {
    const before = tickets[i - 1];
    const begins = group && (!before || groupKey(before, group) !== groupKey(ticket, group));
    return begins ? [{ ticket, heading: true }, { ticket }] : [{ ticket }];
  });

const groupKey = (ticket: TicketSummary, group: TicketGroup): string | undefined => {
  const value = ticket[group];
  return typeof value === 'string' ? value : value?.id;
};

/** What the heading of a ticket's group shows. */
function groupLabel(ticket: TicketSummary, { words, names, view }: ListModel): TemplateResult | string {
  switch (view.group) {
    case 'status':
      return statusChip(names.status[ticket.status], ticketTones[ticket.status]);
    case 'category':
      return names.category[ticket.category];
    case 'company':
      return ticket.company?.name ?? words.noCompany;
    default:
      return ticket.assignee?.name ?? words.nobody;
  }
}

/** The line of an entry; only the active one is reached by Tab. */
export const row = ({ ticket, heading }: Entry, index: number, active: number, model: ListModel): TemplateResult =>
  heading
    ? html`<div class="group" role="row" aria-rowindex=${index + 2}>
        <div role="rowheader" aria-colspan=${model.companies ? 6 : 5}>${groupLabel(ticket, model)}</div>
      </div>`
    : ticketRow(ticket, index, index === active ? 0 : -1, model);

const ticketRow = (
  ticket: TicketSummary,
  index: number,
  tabindex: number,
  { language, words, names, companies, ticketHref, open }: ListModel,
) => {
  const { id, number, priority, status, changedAt } = ticket;
  const title = html`${ticket.unread ? html`<span class="visually-hidden">${`${words.unread}: `}</span>` : nothing}${ticket.subject}`;
  const click = (event: MouseEvent) => open(event, ticket);
  return html`<div class="ticket" role="row" part="item" aria-rowindex=${index + 2} data-unread=${ticket.unread || nothing}>
    <div class="number" role="gridcell">${number}</div>
    <div class="subject" role="gridcell">
      ${
        ticketHref
          ? html`<a class="open" href=${ticketHref.replace('{id}', encodeURIComponent(id)).replace('{number}', encodeURIComponent(number))} tabindex=${tabindex} @click=${click}>${title}</a>`
          : html`<button class="open" type="button" tabindex=${tabindex} @click=${click}>${title}</button>`
      }
      <small>${names.category[ticket.category]}${
        status !== 'done' && (priority === 'high' || priority === 'critical')
          ? html`${' · '}<em>${words.sorts.priority}: ${names.priority[priority]}</em>`
          : nothing
      }</small>
    </div>
    ${companies ? html`<div role="gridcell">${ticket.company?.name ?? words.noCompany}</div>` : nothing}
    <div class="state" role="gridcell">${statusChip(names.status[status], ticketTones[status])}</div>
    <div role="gridcell">${ticket.assignee?.name ?? words.nobody}</div>
    <time class="changed" role="gridcell" datetime=${changedAt} title=${dateTime(language, changedAt)}>${relativeTime(language, changedAt)}</time>
  </div>`;
};

/** The column headings, by which the table is sorted. */
export function headRow({ words, view, companies, change }: ListModel): TemplateResult {
  const sorting = { ...orderOf(view), sortBy: (sort: TicketSort) => change(sortedBy(view, sort)) };
  const columns: TicketSort[] = ['number', 'subject', 'company', 'status', 'assignee', 'changed'];
  return html`<div class="head" role="row" aria-rowindex="1">
    ${columns
      .filter((column) => column !== 'company' || companies)
      .map((column) => sortHead(column, words.sorts[column], sorting))}
  </div>`;
}
