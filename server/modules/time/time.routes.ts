import {
  createTimeEntryBody,
  recordParams,
  timeEntryParams,
  timeEntrySchema,
  timeSheetSchema,
} from '../../../src/contract/history.schema.ts';
import { createTimeEntry, deleteTimeEntry, listTimeEntries } from '../../../src/contract/history.ts';
import { type Api, bind } from '../../http/bind.ts';
import { readTimeSheet, recordTime, removeTime } from './time.service.ts';

const tag = 'Time entries';
const access = 'user';

export function registerTime(api: Api): void {
  const { deps } = api;

  bind(
    api,
    listTimeEntries,
    { access, params: recordParams, output: timeSheetSchema, tag, summary: 'Time worked on a record' },
    ({ scope, input: { params } }) => readTimeSheet(scope, params),
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
    { access, params: timeEntryParams, tag, summary: 'Take back an own time entry; staff only' },
    ({ scope, input: { params } }) => removeTime(scope, params, params.entry),
  );
}
