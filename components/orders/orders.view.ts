import {
  ORDER_SORTS,
  ORDER_STATUSES,
  type OrderSort,
  type OrderStatus,
  type OrderView,
} from '../../src/contract/orders.limits.ts';
import { cleanPeriod, type PeriodView } from '../shared/period.ts';
import { cleanRecordView, type Loose, type RecordView } from '../shared/record-view.ts';

/** What the list shows: search, status, company, period and sort. Plain strings only, so that it can be carried through an address. */
export type OrdersView = RecordView<OrderStatus, OrderSort> & PeriodView;

/** The same view without what the API would refuse (addresses get mangled) and without empty values. */
export const cleanView = (view: Loose<OrdersView>): OrdersView => ({
  ...cleanRecordView(view, ORDER_STATUSES, ORDER_SORTS),
  ...cleanPeriod(view),
});

/** The states to choose from: a sales order was not declined, and does not expire. */
export const statesOf = (show: OrderView): readonly OrderStatus[] =>
  show === 'offers' ? ORDER_STATUSES : ['ordered', 'cancelled'];
