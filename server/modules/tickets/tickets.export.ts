import { PAGE_SIZE_MAX } from '../../../src/contract/tickets.limits.ts';
import type { TicketFilter, TicketQuery, TicketSummary } from '../../../src/contract/tickets.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { csvHead, csvRows, type Language } from './tickets.csv.ts';
import { readPage } from './tickets.list.service.ts';

// Several pages of the list at once: fewer round trips, and still little memory.
const ROWS = 5 * PAGE_SIZE_MAX;

export type ExportQuery = TicketFilter & Pick<TicketQuery, 'sort' | 'direction'> & { language?: Language };

/** All tickets that match as CSV, page by page, as fast as the client reads. */
export function exportTickets(
  { actor, read }: Scope<UserActor>,
  { language = 'de', ...query }: ExportQuery,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let cursor: string | null = null;
  let text = csvHead(language);
  return new ReadableStream({
    async pull(controller) {
      const page = await read((tx) =>
        readPage(tx, actor, { ...query, limit: ROWS, ...(cursor !== null && { cursor }) }),
      );
      text += csvRows(JSON.parse(page.items) as TicketSummary[], language);
      controller.enqueue(encoder.encode(text));
      text = '';
      cursor = page.cursor;
      if (cursor === null) controller.close();
    },
  });
}
