import type { OrderStatus } from '../contract/orders.limits.ts';
import { dictionary } from './locale.ts';

/** The words every room that shows offers and sales orders shares. */
export const orderWords = dictionary(
  'orders',
  {
    status: {
      open: 'Offen',
      ordered: 'Verkaufsauftrag',
      declined: 'Abgelehnt',
      cancelled: 'Storniert',
      expired: 'Abgelaufen',
    },
  } satisfies { status: Record<OrderStatus, string> },
  {
    status: {
      open: 'Open',
      ordered: 'Sales order',
      declined: 'Declined',
      cancelled: 'Cancelled',
      expired: 'Expired',
    },
  },
);
