import { sql } from 'kysely';
import type { NewTimeEntry, RecordParams } from '../../../src/contract/history.ts';
import type { Tx } from '../../db/database.ts';
import type { UserActor } from '../identity/actor.ts';

const entryJson = sql`json_build_object(
  'id', e.id, 'date', e.worked_on, 'minutes', e.minutes, 'text', e.text, 'employee', json_build_object('id', u.id, 'name', u.name)
)`;

/** The time entries of a record, newest first, with their sum, as JSON text of TimeSheet. */
export async function timeSheetJson(tx: Tx, { kind, id }: RecordParams): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    select json_build_object(
      'items', coalesce(json_agg(${entryJson} order by e.worked_on desc, e.created_at desc, e.id), '[]'),
      'totalMinutes', coalesce(sum(e.minutes), 0)
    )::text as json
    from time_entries e join users u on u.id = e.employee_id
    where e.record_kind = ${kind} and e.record_id = ${id}::uuid
  `.execute(tx);
  return rows[0]!.json;
}

/** Inserts an entry, and returns it as JSON text of TimeEntry. */
export async function insertTimeEntry(
  tx: Tx,
  employee: UserActor,
  { kind, id }: RecordParams,
  { date, minutes, text }: NewTimeEntry,
  now: Date,
): Promise<string> {
  const { rows } = await sql<{ json: string }>`
    with e as (
      insert into time_entries (record_kind, record_id, employee_id, worked_on, minutes, text, created_at)
      values (${kind}, ${id}::uuid, ${employee.id}::uuid, ${date}::date, ${minutes}, ${text}, ${now}) returning *
    )
    select ${entryJson}::text as json from e join users u on u.id = e.employee_id
  `.execute(tx);
  return rows[0]!.json;
}

/** Id of the employee whose time an entry of a record is. Undefined when there is no such entry. */
export async function findEmployee(tx: Tx, { kind, id }: RecordParams, entry: string): Promise<string | undefined> {
  const { rows } = await sql<{ employee: string }>`
    select employee_id as employee from time_entries where id = ${entry}::uuid and record_kind = ${kind} and record_id = ${id}::uuid
  `.execute(tx);
  return rows[0]?.employee;
}

export async function deleteEntry(tx: Tx, entry: string): Promise<void> {
  await sql`delete from time_entries where id = ${entry}::uuid`.execute(tx);
}
