import * as schemas from '../../../src/contract/invoices.schema.ts';
import * as operations from '../../../src/contract/invoices.ts';
import { servePdf } from '../../blobs/serve-pdf.ts';
import { type Api, binder } from '../../http/bind.ts';
import { csvResponse } from '../../http/csv.ts';
import { WORDS } from '../../words/words.ts';
import { exportInvoices, findInvoiceFile, listInvoices, readInvoice } from './invoices.service.ts';

export function registerInvoices(api: Api): void {
  const bind = binder(api, 'user', 'Invoices');
  const { deps } = api;

  bind(
    operations.listInvoices,
    { query: schemas.listInvoicesQuery, output: schemas.invoicePageSchema, summary: 'Invoices, page by page' },
    ({ scope, input: { query } }) => listInvoices(deps, scope, query),
  );

  bind(
    operations.exportInvoices,
    { query: schemas.exportInvoicesQuery, status: 200, summary: 'All invoices that match, as CSV' },
    async ({ scope, input: { query } }) =>
      csvResponse(WORDS[query.language].csv.invoices.fileName, exportInvoices(deps, scope, query)),
  );

  bind(
    operations.getInvoice,
    { params: schemas.invoiceParams, output: schemas.invoiceSchema, summary: 'One invoice' },
    ({ scope, input: { params } }) => readInvoice(deps, scope, params.id),
  );

  bind(
    operations.getInvoiceFile,
    { params: schemas.invoiceFileParams, status: 200, summary: 'The PDF of an invoice, in ranges where asked for' },
    async ({ scope, input: { params }, c }) => servePdf(deps, c.req.raw.headers, await findInvoiceFile(scope, params)),
  );
}
