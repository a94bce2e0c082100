import type { NewTimeEntry, RecordParams } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { notFound, Problem } from '../../http/problem.ts';
import { type RawJson, rawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import { requireRecord } from '../history/records.ts';
import type { UserActor } from '../identity/actor.ts';
import { deleteEntry, findEmployee, insertTimeEntry, timeSheetJson } from './time.store.ts';

/** The time worked on a record, for everybody who sees it. */
export function readTimeSheet({ actor, read }: Scope<UserActor>, record: RecordParams): Promise<RawJson> {
  return read(async (tx) => {
    await requireRecord(tx, actor, record);
    return rawJson(await timeSheetJson(tx, record));
  });
}

/** Records time of the employee who asks. 403 for everybody else. */
export function recordTime(
  { clock }: Deps,
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  entry: NewTimeEntry,
): Promise<RawJson> {
  return write(async (tx) => {
    await requireRecord(tx, actor, record);
    if (actor.role !== 'staff') throw new Problem(403, 'forbidden');
    return rawJson(await insertTimeEntry(tx, actor, record, entry, clock()));
  });
}

/** Takes back an entry of the employee who asks. 403 for everybody else. */
export function removeTime({ actor, write }: Scope<UserActor>, record: RecordParams, entry: string): Promise<void> {
  return write(async (tx) => {
    await requireRecord(tx, actor, record);
    const employee = await findEmployee(tx, record, entry);
    if (employee === undefined) throw notFound();
    if (employee !== actor.id) throw new Problem(403, 'forbidden');
    await deleteEntry(tx, entry);
  });
}
