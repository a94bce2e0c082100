import * as z from 'zod';
import { FILE_SIZE_MAX } from '../../../src/contract/limits.ts';
import * as schemas from '../../../src/contract/sync.schema.ts';
import * as operations from '../../../src/contract/sync.ts';
import { type Api, binder } from '../../http/bind.ts';
import { LINES_TYPE } from '../../http/body.ts';
import { headersFor } from '../../http/headers.ts';
import { streamLines } from './ndjson.ts';
import type { SyncKinds } from './sync.rules.ts';
import { listChanges, receiveFile, syncRows } from './sync.service.ts';

/** How an ERP keeps the portal filled, and learns what customers do. */
export function registerSync(api: Api, kinds: SyncKinds): void {
  const bind = binder(api, 'key', 'ERP');
  const { deps } = api;

  // Bound before `/sync/{kind}`, which would match its path too.
  bind(
    operations.putSyncFile,
    {
      needs: 'files',
      upload: { maxBytes: FILE_SIZE_MAX, nameless: true },
      output: schemas.receivedFileSchema,
      summary: 'Hand in a PDF, for rows to name within a day',
    },
    ({ scope, c }) => receiveFile(deps, scope, c.req.raw.body),
  );

  bind(
    operations.syncRows,
    {
      needs: ({ kind }) => kind,
      params: schemas.syncParams,
      lines: { row: z.union(Object.values(schemas.syncRowSchemas)), message: schemas.syncMessageSchema },
      status: 200,
      summary: 'Insert or update rows of a kind by their ids in the ERP; needs the scope of that kind',
    },
    async ({ scope, input: { params }, c }) => {
      const messages = syncRows({ ...deps, kinds }, scope, params.kind, c.req.raw.body ?? new Blob([]).stream());
      return new Response(streamLines(messages), { headers: headersFor(LINES_TYPE) });
    },
  );

  bind(
    operations.listChanges,
    {
      needs: 'changes',
      query: schemas.listChangesQuery,
      output: schemas.changePageSchema,
      summary: 'What customers did since, oldest first',
    },
    ({ scope, input: { query } }) => listChanges(scope, query),
  );
}
