import * as z from 'zod';
import { sha256Schema, signatureMarkSchema } from './documents.schema.ts';
import { LINE_TEXT_MAX, LINES_MAX, NAME_MAX, PAGE_SIZE_MAX, REASON_MAX, SEARCH_MAX } from './limits.ts';
import { ORDER_SORTS, ORDER_STATUSES, ORDER_VIEWS, QUANTITY_MAX, TAX_RATES } from './orders.limits.ts';
import type {
  Order,
  OrderAcceptance,
  OrderAnswer,
  OrderLine,
  OrderOptions,
  OrderPage,
  OrderQuery,
  OrderRefusal,
  OrderSummary,
  OrderTotals,
} from './orders.ts';
import { companyRefSchema, staffMemberSchema } from './session.schema.ts';
import {
  amountSchema,
  attention,
  attentionFilter,
  blockText,
  decimalSchema,
  discountSchema,
  lineText,
  type ObjectSchema,
  optional,
} from './values.schema.ts';

const moment = z.iso.datetime({ offset: true });

/** The id is used as a key of an object and as a part of a JSON Pointer, which limits its characters. */
const itemId = z.string().regex(/^[A-Za-z0-9][\w.:-]{0,63}$/);

const taxRate = z.literal(TAX_RATES);

const orderLineSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal(['section', 'note']), text: blockText(LINE_TEXT_MAX) }),
  z.strictObject({
    kind: z.literal('item'),
    id: itemId,
    text: blockText(LINE_TEXT_MAX),
    description: z.string().max(LINE_TEXT_MAX).nullable(),
    quantity: decimalSchema,
    unit: lineText(NAME_MAX).nullable(),
    unitPrice: amountSchema,
    discount: discountSchema,
    taxRate,
    optional: z.boolean(),
  }),
]) satisfies z.ZodType<OrderLine>;

/** Whether no two items have the same id. */
function areDistinct(lines: OrderLine[]): boolean {
  const ids = lines.flatMap((line) => (line.kind === 'item' ? [line.id] : []));
  return new Set(ids).size === ids.length;
}

export const orderLinesSchema = z
  .array(orderLineSchema)
  .max(LINES_MAX)
  .refine(areDistinct, { message: 'Two items have the same id.' }) satisfies z.ZodType<OrderLine[]>;

const optionQuantitySchema = decimalSchema
  .refine((quantity) => !quantity.startsWith('-'), { params: { code: 'too_small' } })
  .refine((quantity) => Number(quantity) <= QUANTITY_MAX, { params: { code: 'too_big' } });

const orderOptionsSchema = z
  .record(z.string(), optionQuantitySchema)
  .refine((options) => Object.keys(options).length <= LINES_MAX, {
    params: { code: 'too_many' },
  }) satisfies z.ZodType<OrderOptions>;

export const orderParams = z.strictObject({ id: z.uuid() });

export const orderFileParams = z.strictObject({ id: z.uuid(), sha256: sha256Schema });

export const acceptOrderBody = z.strictObject({
  sha256: sha256Schema,
  options: orderOptionsSchema,
  signature: signatureMarkSchema,
}) satisfies ObjectSchema<OrderAcceptance>;

export const declineOrderBody = z.strictObject({
  sha256: sha256Schema,
  reason: blockText(REASON_MAX),
}) satisfies ObjectSchema<OrderRefusal>;

const statusList = z
  .string()
  .refine((list) => list.split(',').every((status) => ORDER_STATUSES.some((known) => known === status)));

export const listOrdersQuery = z.strictObject({
  view: z.enum(ORDER_VIEWS),
  search: optional(z.string().max(SEARCH_MAX)),
  status: optional(statusList),
  ...attentionFilter,
  company: optional(z.uuid()),
  from: optional(z.iso.date()),
  to: optional(z.iso.date()),
  sort: optional(z.enum(ORDER_SORTS)),
  direction: optional(z.enum(['asc', 'desc'])),
  cursor: optional(z.string().max(4_000)),
  limit: optional(z.coerce.number().int().min(1).max(PAGE_SIZE_MAX)),
}) satisfies ObjectSchema<OrderQuery>;

const summary = {
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  status: z.enum(ORDER_STATUSES),
  company: companyRefSchema.strict(),
  date: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  net: amountSchema,
  gross: amountSchema,
};

const orderSummarySchema = z.strictObject({ ...summary, ...attention }) satisfies ObjectSchema<OrderSummary>;

export const orderPageSchema = z.strictObject({
  items: z.array(orderSummarySchema),
  cursor: z.string().nullable(),
}) satisfies ObjectSchema<OrderPage>;

const orderTotalsSchema = z.strictObject({
  net: amountSchema,
  taxes: z.array(z.strictObject({ rate: taxRate, base: amountSchema, tax: amountSchema })),
  gross: amountSchema,
}) satisfies ObjectSchema<OrderTotals>;

const orderAnswerSchema = z.strictObject({
  kind: z.enum(['accepted', 'declined']),
  name: z.string(),
  at: moment,
  reason: z.string().nullable(),
  options: orderOptionsSchema,
}) satisfies ObjectSchema<OrderAnswer>;

export const orderSchema = z.strictObject({
  ...summary,
  offered: z.boolean(),
  lines: orderLinesSchema,
  totals: orderTotalsSchema,
  note: z.string().nullable(),
  assignee: staffMemberSchema.strict().nullable(),
  sha256: sha256Schema,
  file: z.strictObject({ sha256: sha256Schema, size: z.number().int() }).nullable(),
  sealed: z.boolean(),
  answering: z.enum(['here', 'elsewhere', 'none']),
  answer: orderAnswerSchema.nullable(),
  portalUrl: z.string(),
}) satisfies ObjectSchema<Order>;
