import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { type Api, bind } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import * as author from './authoring.service.ts';

const tag = 'Documents';
const access = 'user';
const params = schemas.documentParams;
const output = schemas.signingDocumentSchema;

/** Operations of the authors of documents. Staff only. */
export function registerAuthoring(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.createDocument,
    {
      access,
      body: schemas.createDocumentBody,
      output,
      status: 201,
      tag,
      summary: 'Make a draft from an uploaded PDF; staff only',
    },
    ({ scope, input: { body }, c }) => author.createDocument(deps, scope, body, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    api,
    operations.updateDocument,
    {
      access,
      params,
      body: schemas.updateDocumentBody,
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
      output,
      tag,
      summary: 'Change a draft; staff only',
    },
    ({ scope, input }) => author.updateDocument(deps, scope, input.params.id, input.body),
  );

  bind(
    api,
    operations.deleteDocument,
    { access, params, tag, summary: 'Throw a draft away; staff only' },
    ({ scope, input }) => author.deleteDocument(deps, scope, input.params.id),
  );

  bind(
    api,
    operations.sendDocument,
    { access, params, output, tag, summary: 'Send a draft to its signers; staff only' },
    ({ scope, input, c }) => author.sendDocument(deps, scope, input.params.id, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    api,
    operations.cancelDocument,
    { access, params, body: schemas.reasonBody, output, tag, summary: 'Withdraw a document that waits; staff only' },
    ({ scope, input, c }) =>
      author.cancelDocument(deps, scope, input.params.id, input.body.reason, evidenceOf(c, deps, scope.actor)),
  );

  bind(
    api,
    operations.copyDocument,
    { access, params, output, status: 201, tag, summary: 'Make a new draft like this document; staff only' },
    ({ scope, input, c }) => author.copyDocument(deps, scope, input.params.id, evidenceOf(c, deps, scope.actor)),
  );
}
