import { EDIT_WINDOW_MINUTES } from '../../../src/contract/history.limits.ts';
import type { MessageEntry, NewMessage, RecordParams } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { Participant, UserActor } from '../identity/actor.ts';
import { attachUploads } from '../uploads/uploads.store.ts';
import { findMessage, historyJson, insertEntry, messageJson, updateBody, upsertReadMark } from './history.store.ts';
import { lockRecord, type Records, requireRecord } from './records.ts';

const PAGE_SIZE = 50;

type HistoryDeps = Pick<Deps, 'clock'> & { records: Records };

/** One page of a record's history, without the entries that the actor may not read. 404 for a record the actor does not see. */
export function readHistory(
  { clock, records }: HistoryDeps,
  { actor, read }: Scope<Participant>,
  record: RecordParams,
  { before, limit = PAGE_SIZE }: { before?: string; limit?: number },
): Promise<RawJson> {
  return read(async (tx) => {
    await requireRecord(records, tx, actor, record);
    const json = await historyJson(tx, actor, record, { before, limit, now: clock() });
    if (json === undefined)
      throw invalidInput([{ field: '?before', code: 'invalid_value', message: 'No such entry.' }]);
    return new RawJson(json);
  });
}

/**
 * Writes a message or, as staff, an internal note. A note never reaches `onMessage`, so that customers notice nothing of it.
 * @throws Problem 403 `forbidden` for a note of somebody else, 404
 */
export async function writeMessage(
  { clock, records }: HistoryDeps,
  { actor, read, write }: Scope<Participant>,
  record: RecordParams,
  { body, attachments = [], internal = false }: NewMessage,
): Promise<RawJson> {
  // A repeated request gets the stored answer without doing the work below, so that the right to see the record is checked here.
  await read((tx) => requireRecord(records, tx, actor, record));
  return write(async (tx) => {
    await lockRecord(records, tx, actor, record);
    if (internal && actor.role !== 'staff') throw new Problem(403, 'forbidden');
    const now = clock();
    const { kind: recordKind, id: recordId } = record;
    const entryId = await insertEntry(tx, actor, { recordKind, recordId, kind: 'message', internal, body }, now);
    await attachUploads(tx, actor, attachments, { kind: recordKind, recordId, entryId });
    if (!internal) await records[recordKind].onMessage(tx, actor, recordId, now);
    return new RawJson(await messageJson(tx, actor, entryId, now));
  });
}

/** Changes a message of the actor, within some minutes after it was written. 403 `forbidden`, 409 `edit_window_closed` */
export function editMessage(
  { clock, records }: HistoryDeps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  id: MessageEntry['id'],
  body: string,
): Promise<RawJson> {
  return write(async (tx) => {
    await lockRecord(records, tx, actor, record);
    const message = await findMessage(tx, actor, record, id);
    if (!message) throw notFound();
    if (message.authorId !== actor.id) throw new Problem(403, 'forbidden');
    const now = clock();
    if (now.getTime() >= message.createdAt.getTime() + EDIT_WINDOW_MINUTES * 60_000)
      throw new Problem(409, 'edit_window_closed');
    await updateBody(tx, id, body, now);
    return new RawJson(await messageJson(tx, actor, id, now));
  });
}

/** Notes that the actor has read everything on the record up to now. */
export function markAsRead(
  { clock, records }: HistoryDeps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
): Promise<void> {
  return write(async (tx) => {
    await requireRecord(records, tx, actor, record);
    await upsertReadMark(tx, actor, record, clock());
  });
}
