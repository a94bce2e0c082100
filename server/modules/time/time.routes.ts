import {
  createTimeEntryBody,
  recordParams,
  timeEntryParams,
  timeEntrySchema,
  timeSheetSchema,
} from '../../../src/contract/history.schema.ts';
import { createTimeEntry, deleteTimeEntry, listTimeEntries } from '../../../src/contract/history.ts';
import { type Api, bind } from '../../http/bind.ts';
import type { Records } from '../history/records.ts';
import { readTimeSheet, recordTime, removeTime } from './time.service.ts';

const tag = 'Time entries';
const access = 'user';

export function registerTime(api: Api, records: Records): void {
  const deps = { ...api.deps, records };

  bind(
    api,
    listTimeEntries,
    { access, params: recordParams, output: timeSheetSchema, tag, summary: 'Time worked on a record' },
    ({ scope, input: { params } }) => readTimeSheet(deps, scope, params),
  );

  bind(
    api,
    createTimeEntry,
    {
      access,
      params: recordParams,
      body: createTimeEntryBody,
      output: timeEntrySchema,
      status: 201,
      tag,
      summary: 'Record time; staff only',
    },
    ({ scope, input: { params, body } }) => recordTime(deps, scope, params, body),
  );

  bind(
    api,
    deleteTimeEntry,
    { access, params: timeEntryParams, tag, summary: 'Delete a time entry of your own; staff only' },
    ({ scope, input: { params } }) => removeTime(deps, scope, params, params.entry),
  );
}
