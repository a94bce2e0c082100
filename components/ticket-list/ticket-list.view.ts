import { SEARCH_MAX } from '../../src/contract/limits.ts';
import {
  TICKET_FILERS,
  TICKET_GROUPS,
  TICKET_SORTS,
  TICKET_STATUSES,
  type TicketSort,
  type TicketStatus,
} from '../../src/contract/tickets.limits.ts';
import type { TicketQuery } from '../../src/contract/tickets.ts';
import { type Loose, oneOf, withoutEmpty } from '../shared/record-view.ts';

/**
 * What the list shows: search, filters, sort and group. Plain strings only, so that `new URLSearchParams(view)` and
 * `Object.fromEntries(new URLSearchParams(…))` carry it through an address.
 */
export type TicketListView = Omit<TicketQuery, 'cursor' | 'limit'>;

/** Most useful from the last to the first. */
const LAST_FIRST: readonly TicketSort[] = ['changed', 'created', 'priority'];

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export function cleanView(view: Loose<TicketListView>): TicketListView {
  return withoutEmpty({
    search: view.search?.slice(0, SEARCH_MAX),
    status: statusesOf(view).join(),
    company: view.company,
    assignee: view.assignee,
    filedBy: oneOf(TICKET_FILERS, view.filedBy),
    unanswered: oneOf(['yes'], view.unanswered),
    sort: oneOf(TICKET_SORTS, view.sort),
    direction: oneOf(['asc', 'desc'], view.direction),
    group: oneOf(TICKET_GROUPS, view.group),
  });
}

/** The statuses the view is narrowed to, in their order; none means all. */
export function statusesOf(view: Loose<TicketListView>): TicketStatus[] {
  const wanted = view.status?.split(',');
  return TICKET_STATUSES.filter((status) => wanted?.includes(status));
}

/** Sort and direction, spelled out: where the view says no direction, the most useful one. */
export const orderOf = ({
  sort = 'changed',
  direction = LAST_FIRST.includes(sort) ? 'desc' : 'asc',
}: TicketListView) => ({ sort, direction });
