import { sql } from 'kysely';
import type { SyncTimeEntry } from '../../../src/contract/sync.ts';
import { recordKey, reference } from '../sync/sync.references.ts';
import { isInserted, outcomesOf, type SyncRules } from '../sync/sync.rules.ts';

/** How the ERP's time entries are written. Entries made in the portal have no id in the ERP, so the ERP never changes them. */
export const timeEntrySync: SyncRules<SyncTimeEntry> = {
  references: ({ record, employee }) => [
    ...reference('record', recordKey(record), '/record/id'),
    ...reference('employee', employee, '/employee'),
  ],

  async write(tx, rows, found, now) {
    const values = rows.map(({ externalId, record, employee, date, minutes, text }) => ({
      externalId,
      kind: record.kind,
      record: found.record.get(recordKey(record))!.id,
      employee: found.employee.get(employee)!.id,
      date,
      minutes,
      text,
    }));
    const columns = sql`record_kind, record_id, employee_id, worked_on, minutes, text`;
    const excluded = sql`
      excluded.record_kind, excluded.record_id, excluded.employee_id, excluded.worked_on, excluded.minutes, excluded.text
    `;
    const { rows: written } = await sql<{ externalId: string; created: boolean }>`
      insert into time_entries as t (external_id, ${columns}, created_at)
      select r."externalId", r.kind, r.record, r.employee, r.date, r.minutes, r.text, ${now}
      from json_to_recordset(${JSON.stringify(values)}::json)
        r ("externalId" text, kind text, record uuid, employee uuid, date date, minutes integer, text text)
      order by r."externalId"
      on conflict (external_id) do update set (${columns}) = row(${excluded})
      where (t.record_kind, t.record_id, t.employee_id, t.worked_on, t.minutes, t.text) is distinct from (${excluded})
      returning t.external_id as "externalId", ${isInserted('t')} as created
    `.execute(tx);
    return outcomesOf(rows, written);
  },
};
