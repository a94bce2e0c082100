import {
  createMessageBody,
  historyPageSchema,
  listHistoryQuery,
  messageEntrySchema,
  messageParams,
  recordParams,
  updateMessageBody,
} from '../../../src/contract/history.schema.ts';
import { createMessage, listHistory, markRead, updateMessage } from '../../../src/contract/history.ts';
import { type Api, bind } from '../../http/bind.ts';
import { editMessage, markAsRead, readHistory, writeMessage } from './history.service.ts';
import type { Records } from './records.ts';

const tag = 'History';
const access = 'user';

export function registerHistory(api: Api, records: Records): void {
  const deps = { ...api.deps, records };

  bind(
    api,
    listHistory,
    {
      access,
      params: recordParams,
      query: listHistoryQuery,
      output: historyPageSchema,
      tag,
      summary: 'What happened on a record',
    },
    ({ scope, input: { params, query } }) => readHistory(deps, scope, params, query),
  );

  bind(
    api,
    createMessage,
    {
      access,
      params: recordParams,
      body: createMessageBody,
      output: messageEntrySchema,
      status: 201,
      tag,
      summary: 'Write a message or, as staff, an internal note',
    },
    ({ scope, input: { params, body } }) => writeMessage(deps, scope, params, body),
  );

  bind(
    api,
    updateMessage,
    {
      access,
      params: messageParams,
      body: updateMessageBody,
      output: messageEntrySchema,
      tag,
      summary: 'Change a message of your own, within 15 minutes',
    },
    ({ scope, input: { params, body } }) => editMessage(deps, scope, params, params.message, body.body),
  );

  bind(
    api,
    markRead,
    { access, params: recordParams, tag, summary: 'Mark a record as read' },
    ({ scope, input: { params } }) => markAsRead(deps, scope, params),
  );
}
