import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { type Api, bind } from '../../http/bind.ts';
import { clientFrom } from '../signing/client.ts';
import { createTurns } from '../signing/turns.ts';
import { declineDocument, signDocument } from './signing.service.ts';
import { requestSigningCode } from './signing-code.ts';
import { saveValues } from './values.service.ts';

const tag = 'Documents';
const access = 'user';
const params = schemas.documentParams;
const output = schemas.signingDocumentSchema;

/** What signers do. */
export function registerSigning(api: Api): void {
  const { deps } = api;
  // Of many who sign at once all but one would render for nothing.
  const inTurn = createTurns();

  bind(
    api,
    operations.saveValues,
    {
      access,
      params,
      body: schemas.saveValuesBody,
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
      tag,
      summary: "Keep the caller's draft",
    },
    ({ scope, input, c }) =>
      saveValues(deps, scope, input.params.id, input.body.values, clientFrom(c, deps, scope.actor)),
  );

  bind(
    api,
    operations.requestSigningCode,
    { access, params, tag, summary: 'Have a code mailed for signing the document as it is now' },
    ({ scope, input, c }) => requestSigningCode(deps, scope, input.params.id, clientFrom(c, deps, scope.actor)),
  );

  bind(
    api,
    operations.signDocument,
    {
      access,
      params,
      body: schemas.signDocumentBody,
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
      output,
      tag,
      summary: 'Sign, once and for all',
    },
    ({ scope, input, c }) =>
      inTurn(input.params.id, () =>
        signDocument(deps, scope, input.params.id, input.body, clientFrom(c, deps, scope.actor)),
      ),
  );

  bind(
    api,
    operations.declineDocument,
    { access, params, body: schemas.reasonBody, output, tag, summary: 'Refuse to sign' },
    ({ scope, input, c }) =>
      declineDocument(deps, scope, input.params.id, input.body.reason, clientFrom(c, deps, scope.actor)),
  );
}
