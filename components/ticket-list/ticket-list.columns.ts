import { html, nothing, type TemplateResult } from 'lit';
import type { LanguageTag } from '../../src/contract/language.ts';
import type { TicketGroup, TicketSort } from '../../src/contract/tickets.limits.ts';
import type { TicketSummary } from '../../src/contract/tickets.ts';
import { dateTime, relativeTime } from '../../src/i18n/dates.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { recordListWords } from '../../src/i18n/record-list.ts';
import type { ticketListWords } from '../../src/i18n/ticket-list.ts';
import type { ticketWords } from '../../src/i18n/tickets.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { hrefOf, openControl } from '../shared/open.ts';
import type { Column, Grouping } from '../shared/record-grid.ts';
import { marked } from '../shared/record-list.parts.ts';
import { statusChip } from '../shared/status.ts';

/** What the columns show, and what they can ask for. */
interface TicketsModel {
  language: LanguageTag;
  words: WordsOf<typeof ticketListWords>;
  names: WordsOf<typeof ticketWords>;
  /** The reader's tickets are those of several customers. */
  companies: boolean;
  ticketHref: string | undefined;
  open: (event: MouseEvent, ticket: TicketSummary) => void;
  /** Words that every list has. */
  common: WordsOf<typeof recordListWords>;
}

export function ticketColumns(model: TicketsModel): Column<TicketSummary, TicketSort>[] {
  const { language, words, names, companies } = model;
  const column = (name: TicketSort, cell: Column<TicketSummary>['cell']): Column<TicketSummary, TicketSort> => ({
    name,
    label: words.sorts[name],
    sort: name,
    cell,
  });
  return [
    column('number', ({ number }) => number),
    column('subject', (ticket, tabindex) => subject(ticket, tabindex, model)),
    ...(companies ? [column('company', (ticket) => companyName(ticket, model))] : []),
    column('status', ({ status }) => statusChip(names.status[status], ticketTones[status])),
    column('assignee', (ticket) => assigneeName(ticket, model)),
    column(
      'changed',
      ({ changedAt }) =>
        html`<time datetime=${changedAt} title=${dateTime(language, changedAt)}>${relativeTime(language, changedAt)}</time>`,
    ),
  ];
}

/** Tickets below headings, by what the view says. */
export const ticketGrouping = (
  group: TicketGroup | undefined,
  model: Pick<TicketsModel, 'words' | 'names'>,
): Grouping<TicketSummary> | undefined =>
  group && {
    name: group,
    keyOf: (ticket) => {
      const value = ticket[group];
      return typeof value === 'string' ? value : value?.id;
    },
    heading: (ticket) =>
      ({
        status: () => statusChip(model.names.status[ticket.status], ticketTones[ticket.status]),
        category: () => model.names.category[ticket.category],
        company: () => companyName(ticket, model),
        assignee: () => assigneeName(ticket, model),
      })[group](),
  };

/** The way to the ticket, its category, and how urgent it is. */
function subject(
  ticket: TicketSummary,
  tabindex: number,
  { words, names, ticketHref, open, common }: TicketsModel,
): TemplateResult {
  const { category, priority, status } = ticket;
  const title = marked(common, ticket, ticket.subject);
  const presses = status !== 'done' && (priority === 'high' || priority === 'critical');
  return html`${openControl(title, hrefOf(ticketHref, ticket), tabindex, (event) => open(event, ticket))}
    <small>${names.category[category]}${
      presses ? html`${' · '}<em>${words.sorts.priority}: ${names.priority[priority]}</em>` : nothing
    }</small>`;
}

const companyName = ({ company }: TicketSummary, { words }: Pick<TicketsModel, 'words'>): string =>
  company?.name ?? words.noCompany;

const assigneeName = ({ assignee }: TicketSummary, { words }: Pick<TicketsModel, 'words'>): string =>
  assignee?.name ?? words.nobody;
