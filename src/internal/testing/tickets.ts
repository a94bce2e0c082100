import { TICKET_CATEGORIES, TICKET_STATUSES, type TicketGroup } from '../../contract/tickets.limits.ts';
import { listTicketsQuery, ticketFacetsSchema, ticketPageSchema } from '../../contract/tickets.schema.ts';
import { getTicketFacets, listTickets, type TicketPage, type TicketSummary } from '../../contract/tickets.ts';
import { mock } from './network.ts';
import { uuid } from './samples.ts';

const COMPANIES = ['Apotheke am Stadtpark', 'Bäckerei Huber & Söhne GmbH', 'Gasthof zum Goldenen Hirschen'];
const EMPLOYEES = ['Katharina Moser', 'Markus Hofer'];

/** So many tickets of all kinds, the newest first. */
export const sampleTickets = (count: number): TicketSummary[] =>
  Array.from({ length: count }, (_, i) => {
    const changedAt = new Date(Date.now() - (i + 1) * 300_000).toISOString();
    return {
      id: uuid(1_000 + i),
      number: `T-2026-${`${count - i}`.padStart(6, '0')}`,
      subject: `Bondrucker ${i + 1} druckt keine Umlaute`,
      category: TICKET_CATEGORIES[i % 5] ?? 'other',
      priority: i % 7 === 3 ? 'high' : 'normal',
      status: TICKET_STATUSES[i % 5] ?? 'new',
      company: { id: uuid(i % 3), name: COMPANIES[i % 3] ?? '' },
      assignee: i % 3 ? { id: uuid(10 + (i % 2)), name: EMPLOYEES[i % 2] ?? '' } : null,
      filedBy: { name: 'Martina Huber', company: i % 4 === 2 ? 'Kassenhaus Brandstätter GmbH' : null },
      createdAt: changedAt,
      changedAt,
      unread: i === 1,
    };
  });

const sortKey = (ticket: TicketSummary, group: TicketGroup): string => {
  if (group === 'status') return `${TICKET_STATUSES.indexOf(ticket.status)}`;
  const value = ticket[group];
  return typeof value === 'string' ? value : (value?.name ?? '~');
};

/** Mocks the list with keyset paging over `tickets`, as the API does it: search, filters and group, sorted as they are; an answer waits for `ready`. */
export function mockTickets(tickets: TicketSummary[], ready?: (cursor: string | undefined) => Promise<void>): void {
  mock(listTickets, ticketPageSchema, async ({ query }): Promise<TicketPage> => {
    const { search, status, company, assignee, group, direction, cursor, limit } = listTicketsQuery.parse(
      Object.fromEntries(query),
    );
    await ready?.(cursor);
    const found = tickets.filter(
      (ticket) =>
        (!search || ticket.subject.toLowerCase().includes(search.toLowerCase())) &&
        (!status || status.split(',').includes(ticket.status)) &&
        (!company || ticket.company?.id === company) &&
        (!assignee || (ticket.assignee?.id ?? 'none') === assignee),
    );
    if (direction === 'asc') found.reverse();
    if (group) found.sort((a, b) => sortKey(a, group).localeCompare(sortKey(b, group)));
    const from = Number(cursor ?? 0);
    const to = from + (limit ?? 50);
    return { items: found.slice(from, to), cursor: to < found.length ? `${to}` : null };
  });
  mock(getTicketFacets, ticketFacetsSchema, () => {
    const count = (matches: (ticket: TicketSummary) => boolean) => tickets.filter(matches).length;
    return {
      statuses: TICKET_STATUSES.map((status) => ({ status, count: count((ticket) => ticket.status === status) })),
      companies: COMPANIES.map((name, i) => ({
        id: uuid(i),
        name,
        count: count(({ company }) => company?.name === name),
      })),
      assignees: EMPLOYEES.map((name, i) => ({
        id: uuid(10 + i),
        name,
        count: count(({ assignee }) => assignee?.name === name),
      })),
    };
  });
}
