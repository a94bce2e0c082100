import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/documents.schema.ts';
import * as operations from '../../../src/contract/documents.ts';
import { type Api, binder } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import { createSerializer } from '../signing/serialize-by-key.ts';
import { declineDocument, signDocument } from './signing.service.ts';
import { requestSigningCode } from './signing-code.ts';
import { saveValues } from './values.service.ts';

const params = schemas.documentParams;
const output = schemas.signingDocumentSchema;

/** Operations of signers. */
export function registerSigning(api: Api): void {
  const bind = binder(api, 'user', 'Documents');
  const { deps } = api;
  // Of several people who sign at the same moment, all but one would render a PDF for nothing.
  const serializeById = createSerializer();

  bind(
    operations.saveValues,
    {
      params,
      body: schemas.saveValuesBody,
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
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
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
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
