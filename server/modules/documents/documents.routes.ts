import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { servePdf } from '../../blobs/serve-pdf.ts';
import { type Api, binder } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import { registerAuthoring } from './authoring.routes.ts';
import { countDocuments, findFile, listDocuments, readDocument, readEvents } from './documents.service.ts';
import { registerSigning } from './signing.routes.ts';

/** Documents to be signed: reading them, and the operations of their authors and signers. */
export function registerDocuments(api: Api): void {
  const bind = binder(api, 'user', 'Documents');
  const { deps } = api;

  bind(
    operations.listDocuments,
    { query: schemas.listDocumentsQuery, output: schemas.documentPageSchema, summary: 'Documents, page by page' },
    ({ scope, input: { query } }) => listDocuments(deps, scope, query),
  );

  bind(
    operations.countDocuments,
    { output: schemas.documentCountsSchema, summary: 'How many documents there are in each state' },
    ({ scope }) => countDocuments(deps, scope),
  );

  bind(
    operations.getDocument,
    {
      params: schemas.documentParams,
      output: schemas.signingDocumentSchema,
      summary: 'One document, with what the caller has to fill in',
    },
    ({ scope, input: { params }, c }) => readDocument(deps, scope, params.id, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.getDocumentFile,
    {
      params: schemas.documentFileParams,
      query: schemas.documentFileQuery,
      status: 200,
      summary: 'A PDF of the document, in ranges where asked for',
    },
    async ({ scope, input: { params, query }, c }) => {
      const download = query?.download ? evidenceOf(c, deps, scope.actor) : undefined;
      const file = await findFile(deps, scope, params, download);
      return servePdf(deps, c.req.raw.headers, { ...file, sha256: params.sha256 });
    },
  );

  bind(
    operations.listDocumentEvents,
    { params: schemas.documentParams, output: schemas.auditTrailSchema, summary: 'The audit trail' },
    ({ scope, input: { params } }) => readEvents(deps, scope, params.id),
  );

  registerAuthoring(api);
  registerSigning(api);
}
