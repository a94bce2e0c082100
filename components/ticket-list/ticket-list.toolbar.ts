import { html, nothing, type TemplateResult } from 'lit';
import {
  SEARCH_MAX,
  TICKET_GROUPS,
  TICKET_SORTS,
  TICKET_STATUSES,
  type TicketStatus,
} from '../../src/contract/tickets.limits.ts';
import type { TicketFacets } from '../../src/contract/tickets.ts';
import type { Language } from '../../src/i18n/locale.ts';
import { ticketListWords } from '../../src/i18n/ticket-list.ts';
import { ticketWords } from '../../src/i18n/tickets.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { closeIcon, downloadIcon, filterIcon, plusIcon, searchIcon, upIcon } from '../shared/icon.ts';
import { statusMark } from '../shared/status.ts';
import {
  filterCount,
  isNarrowed,
  type LooseView,
  orderOf,
  statusesOf,
  type TicketListView,
} from './ticket-list.view.ts';

/** What the toolbar shows and does. */
export interface ToolbarContext {
  language: Language;
  view: TicketListView;
  /** What stands in the search field. */
  text: string;
  facets: TicketFacets | undefined;
  /** Whether tickets of several customers are seen. */
  companies: boolean;
  /** Whether the filters are unfolded where there is little room. */
  unfolded: boolean;
  exporting: boolean;
  createHref: string | undefined;
  change: (patch: LooseView) => void;
  search: (text: string) => void;
  reset: () => void;
  unfold: () => void;
  exportCsv: () => void;
  create: (event: MouseEvent) => void;
}

type Option = readonly [value: string, label: string];

/** A native select that shows what is chosen; the first option is the neutral one. */
const picker = (
  label: string,
  value: string | undefined,
  options: Option[],
  choose: (value: string) => void,
): TemplateResult => html`
  <label class="picker">
    <span class="visually-hidden">${label}</span>
    <select @change=${({ target }: Event) => choose((target as HTMLSelectElement).value)}>
      ${options.map(([option, text]) => html`<option value=${option} .selected=${option === (value ?? '')}>${text}</option>`)}
    </select>
  </label>
`;

/** Options of a facet. A chosen value it does not know (yet) stays chosen. */
const facetOptions = (
  all: string,
  facet: { id: string; name: string; count: number }[] | undefined,
  value: string | undefined,
  more: Option[] = [],
): Option[] => {
  const options: Option[] = [
    ['', all],
    ...(facet ?? []).map(({ id, name, count }): Option => [id, `${name} (${count})`]),
    ...more,
  ];
  return options.some(([id]) => id === (value ?? '')) ? options : [...options, [value ?? '', '…']];
};

/** „Ticket einreichen“. */
export const createAction = ({
  language,
  createHref,
  create,
}: Pick<ToolbarContext, 'language' | 'createHref' | 'create'>): TemplateResult => {
  const content = html`${plusIcon()}${ticketListWords[language].create}`;
  return createHref
    ? html`<a class="primary" href=${createHref} @click=${create}>${content}</a>`
    : html`<button class="primary" type="button" @click=${create}>${content}</button>`;
};

/** The way back to all tickets. */
export const resetAction = ({ language, reset }: Pick<ToolbarContext, 'language' | 'reset'>): TemplateResult =>
  html`<button class="quiet" type="button" @click=${reset}>${closeIcon()}${ticketListWords[language].reset}</button>`;

/** Search, filters, grouping, sorting, export and the way to a new ticket. */
export function toolbar(context: ToolbarContext): TemplateResult {
  const { language, view, facets, change } = context;
  const words = ticketListWords[language];
  const filters = filterCount(view);
  return html`<div class="toolbar" part="header">
    ${searchField(context)}
    <button class="unfold" type="button" aria-expanded=${context.unfolded} aria-controls="filters" aria-label=${words.filter(filters)} @click=${context.unfold}>${filterIcon()}${filters || nothing}</button>
    ${createAction(context)}
    <div id="filters" class="filters">
      ${statusFilter(context)}
      <div class="pickers">
        ${
          context.companies || view.company
            ? picker(
                words.company,
                view.company,
                facetOptions(words.allCompanies, facets?.companies, view.company),
                (company) => change({ company }),
              )
            : nothing
        }
        ${picker(words.assignee, view.assignee, facetOptions(words.allAssignees, facets?.assignees, view.assignee, [['none', words.nobody]]), (assignee) => change({ assignee }))}
        ${picker(words.group, view.group, [['', words.noGroup], ...TICKET_GROUPS.filter((group) => group !== 'company' || context.companies).map((group): Option => [group, words.groups[group]])], (group) => change({ group }))}
        ${sortMenu(context)}
        <button class="quiet export" type="button" aria-disabled=${context.exporting} @click=${context.exportCsv}>${
          context.exporting
            ? html`<span class="spinner"></span>${words.exporting}`
            : html`${downloadIcon()}${words.exportCsv}`
        }</button>
        ${isNarrowed(view) ? resetAction(context) : nothing}
      </div>
    </div>
  </div>`;
}

const searchField = ({ language, text, search }: ToolbarContext) => {
  const words = ticketListWords[language];
  return html`<label class="search">
    <span class="visually-hidden">${words.search}</span>
    ${searchIcon()}
    <input type="search" part="control" maxlength=${SEARCH_MAX} autocomplete="off" placeholder=${words.search} .value=${text}
      @input=${({ target }: Event) => search((target as HTMLInputElement).value)}>
  </label>`;
};

const statusFilter = ({ language, view, facets, change }: ToolbarContext) => {
  const chosen = statusesOf(view);
  const toggle = (status: TicketStatus) =>
    change({ status: TICKET_STATUSES.filter((other) => chosen.includes(other) !== (other === status)).join() });
  return html`<div class="statuses" role="group" aria-label=${ticketListWords[language].status}>
    ${TICKET_STATUSES.map(
      (status) => html`<button type="button" aria-pressed=${chosen.includes(status)} @click=${() => toggle(status)}>
        ${statusMark(ticketTones[status])}${ticketWords[language].status[status]}
        <span class="count">${facets?.statuses.find((facet) => facet.status === status)?.count ?? (facets ? 0 : '')}</span>
      </button>`,
    )}
  </div>`;
};

/** Sorting where there are no column headings. */
const sortMenu = ({ language, view, companies, change }: ToolbarContext) => {
  const words = ticketListWords[language];
  const { sort, direction } = orderOf(view);
  const turned = direction === 'asc' ? 'desc' : 'asc';
  return html`<div class="sort">
    ${picker(
      words.sort,
      sort,
      TICKET_SORTS.filter((key) => key !== 'company' || companies).map((key): Option => [key, words.sorts[key]]),
      (key) => change({ sort: key, direction: '' }),
    )}
    <button type="button" data-direction=${direction} aria-label=${direction === 'asc' ? words.ascending : words.descending} @click=${() => change({ sort, direction: turned })}>${upIcon()}</button>
  </div>`;
};
