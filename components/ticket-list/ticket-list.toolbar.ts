import { html, nothing, type TemplateResult } from 'lit';
import {
  TICKET_FILERS,
  TICKET_GROUPS,
  TICKET_STATUSES,
  type TicketSort,
  type TicketStatus,
} from '../../src/contract/tickets.limits.ts';
import type { TicketFacets, TicketSummary } from '../../src/contract/tickets.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { ticketListWords } from '../../src/i18n/ticket-list.ts';
import type { ticketWords } from '../../src/i18n/tickets.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { filterIcon } from '../shared/icon.ts';
import { type Option, picker } from '../shared/picker.ts';
import { listToolbar, unansweredFilter } from '../shared/record-list.parts.ts';
import type { RecordList } from '../shared/record-list.ts';
import { filterCount } from '../shared/record-view.ts';
import { type Sorting, sortMenu } from '../shared/sorting.ts';
import { statusMark } from '../shared/status.ts';
import { statusesOf, type TicketListView } from './ticket-list.view.ts';

/** What the toolbar shows, and what it can ask for. */
interface ToolbarModel {
  list: RecordList<TicketSummary, TicketListView>;
  words: WordsOf<typeof ticketListWords>;
  names: WordsOf<typeof ticketWords>;
  facets: TicketFacets | undefined;
  /** The reader's tickets are those of several customers. */
  companies: boolean;
  sorting: Sorting<TicketSort>;
  /** The filters are unfolded, where there is little room. */
  unfolded: boolean;
  unfold: () => void;
  /** The way to a new ticket. */
  create: TemplateResult;
}

/** Search, filters, grouping, sorting, export and the way to a new ticket. */
export function toolbar(model: ToolbarModel): TemplateResult {
  const { list, words, facets, companies } = model;
  const { view, change } = list;
  const filters = filterCount({ ...view, search: '' });
  const groups = TICKET_GROUPS.filter((group) => group !== 'company' || companies);
  return listToolbar(
    list.searchField(),
    html`<button class="unfold" type="button" aria-expanded=${model.unfolded} aria-controls="filters" aria-label="${words.filter} ${filters || ''}" @click=${model.unfold}>${filterIcon()}${filters || nothing}</button>
    ${model.create}
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
        ${picker(words.sorts.created, view.filedBy, choices(words.allFilers, TICKET_FILERS, words.filers), (filedBy) => change({ filedBy }))}
        ${picker(words.group, view.group, choices(words.noGroup, groups, words.groups), (group) => change({ group }))}
        ${sortMenu(model.sorting, list.words)}
        ${unansweredFilter(list, view)}${list.exportButton()}
        ${filterCount(view) ? list.resetButton() : nothing}
      </div>
    </div>`,
  );
}

/** Options with their names, below the neutral one. */
const choices = <T extends string>(neutral: string, values: readonly T[], names: Record<T, string>): Option[] => [
  ['', neutral],
  ...values.map((value): Option => [value, names[value]]),
];

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

/** The statuses, of which several can be chosen at once. */
const statusFilter = ({ list, words, names, facets }: ToolbarModel): TemplateResult => {
  const chosen = statusesOf(list.view);
  const toggle = (status: TicketStatus) =>
    list.change({ status: TICKET_STATUSES.filter((other) => chosen.includes(other) !== (other === status)).join() });
  return html`<div class="statuses" role="group" aria-label=${words.sorts.status}>
    ${TICKET_STATUSES.map(
      (status) => html`<button type="button" aria-pressed=${chosen.includes(status)} @click=${() => toggle(status)}>
        ${statusMark(ticketTones[status])}${names.status[status]}
        <span class="count">${facets?.statuses.find((facet) => facet.status === status)?.count}</span>
      </button>`,
    )}
  </div>`;
};
