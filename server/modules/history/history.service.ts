import { EDIT_WINDOW_MINUTES } from '../../../src/contract/history.limits.ts';
import type { MessageEntry, NewMessage, RecordParams } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, notFound, Problem } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { attachUploads } from '../uploads/uploads.store.ts';
import { findMessage, historyJson, insertEntry, messageJson, updateBody, upsertReadMark } from './history.store.ts';
import { lockRecord, RECORDS, requireRecord } from './records.ts';

const PAGE_SIZE = 50;

/** One page of a record's history, as far as the actor may read it. */
export function readHistory(
  { clock }: Deps,
  { actor, read }: Scope<UserActor>,
  record: RecordParams,
  { before, limit = PAGE_SIZE }: { before?: string; limit?: number },
): Promise<RawJson> {
  return read(async (tx) => {
    await requireRecord(tx, actor, record);
    const json = await historyJson(tx, actor, record, { before, limit, now: clock() });
    if (json === undefined)
      throw invalidInput([{ field: '?before', code: 'invalid_value', message: 'No such entry.' }]);
    return rawJson(json);
  });
}

/** Writes a message, or an internal note, which changes nothing that anybody else could notice. */
export async function writeMessage(
  { clock }: Deps,
  { actor, read, write }: Scope<UserActor>,
  record: RecordParams,
  { body, attachments = [], internal = false }: NewMessage,
): Promise<RawJson> {
  // A repetition is answered without the work; whoever does not see the record any more is not.
  await read((tx) => requireRecord(tx, actor, record));
  return write(async (tx) => {
    await lockRecord(tx, actor, record);
    if (internal && actor.role !== 'staff') throw new Problem(403, 'forbidden');
    const now = clock();
    const { kind: recordKind, id: recordId } = record;
    const entryId = await insertEntry(tx, actor, { recordKind, recordId, kind: 'message', internal, body }, now);
    await attachUploads(tx, actor, attachments, { kind: recordKind, recordId, entryId });
    if (!internal) await RECORDS[recordKind].onMessage(tx, actor, recordId, now);
    return rawJson(await messageJson(tx, actor, entryId, now));
  });
}

/** Changes what the actor wrote a moment ago. 403 `forbidden`, 409 `edit_window_closed` */
export function editMessage(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  id: MessageEntry['id'],
  body: string,
): Promise<RawJson> {
  return write(async (tx) => {
    await lockRecord(tx, actor, record);
    const message = await findMessage(tx, actor, record, id);
    if (!message) throw notFound();
    if (message.authorId !== actor.id) throw new Problem(403, 'forbidden');
    const now = clock();
    if (now.getTime() >= message.createdAt.getTime() + EDIT_WINDOW_MINUTES * 60_000)
      throw new Problem(409, 'edit_window_closed');
    await updateBody(tx, id, body, now);
    return rawJson(await messageJson(tx, actor, id, now));
  });
}

/** The actor has seen the record as it is now. */
export function markAsRead({ clock }: Deps, { actor, write }: Scope<UserActor>, record: RecordParams): Promise<void> {
  return write(async (tx) => {
    await requireRecord(tx, actor, record);
    await upsertReadMark(tx, actor, record, clock());
  });
}
