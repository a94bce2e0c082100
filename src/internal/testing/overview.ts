import type { Overview } from '../../contract/overview.ts';

/** Something in every menu, and something that waits in most. */
export const sampleOverview = (over: Partial<Overview> = {}): Overview => ({
  tickets: { open: 5, mine: 2, others: 0 },
  documents: { mine: 1, others: 2, signed: 12 },
  offers: { open: 3, ending: 1 },
  orders: { total: 4 },
  invoices: { open: 2, overdue: 1, due: '1234.50' },
  subscriptions: { active: 1200, instances: 2 },
  unanswered: null,
  ...over,
});
