import * as z from 'zod';
import { sha256Schema } from './documents.schema.ts';
import { INVOICE_SORTS, INVOICE_STATUSES } from './invoices.limits.ts';
import type { Invoice, InvoicePage, InvoiceQuery, InvoiceSummary } from './invoices.ts';
import { PAGE_SIZE_MAX, SEARCH_MAX } from './limits.ts';
import { companyRefSchema, staffMemberSchema } from './session.schema.ts';
import {
  amountSchema,
  attention,
  attentionFilter,
  languageSchema,
  type ObjectSchema,
  optional,
} from './values.schema.ts';

export const invoiceParams = z.strictObject({ id: z.uuid() });

export const invoiceFileParams = z.strictObject({ id: z.uuid(), sha256: sha256Schema });

const statusList = z
  .string()
  .refine((list) => list.split(',').every((status) => INVOICE_STATUSES.some((known) => known === status)));

const filter = {
  search: optional(z.string().max(SEARCH_MAX)),
  status: optional(statusList),
  ...attentionFilter,
  company: optional(z.uuid()),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  sort: optional(z.enum(INVOICE_SORTS)),
  direction: optional(z.enum(['asc', 'desc'])),
};

export const listInvoicesQuery = z.strictObject({
  ...filter,
  limit: optional(z.coerce.number().int().min(1).max(PAGE_SIZE_MAX)),
  cursor: optional(z.string().max(4_000)),
}) satisfies ObjectSchema<InvoiceQuery>;

export const exportInvoicesQuery = z.strictObject({ ...filter, language: languageSchema });

const summary = {
  id: z.uuid(),
  number: z.string(),
  status: z.enum(INVOICE_STATUSES),
  company: companyRefSchema.strict(),
  date: z.iso.date(),
  dueDate: z.iso.date(),
  net: amountSchema,
  gross: amountSchema,
  due: amountSchema,
  file: z.strictObject({ sha256: sha256Schema, size: z.number().int() }).nullable(),
};

const invoiceSummarySchema = z.strictObject({ ...summary, ...attention }) satisfies ObjectSchema<InvoiceSummary>;

export const invoiceSchema = z.strictObject({
  ...summary,
  title: z.string(),
  paidOn: z.iso.date().nullable(),
  assignee: staffMemberSchema.strict().nullable(),
}) satisfies ObjectSchema<Invoice>;

export const invoicePageSchema = z.strictObject({
  items: z.array(invoiceSummarySchema),
  cursor: z.string().nullable(),
}) satisfies ObjectSchema<InvoicePage>;
