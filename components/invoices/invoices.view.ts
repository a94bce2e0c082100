import {
  INVOICE_SORTS,
  INVOICE_STATUSES,
  type InvoiceSort,
  type InvoiceStatus,
} from '../../src/contract/invoices.limits.ts';
import { cleanPeriod, type PeriodView } from '../shared/period.ts';
import { cleanRecordView, type Loose, type RecordView } from '../shared/record-view.ts';

/** What the list shows: search, status, company, period and sort. Plain strings only, so that it can be carried through an address. */
export type InvoicesView = RecordView<InvoiceStatus, InvoiceSort> & PeriodView;

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export const cleanView = (view: Loose<InvoicesView>): InvoicesView => ({
  ...cleanRecordView(view, INVOICE_STATUSES, INVOICE_SORTS),
  ...cleanPeriod(view),
});
