import * as schemas from '../../../src/contract/invoices.schema.ts';
import * as operations from '../../../src/contract/invoices.ts';
import { servePdf } from '../../blobs/serve-pdf.ts';
import { type Api, bind } from '../../http/bind.ts';
import { csvResponse } from '../../http/csv.ts';
import { exportInvoices } from './invoices.export.ts';
import { findInvoiceFile, listInvoices, readInvoice } from './invoices.service.ts';

const tag = 'Invoices';
const access = 'user';

export function registerInvoices(api: Api): void {
  const { deps } = api;

  bind(
    api,
    operations.listInvoices,
    {
      access,
      query: schemas.listInvoicesQuery,
      output: schemas.invoicePageSchema,
      tag,
      summary: 'Invoices, page by page',
    },
    ({ scope, input: { query } }) => listInvoices(deps, scope, query),
  );

  bind(
    api,
    operations.exportInvoices,
    { access, query: schemas.exportInvoicesQuery, status: 200, tag, summary: 'All invoices that match, as CSV' },
    async ({ scope, input: { query } }) =>
      csvResponse(query.language === 'de' ? 'rechnungen' : 'invoices', exportInvoices(deps, scope, query)),
  );

  bind(
    api,
    operations.getInvoice,
    { access, params: schemas.invoiceParams, output: schemas.invoiceSchema, tag, summary: 'One invoice' },
    ({ scope, input: { params } }) => readInvoice(deps, scope, params.id),
  );

  bind(
    api,
    operations.getInvoiceFile,
    {
      access,
      params: schemas.invoiceFileParams,
      status: 200,
      tag,
      summary: 'The PDF of an invoice, in ranges where asked for',
    },
    async ({ scope, input: { params }, c }) => servePdf(deps, c.req.raw.headers, await findInvoiceFile(scope, params)),
  );
}
