import { html, nothing, type TemplateResult } from 'lit';
import type { TicketGroup, TicketSort } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { dateTime, relativeTime } from '../../src/i18n/dates.ts';
import type { Language } from '../../src/i18n/locale.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { avatar } from '../shared/avatar.ts';
import { upIcon } from '../shared/icon.ts';
import { statusChip } from '../shared/status.ts';
import { orderOf, type TicketListView } from './ticket-list.view.ts';

/** One line of the grid: a ticket, or the heading of the group that begins with a ticket. */
export type Entry = { ticket: TicketSummary; heading: boolean };

/** The lines for some tickets; tickets of one group stand together. */
export function entriesOf(tickets: TicketSummary[], group: TicketGroup | undefined): Entry[] {
  if (!group) return tickets.map((ticket) => ({ ticket, heading: false }));
  return tickets.flatMap((ticket, i) => {
    const before = tickets[i - 1];
    const entry = { ticket, heading: false };
    return before && groupKey(before, group) === groupKey(ticket, group) ? [entry] : [{ ticket, heading: true }, entry];
  });
}

const groupKey = (ticket: TicketSummary, group: TicketGroup): string | undefined => {
  const value = ticket[group];
  return value && typeof value === 'object' ? value.id : (value ?? undefined);
};

/** What the heading of a ticket's group shows. */
export function groupLabel(ticket: TicketSummary, group: TicketGroup, language: Language): TemplateResult | string {
  const words = ticketListWords[language];
  const shared = ticketWords[language];
  switch (group) {
    case 'status':
      return statusChip(shared.status[ticket.status], ticketTones[ticket.status]);
    case 'category':
      return shared.category[ticket.category];
    case 'company':
      return ticket.company?.name ?? words.noCompany;
    case 'assignee':
      return ticket.assignee?.name ?? words.nobody;
  }
}

/** What all rows have in common. */
export interface RowContext {
  language: Language;
  view: TicketListView;
  /** Whether the customer's column is there. */
  companies: boolean;
  /** Index of the one row that can be reached by Tab. */
  active: number;
  href: string | undefined;
  open: (event: MouseEvent, ticket: TicketSummary) => void;
}

/** The line of an entry. */
export const row = ({ ticket, heading }: Entry, index: number, context: RowContext): TemplateResult => {
  const { language, view } = context;
  return heading && view.group
    ? html`<div class="group" role="row" aria-rowindex=${index + 2}>
        <div role="rowheader" aria-colspan=${context.companies ? 6 : 5}>${groupLabel(ticket, view.group, language)}</div>
      </div>`
    : ticketRow(ticket, index, context);
};

const ticketRow = (ticket: TicketSummary, index: number, { language, companies, active, href, open }: RowContext) => {
  const words = ticketListWords[language];
  const shared = ticketWords[language];
  const { subject, priority, company, assignee, changedAt } = ticket;
  const tabindex = index === active ? 0 : -1;
  const title = html`${ticket.unread ? html`<span class="visually-hidden">${words.unread}: </span>` : nothing}${subject}`;
  const click = (event: MouseEvent) => open(event, ticket);
  return html`<div class="ticket" role="row" part="item" aria-rowindex=${index + 2} data-unread=${ticket.unread || nothing}>
    <div class="number" role="gridcell">${ticket.number}</div>
    <div class="subject" role="gridcell">
      ${
        href
          ? html`<a class="open" href=${href.replaceAll('{id}', encodeURIComponent(ticket.id)).replaceAll('{number}', encodeURIComponent(ticket.number))} tabindex=${tabindex} @click=${click}>${title}</a>`
          : html`<button class="open" type="button" tabindex=${tabindex} @click=${click}>${title}</button>`
      }
      <small>${shared.category[ticket.category]}${
        priority === 'high' || priority === 'critical'
          ? html`${' · '}<em>${words.priority(shared.priority[priority])}</em>`
          : nothing
      }</small>
    </div>
    ${companies ? html`<div class="company" role="gridcell">${company?.name}</div>` : nothing}
    <div class="state" role="gridcell">${statusChip(shared.status[ticket.status], ticketTones[ticket.status])}</div>
    <div class="assignee" role="gridcell">${assignee ? html`${avatar(assignee.name)}<span>${assignee.name}</span>` : words.nobody}</div>
    <time class="changed" role="gridcell" datetime=${changedAt} title=${dateTime(language, changedAt)}>${relativeTime(language, changedAt)}</time>
  </div>`;
};

/** The column headings, by which the table is sorted. */
export function headRow(
  companies: boolean,
  language: Language,
  view: TicketListView,
  sortBy: (sort: TicketSort) => void,
): TemplateResult {
  const words = ticketListWords[language];
  const { sort, direction } = orderOf(view);
  const columns: TicketSort[] = [
    'number',
    'subject',
    ...(companies ? (['company'] as const) : []),
    'status',
    'assignee',
    'changed',
  ];
  return html`<div class="head" role="row" aria-rowindex="1">
    ${columns.map(
      (column) => html`<div role="columnheader" aria-sort=${column === sort ? `${direction}ending` : nothing}>
        <button class="quiet" type="button" @click=${() => sortBy(column)}>${words.sorts[column]}${upIcon()}</button>
      </div>`,
    )}
  </div>`;
}
