import * as schemas from '../../../src/contract/history.schema.ts';
import * as operations from '../../../src/contract/history.ts';
import { type Api, binder } from '../../http/bind.ts';
import { assignRecord } from './assignment.service.ts';
import { editMessage, markAsRead, readHistory, writeMessage } from './history.service.ts';
import type { Records } from './records.ts';

export function registerHistory(api: Api, records: Records): void {
  const bind = binder(api, 'user', 'History');
  const bindForParticipant = binder(api, 'participant', 'History');
  const deps = { ...api.deps, records };

  bindForParticipant(
    operations.listHistory,
    {
      params: schemas.recordParams,
      query: schemas.listHistoryQuery,
      output: schemas.historyPageSchema,
      summary: 'What happened on a record',
    },
    ({ scope, input: { params, query } }) => readHistory(deps, scope, params, query),
  );

  bindForParticipant(
    operations.createMessage,
    {
      params: schemas.recordParams,
      body: schemas.createMessageBody,
      output: schemas.messageEntrySchema,
      status: 201,
      summary: 'Write a message or, as staff, an internal note',
    },
    ({ scope, input: { params, body } }) => writeMessage(deps, scope, params, body),
  );

  bind(
    operations.updateMessage,
    {
      params: schemas.messageParams,
      body: schemas.updateMessageBody,
      output: schemas.messageEntrySchema,
      summary: 'Change a message of your own, within 15 minutes',
    },
    ({ scope, input: { params, body } }) => editMessage(deps, scope, params, params.message, body.body),
  );

  bind(
    operations.markRead,
    { params: schemas.recordParams, summary: 'Mark a record as read' },
    ({ scope, input: { params } }) => markAsRead(deps, scope, params),
  );

  bind(
    operations.assignRecord,
    {
      params: schemas.recordParams,
      body: schemas.assignRecordBody,
      output: schemas.assignedEmployeeSchema,
      summary: 'Assign a record to an employee; staff only',
    },
    ({ scope, input: { params, body } }) => assignRecord(deps, scope, params, body.employeeId),
  );
}
