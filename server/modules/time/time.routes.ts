import * as schemas from '../../../src/contract/history.schema.ts';
import * as operations from '../../../src/contract/history.ts';
import { type Api, binder } from '../../http/bind.ts';
import type { Records } from '../history/records.ts';
import { readTimeSheet, recordTime, removeTime } from './time.service.ts';

export function registerTime(api: Api, records: Records): void {
  const bind = binder(api, 'user', 'Time entries');
  const deps = { ...api.deps, records };

  bind(
    operations.listTimeEntries,
    { params: schemas.recordParams, output: schemas.timeSheetSchema, summary: 'Time worked on a record' },
    ({ scope, input: { params } }) => readTimeSheet(deps, scope, params),
  );

  bind(
    operations.createTimeEntry,
    {
      params: schemas.recordParams,
      body: schemas.createTimeEntryBody,
      output: schemas.timeEntrySchema,
      status: 201,
      summary: 'Record time; staff only',
    },
    ({ scope, input: { params, body } }) => recordTime(deps, scope, params, body),
  );

  bind(
    operations.deleteTimeEntry,
    { params: schemas.timeEntryParams, summary: 'Delete a time entry of your own; staff only' },
    ({ scope, input: { params } }) => removeTime(deps, scope, params, params.entry),
  );
}
