import { PAGE_SIZE_MAX } from '../../../src/contract/tickets.limits.ts';
import type { TicketFilter, TicketQuery, TicketSummary } from '../../../src/contract/tickets.ts';
import { streamCsv } from '../../http/csv.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { csvRows, HEADINGS, type Language } from './tickets.csv.ts';
import { readPage } from './tickets.list.service.ts';

// Several pages of the list at once: fewer round trips, and still little memory.
const ROWS = 5 * PAGE_SIZE_MAX;

export type ExportQuery = TicketFilter & Pick<TicketQuery, 'sort' | 'direction'> & { language?: Language };

/** All tickets that match as CSV. */
export function exportTickets(
  { actor, read }: Scope<UserActor>,
  { language = 'de', ...query }: ExportQuery,
): ReadableStream<Uint8Array> {
  return streamCsv(HEADINGS[language], async (cursor) => {
    const page = await read((tx) =>
      readPage(tx, actor, { ...query, limit: ROWS, ...(cursor !== undefined && { cursor }) }),
    );
    return { text: csvRows(JSON.parse(page.items) as TicketSummary[], language), cursor: page.cursor };
  });
}
