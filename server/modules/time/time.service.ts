import type { NewTimeEntry, RecordParams } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { type Records, requireRecord } from '../history/records.ts';
import type { UserActor } from '../identity/actor.ts';
import { deleteEntry, findEmployee, insertTimeEntry, timeSheetJson } from './time.store.ts';

type TimeDeps = Pick<Deps, 'clock'> & { records: Records };

/** The time worked on a record, for everybody who sees the record. */
export function readTimeSheet(
  { records }: TimeDeps,
  { actor, read }: Scope<UserActor>,
  record: RecordParams,
): Promise<RawJson> {
  return read(async (tx) => {
    await requireRecord(records, tx, actor, record);
    return new RawJson(await timeSheetJson(tx, record));
  });
}

/** Records time that the actor worked on a record. 403 `forbidden` unless the actor is staff. */
export function recordTime(
  { clock, records }: TimeDeps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  entry: NewTimeEntry,
): Promise<RawJson> {
  return write(async (tx) => {
    await requireRecord(records, tx, actor, record);
    if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
    return new RawJson(await insertTimeEntry(tx, actor, record, entry, clock()));
  });
}

/** Deletes a time entry of the actor. 403 `forbidden` for an entry of somebody else. */
export function removeTime(
  { records }: TimeDeps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  entry: string,
): Promise<void> {
  return write(async (tx) => {
    await requireRecord(records, tx, actor, record);
    const employee = await findEmployee(tx, record, entry);
    if (employee === undefined) throw notFound();
    if (employee !== actor.id) throw new Problem(403, 'forbidden');
    await deleteEntry(tx, entry);
  });
}
