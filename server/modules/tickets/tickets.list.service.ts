import { DEFAULT_LANGUAGE, type Language } from '../../../src/contract/language.ts';
import { PAGE_SIZE, PAGE_SIZE_MAX } from '../../../src/contract/limits.ts';
import type { TicketFilter, TicketQuery, TicketSummary } from '../../../src/contract/tickets.ts';
import { TICKET_WORDS } from '../../../src/contract/tickets.words.ts';
import type { Tx } from '../../db/database.ts';
import { containing } from '../../db/search.ts';
import { type CsvPage, type CsvTable, streamCsv } from '../../http/csv.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiWords } from '../../words/de.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { facetsJson, listPage } from './tickets.list.store.ts';
import { planList, readCursor, writeCursor } from './tickets.partitions.ts';

/** One page of the tickets the actor sees. */
export function listTickets({ actor, read }: Scope<UserActor>, query: TicketQuery): Promise<RawJson> {
  return read(async (tx) => {
    const { items, cursor } = await readPage(tx, actor, query);
    return new RawJson(`{"items":${items},"cursor":${JSON.stringify(cursor)}}`);
  });
}

/** One page as JSON text of TicketSummary[], and the cursor of the next one. */
export async function readPage(
  tx: Tx,
  actor: UserActor,
  query: TicketQuery,
): Promise<{ items: string; cursor: string | null }> {
  const plan = planList(query, actor);
  const ranks = plan.partitionings.filter(({ direction }) => direction !== undefined).length;
  const after =
    query.cursor === undefined ? undefined : readCursor(query.cursor, { order: plan.order, ranks, key: plan.row.type });
  const wanted = query.search?.trim();
  const search = wanted ? containing(wanted) : undefined;
  const { items, last } = await listPage(tx, actor, {
    plan,
    search,
    attention: query,
    after,
    limit: query.limit ?? PAGE_SIZE,
  });
  return { items, cursor: last && writeCursor(last, plan.order) };
}

/** The values that the actor's tickets can be filtered by. */
export function readFacets({ actor, read }: Scope<UserActor>): Promise<RawJson> {
  return read(async (tx) => new RawJson(await facetsJson(tx, actor)));
}

/** Rows of the export that are read at once: more than a page, which takes fewer queries, and few enough for the memory. */
const EXPORT_ROWS = 5 * PAGE_SIZE_MAX;

type ExportQuery = TicketFilter & Pick<TicketQuery, 'sort' | 'direction'> & { language?: Language };

// `2026-11-24 09:30`: sorts as text, and every spreadsheet reads it as a moment.
const MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Vienna', dateStyle: 'short', timeStyle: 'short' });

/** All tickets that match a filter, as CSV. */
export function exportTickets(
  { actor, read }: Scope<UserActor>,
  { language = DEFAULT_LANGUAGE, ...query }: ExportQuery,
): ReadableStream<Uint8Array> {
  return streamCsv(csvTable(language), async (cursor): Promise<CsvPage<TicketSummary>> => {
    const page = await read((tx) =>
      readPage(tx, actor, { ...query, limit: EXPORT_ROWS, ...(cursor !== undefined && { cursor }) }),
    );
    return { items: JSON.parse(page.items), cursor: page.cursor };
  });
}

function csvTable(language: Language): CsvTable<keyof ApiWords['csv']['tickets']['columns'], TicketSummary> {
  const names = TICKET_WORDS[language];
  return {
    headings: WORDS[language].csv.tickets.columns,
    cells: {
      number: ({ number }) => number,
      subject: ({ subject }) => subject,
      company: ({ company }) => company?.name ?? '',
      status: ({ status }) => names.status[status],
      priority: ({ priority }) => names.priority[priority],
      assignee: ({ assignee }) => assignee?.name ?? '',
      created: ({ createdAt }) => MOMENT.format(new Date(createdAt)),
      changed: ({ changedAt }) => MOMENT.format(new Date(changedAt)),
    },
  };
}
