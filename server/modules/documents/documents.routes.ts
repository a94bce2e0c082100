import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { servePdf } from '../../blobs/serve-pdf.ts';
import { type Api, type Bind, binder } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import { createSerializer } from '../signing/serialize-by-key.ts';
import * as author from './authoring.service.ts';
import { countDocuments, findFile, listDocuments, readDocument, readEvents } from './documents.service.ts';
import { declineDocument, signDocument } from './signing.service.ts';
import { requestSigningCode } from './signing-code.ts';
import { saveValues } from './values.service.ts';

const params = schemas.documentParams;
const output = schemas.signingDocumentSchema;

/** How large a body with the fields of a document, or with values for them, may be. */
const valuesLimits = { bodyMax: VALUES_BODY_MAX, valuesMax: VALUES_COUNT_MAX };

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
      params,
      output,
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
    { params, output: schemas.auditTrailSchema, summary: 'The audit trail' },
    ({ scope, input: { params } }) => readEvents(deps, scope, params.id),
  );

  registerAuthoring(api, bind);
  registerSigning(api, bind);
}

/** Operations of the authors of documents. Staff only. */
function registerAuthoring({ deps }: Api, bind: Bind<'user'>): void {
  bind(
    operations.createDocument,
    { body: schemas.createDocumentBody, output, status: 201, summary: 'Make a draft from an uploaded PDF; staff only' },
    ({ scope, input: { body }, c }) => author.createDocument(deps, scope, body, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.updateDocument,
    {
      params,
      body: schemas.updateDocumentBody,
      ...valuesLimits,
      output,
      summary: 'Change a draft; staff only',
    },
    ({ scope, input }) => author.updateDocument(deps, scope, input.params.id, input.body),
  );

  bind(operations.deleteDocument, { params, summary: 'Throw a draft away; staff only' }, ({ scope, input }) =>
    author.deleteDocument(deps, scope, input.params.id),
  );

  bind(
    operations.sendDocument,
    { params, output, summary: 'Send a draft to its signers; staff only' },
    ({ scope, input, c }) => author.sendDocument(deps, scope, input.params.id, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.cancelDocument,
    { params, body: schemas.reasonBody, output, summary: 'Withdraw a document that waits; staff only' },
    ({ scope, input, c }) =>
      author.cancelDocument(deps, scope, input.params.id, input.body.reason, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.copyDocument,
    { params, output, status: 201, summary: 'Make a new draft like this document; staff only' },
    ({ scope, input, c }) => author.copyDocument(deps, scope, input.params.id, evidenceOf(c, deps, scope.actor)),
  );
}

/** Operations of signers. */
function registerSigning({ deps }: Api, bind: Bind<'user'>): void {
  // Of several people who sign at the same moment, all but one would render a PDF for nothing.
  const serializeById = createSerializer();

  bind(
    operations.saveValues,
    {
      params,
      body: schemas.saveValuesBody,
      ...valuesLimits,
      summary: 'Keep what the caller has filled in so far',
    },
    ({ scope, input, c }) =>
      saveValues(deps, scope, input.params.id, input.body.values, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.requestSigningCode,
    { params, summary: 'Have a code mailed for signing the document as it is now' },
    ({ scope, input, c }) => requestSigningCode(deps, scope, input.params.id, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    operations.signDocument,
    {
      params,
      body: schemas.signDocumentBody,
      ...valuesLimits,
      output,
      summary: 'Sign, once and for all',
    },
    ({ scope, input, c }) =>
      serializeById(input.params.id, () =>
        signDocument(deps, scope, input.params.id, input.body, evidenceOf(c, deps, scope.actor)),
      ),
  );

  bind(
    operations.declineDocument,
    { params, body: schemas.reasonBody, output, summary: 'Refuse to sign' },
    ({ scope, input, c }) =>
      declineDocument(deps, scope, input.params.id, input.body.reason, evidenceOf(c, deps, scope.actor)),
  );
}
