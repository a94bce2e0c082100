// Plain numbers and enums of invoices, shared by browser and server.

/** `overdue` is an open one after its due date, unless it is a credit note. */
export const INVOICE_STATUSES = ['open', 'overdue', 'paid', 'cancelled'] as const;
export type InvoiceStatus = (typeof INVOICE_STATUSES)[number];

export const INVOICE_SORTS = ['date', 'due', 'number', 'gross'] as const;
export type InvoiceSort = (typeof INVOICE_SORTS)[number];
