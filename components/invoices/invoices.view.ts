import {
  INVOICE_SORTS,
  INVOICE_STATUSES,
  type InvoiceSort,
  type InvoiceStatus,
} from '../../src/contract/invoices.limits.ts';
import type { InvoiceQuery } from '../../src/contract/invoices.ts';
import { cleanPeriod, daysOf, type PeriodView } from '../shared/period.ts';
import { cleanRecordView, type Loose, type RecordView } from '../shared/record-view.ts';

/** Which invoices are shown: those of a status, or those that are yet to be paid. */
export type InvoiceState = InvoiceStatus | 'unpaid';

/** What the list shows: search, status, company, period and sort. Plain strings only, so that it can be carried through an address. */
export type InvoicesView = RecordView<InvoiceState, InvoiceSort> & PeriodView;

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export const cleanView = (view: Loose<InvoicesView>): InvoicesView => ({
  ...cleanRecordView(view, [...INVOICE_STATUSES, 'unpaid'] as const, INVOICE_SORTS),
  ...cleanPeriod(view),
});

/** What the API is asked for. */
export const queryOf = ({ period, status, ...query }: InvoicesView): Omit<InvoiceQuery, 'cursor' | 'limit'> => ({
  ...query,
  ...(status && { status: status === 'unpaid' ? 'open,overdue' : status }),
  ...daysOf(period),
});

/** The states to choose from. What is yet to be paid is none of its own: it is there when it is what is shown. */
export const statesOf = (shown: InvoiceState | undefined): readonly InvoiceState[] =>
  shown === 'unpaid' ? ['unpaid', ...INVOICE_STATUSES] : INVOICE_STATUSES;
