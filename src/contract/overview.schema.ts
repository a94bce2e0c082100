import * as z from 'zod';
import { RECORD_KINDS } from './history.limits.ts';
import type { Overview } from './overview.ts';
import { amountSchema, type ObjectSchema } from './values.schema.ts';

const count = z.number().int().min(0);

export const overviewSchema = z.strictObject({
  tickets: z.strictObject({ open: count, mine: count, others: count }),
  documents: z.strictObject({ mine: count, others: count, signed: count }),
  offers: z.strictObject({ open: count, ending: count }).nullable(),
  orders: z.strictObject({ total: count }).nullable(),
  invoices: z.strictObject({ open: count, overdue: count, due: amountSchema }).nullable(),
  subscriptions: z.strictObject({ active: count, instances: count }).nullable(),
  unanswered: z.record(z.enum(RECORD_KINDS), count).nullable(),
}) satisfies ObjectSchema<Overview>;
