import type { RecordParams } from '../../../src/contract/history.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import { RawJson } from '../../http/raw-json.ts';
import type { Scope } from '../../http/scope.ts';
import type { UserActor } from '../identity/actor.ts';
import { requireStaff } from '../identity/permissions.ts';
import { assigneeJson, assigneeOf, employeeName, insertEntry } from './history.store.ts';
import { lockRecord, type Records } from './records.ts';

/**
 * Assigns a record to an employee, or to nobody, and writes that into its history.
 * @throws Problem 404, then 403 `forbidden` unless staff and for kinds whose employee the ERP decides; 422 `/employeeId`
 */
export function assignRecord(
  { clock, records }: Pick<Deps, 'clock'> & { records: Records },
  { actor, write }: Scope<UserActor>,
  record: RecordParams,
  employeeId: string | null,
): Promise<RawJson> {
  return write(async (tx) => {
    await lockRecord(records, tx, actor, record);
    requireStaff(actor);
    const { kind: recordKind, id: recordId } = record;
    const { assign } = records[recordKind];
    if (!assign) throw new Problem(403, 'forbidden', { detail: 'The ERP decides who is assigned.' });
    const before = await assigneeOf(tx, record);
    if (employeeId !== (before?.id ?? null)) {
      const to = employeeId === null ? null : await employeeName(tx, employeeId);
      if (to === undefined)
        throw invalidInput([{ field: '/employeeId', code: 'invalid_value', message: 'Not an employee.' }]);
      const now = clock();
      await assign(tx, actor, recordId, employeeId, now);
      const change = { from: before?.name ?? null, to };
      await insertEntry(tx, actor, { recordKind, recordId, kind: 'assignment', change }, now);
    }
    return new RawJson(await assigneeJson(tx, record));
  });
}
