import { VALUES_BODY_MAX, VALUES_COUNT_MAX } from '../../../src/contract/documents.limits.ts';
import * as schemas from '../../../src/contract/orders.schema.ts';
import * as operations from '../../../src/contract/orders.ts';
import { servePdf } from '../../blobs/serve-pdf.ts';
import { type Api, binder } from '../../http/bind.ts';
import { evidenceOf } from '../signing/evidence.ts';
import { createSerializer } from '../signing/serialize-by-key.ts';
import { acceptOrder, declineOrder } from './answering.service.ts';
import { findOrderFile, listOrders, readOrder } from './orders.service.ts';

const params = schemas.orderParams;
const output = schemas.orderSchema;

/** Offers and sales orders, which are the same records in different states. */
export function registerOrders(api: Api): void {
  const bind = binder(api, 'user', 'Offers and orders');
  const { deps } = api;
  // Of several people who accept at the same moment, all but one would seal a PDF for nothing.
  const serializeById = createSerializer();

  bind(
    operations.listOrders,
    {
      query: schemas.listOrdersQuery,
      output: schemas.orderPageSchema,
      summary: 'Offers or sales orders, page by page',
    },
    ({ scope, input: { query } }) => listOrders(deps, scope, query),
  );

  bind(operations.getOrder, { params, output, summary: 'One offer or sales order' }, ({ scope, input }) =>
    readOrder(deps, scope, input.params.id),
  );

  bind(
    operations.getOrderFile,
    { params: schemas.orderFileParams, status: 200, summary: 'A PDF of the order, in ranges where asked for' },
    async ({ scope, input, c }) => servePdf(deps, c.req.raw.headers, await findOrderFile(deps, scope, input.params)),
  );

  bind(
    operations.acceptOrder,
    {
      params,
      body: schemas.acceptOrderBody,
      bodyMax: VALUES_BODY_MAX,
      valuesMax: VALUES_COUNT_MAX,
      output,
      summary: 'Accept an offer with a signature, once and for all',
    },
    ({ scope, input, c }) =>
      serializeById(input.params.id, () =>
        acceptOrder(deps, scope, input.params.id, input.body, evidenceOf(c, deps, scope.actor)),
      ),
  );

  bind(
    operations.declineOrder,
    { params, body: schemas.declineOrderBody, output, summary: 'Decline an offer, with a reason' },
    ({ scope, input, c }) => declineOrder(deps, scope, input.params.id, input.body, evidenceOf(c, deps, scope.actor)),
  );
}
