import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { type Api, binder } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import * as author from './authoring.service.ts';

const params = schemas.documentParams;
const output = schemas.signingDocumentSchema;

/** Operations of the authors of documents. Staff only. */
export function registerAuthoring(api: Api): void {
  const bind = binder(api, 'user', 'Documents');
  const { deps } = api;

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
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
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
