import type { DocumentStatus } from '../contract/documents.limits.ts';
import type { InvoiceStatus } from '../contract/invoices.limits.ts';
import type { OrderStatus } from '../contract/orders.limits.ts';
import type { TicketStatus } from '../contract/tickets.limits.ts';

/** The look of a status: its colour, and how full its disc is. */
export type Tone = 'fresh' | 'queued' | 'active' | 'attention' | 'done' | 'ended';

export const ticketTones: Record<TicketStatus, Tone> = {
  new: 'fresh',
  backlog: 'queued',
  in_progress: 'active',
  waiting: 'attention',
  done: 'done',
};

export const documentTones: Record<DocumentStatus, Tone> = {
  draft: 'fresh',
  waiting: 'attention',
  signed: 'done',
  declined: 'ended',
  expired: 'ended',
  cancelled: 'ended',
};

export const orderTones: Record<OrderStatus, Tone> = {
  open: 'attention',
  ordered: 'done',
  declined: 'ended',
  cancelled: 'ended',
  expired: 'ended',
};

export const invoiceTones: Record<InvoiceStatus, Tone> = {
  open: 'active',
  overdue: 'attention',
  paid: 'done',
  cancelled: 'ended',
};
