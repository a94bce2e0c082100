import * as z from 'zod';
import { SEARCH_MAX } from './limits.ts';
import { companyRefSchema, staffMemberSchema } from './session.schema.ts';
import { CATALOGUE_KINDS, LOOKUP_MAX, PERIODS, SUBSCRIPTION_STATUSES } from './subscriptions.limits.ts';
import type { Instance, LookupInstance, LookupResult, Subscription, SubscriptionLine } from './subscriptions.ts';
import { isVisible } from './text.ts';
import {
  amountSchema,
  attention,
  decimalSchema,
  discountSchema,
  languageSchema,
  type ObjectSchema,
  optional,
} from './values.schema.ts';

export const listSubscriptionsQuery = z.strictObject({
  company: optional(z.uuid()),
  language: optional(languageSchema),
});

export const lookUpModulesQuery = z.strictObject({
  search: z
    .string()
    .max(SEARCH_MAX)
    .refine(isVisible, { params: { code: 'required' }, message: 'Required.' }),
  language: languageSchema,
  company: optional(z.uuid()),
});

const moduleRef = z.strictObject({ id: z.uuid(), name: z.string() });

const instance = { key: z.string(), name: z.string() };

const instanceSchema = z.strictObject(instance) satisfies ObjectSchema<Instance>;

const lineSchema = z.strictObject({
  text: z.string(),
  module: moduleRef.nullable(),
  quantity: decimalSchema,
  unit: z.string().nullable(),
  unitPrice: amountSchema,
  discount: discountSchema,
  net: amountSchema,
}) satisfies ObjectSchema<SubscriptionLine>;

const subscriptionSchema = z.strictObject({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  status: z.enum(SUBSCRIPTION_STATUSES),
  company: companyRefSchema.strict(),
  instance: instanceSchema,
  period: z.enum(PERIODS),
  startDate: z.iso.date(),
  endDate: z.iso.date().nullable(),
  nextInvoice: z.iso.date().nullable(),
  net: amountSchema,
  lines: z.array(lineSchema),
  assignee: staffMemberSchema.strict().nullable(),
  ...attention,
}) satisfies ObjectSchema<Subscription>;

export const subscriptionListSchema = z.strictObject({ items: z.array(subscriptionSchema) });

const lookupInstanceSchema = z.strictObject({
  ...instance,
  company: companyRefSchema.strict(),
  installed: z.boolean(),
  missing: z.array(moduleRef),
}) satisfies ObjectSchema<LookupInstance>;

const lookupResultSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(CATALOGUE_KINDS),
  name: z.string(),
  description: z.string(),
  instances: z.array(lookupInstanceSchema),
}) satisfies ObjectSchema<LookupResult>;

export const lookupSchema = z.strictObject({ items: z.array(lookupResultSchema).max(LOOKUP_MAX) });
