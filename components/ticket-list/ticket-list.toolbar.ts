import { html, nothing, type TemplateResult } from 'lit';
import { TICKET_GROUPS, TICKET_SORTS, TICKET_STATUSES, type TicketStatus } from '../../src/contract/tickets.limits.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { downloadIcon, filterIcon, plusIcon } from '../shared/icon.ts';
import { type Option, picker } from '../shared/picker.ts';
import { sortMenu } from '../shared/sorting.ts';
import { statusMark } from '../shared/status.ts';
import type { ListModel } from './ticket-list.model.ts';
import { ALL, filterCount, orderOf, sortedBy, statusesOf } from './ticket-list.view.ts';

/** Search, filters, grouping, sorting, export and the way to a new ticket. */
export function toolbar(model: ListModel): TemplateResult {
  const { words, view, facets, companies, change } = model;
  const filters = filterCount(view);
  const groups = TICKET_GROUPS.filter((group) => group !== 'company' || companies);
  return html`<div class="toolbar" part="header">
    ${model.searchField(words.search)}
    <button class="unfold" type="button" aria-expanded=${model.unfolded} aria-controls="filters" aria-label="${words.filter} ${filters || ''}" @click=${model.unfold}>${filterIcon()}${filters || nothing}</button>
    ${createAction(model)}
    <div id="filters" class="filters">
      ${statusFilter(model)}
      <div class="pickers">
        ${
          companies || view.company
            ? picker(
                words.sorts.company,
                view.company,
                facetOptions(words.allCompanies, facets?.companies, view.company),
                (company) => change({ company }),
              )
            : nothing
        }
        ${picker(words.assignee, view.assignee, facetOptions(words.allAssignees, facets?.assignees, view.assignee, ['none', words.nobody]), (assignee) => change({ assignee }))}
        ${picker(words.group, view.group, [['', words.noGroup], ...groups.map((group): Option => [group, words.groups[group]])], (group) => change({ group }))}
        ${sorting(model)}
        <button class="quiet" type="button" aria-disabled=${model.exporting} @click=${model.exportCsv}>${downloadIcon()}${model.exporting ? words.exporting : words.exportCsv}</button>
        ${filters || view.search ? resetAction(model) : nothing}
      </div>
    </div>
  </div>`;
}

/** „Ticket einreichen“. */
export const createAction = ({ words, createHref, create }: ListModel): TemplateResult => {
  const content = html`${plusIcon()}${words.create}`;
  return createHref
    ? html`<a class="primary" href=${createHref} @click=${create}>${content}</a>`
    : html`<button class="primary" type="button" @click=${create}>${content}</button>`;
};

/** The way back to all tickets. */
export const resetAction = ({ words, change }: ListModel): TemplateResult =>
  html`<button class="quiet" type="button" @click=${() => change(ALL)}>${words.reset}</button>`;

/** Options of a facet. A chosen value it does not know (yet) stays chosen. */
const facetOptions = (
  all: string,
  facet: { id: string; name: string; count: number }[] = [],
  value: string | undefined,
  ...more: Option[]
): Option[] => {
  const options: Option[] = [
    ['', all],
    ...facet.map(({ id, name, count }): Option => [id, `${name} (${count})`]),
    ...more,
  ];
  return !value || options.some(([id]) => id === value) ? options : [...options, [value, '…']];
};

const statusFilter = ({ words, names, view, facets, change }: ListModel) => {
  const chosen = statusesOf(view);
  const toggle = (status: TicketStatus) =>
    change({ status: TICKET_STATUSES.filter((other) => chosen.includes(other) !== (other === status)).join() });
  return html`<div class="statuses" role="group" aria-label=${words.sorts.status}>
    ${TICKET_STATUSES.map(
      (status) => html`<button type="button" aria-pressed=${chosen.includes(status)} @click=${() => toggle(status)}>
        ${statusMark(ticketTones[status])}${names.status[status]}
        <span class="count">${facets && (facets.statuses.find((facet) => facet.status === status)?.count ?? 0)}</span>
      </button>`,
    )}
  </div>`;
};

const sorting = ({ words, view, companies, change }: ListModel) =>
  sortMenu(
    {
      ...orderOf(view),
      names: TICKET_SORTS.flatMap((sort) =>
        sort !== 'company' || companies ? [[sort, words.sorts[sort]] as const] : [],
      ),
      sortBy: (sort) => change(sortedBy(view, sort)),
    },
    words,
  );
