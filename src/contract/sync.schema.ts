import * as z from 'zod';
import { sha256Schema } from './documents.schema.ts';
import { RECORD_KINDS, TIME_ENTRY_MINUTES_MAX, TIME_ENTRY_TEXT_MAX } from './history.limits.ts';
import { LANGUAGES, type Language } from './language.ts';
import { DESCRIPTION_MAX, LINE_TEXT_MAX, LINES_MAX, NAME_MAX, PHONE_MAX } from './limits.ts';
import { orderLinesSchema } from './orders.schema.ts';
import type { FieldErrorCode, ProblemCode } from './problem.ts';
import { emailSchema } from './session.schema.ts';
import { PERMISSIONS, ROLES } from './session.ts';
import { CATALOGUE_KINDS, PERIODS, SUBSCRIPTION_STATUSES } from './subscriptions.limits.ts';
import {
  CATALOGUE_DESCRIPTION_MAX,
  CHANGE_KINDS,
  CHANGES_MAX,
  EXTERNAL_ID_MAX,
  KEYWORD_MAX,
  KEYWORDS_MAX,
  SYNC_KINDS,
} from './sync.limits.ts';
import type {
  Change,
  ReceivedFile,
  SyncCatalogueEntry,
  SyncCompany,
  SyncInvoice,
  SyncMessage,
  SyncOrder,
  SyncPermissions,
  SyncRows,
  SyncSubscription,
  SyncTimeEntry,
  SyncUser,
} from './sync.ts';
import {
  amountSchema,
  blockText,
  decimalSchema,
  discountSchema,
  lineText,
  type ObjectSchema,
  optional,
} from './values.schema.ts';

/** An id of the ERP, on one line. */
const externalId = lineText(EXTERNAL_ID_MAX);

/** Far years are typing errors, and not every one is a date to PostgreSQL. */
const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', { message: 'Out of range.' });

const number = lineText(NAME_MAX);
const title = lineText(NAME_MAX);
const assignee = optional(externalId.nullable());
const pdf = optional(sha256Schema.nullable());

const companyRow = z.strictObject({
  externalId,
  kind: z.enum(['customer', 'partner']),
  name: lineText(NAME_MAX),
  partner: optional(externalId.nullable()),
}) satisfies ObjectSchema<SyncCompany>;

const userRow = z.strictObject({
  externalId,
  name: lineText(NAME_MAX),
  email: emailSchema,
  phone: optional(lineText(PHONE_MAX).nullable()),
  company: optional(externalId.nullable()),
  role: z.enum(ROLES),
  management: optional(z.boolean()),
  disabled: optional(z.boolean()),
}) satisfies ObjectSchema<SyncUser>;

const permissionsRow = z.strictObject({
  externalId,
  permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length),
}) satisfies ObjectSchema<SyncPermissions>;

const orderRow = z.strictObject({
  externalId,
  number,
  title,
  company: externalId,
  status: z.enum(['open', 'ordered', 'cancelled']),
  date: day,
  validUntil: optional(day.nullable()),
  lines: orderLinesSchema,
  note: optional(blockText(DESCRIPTION_MAX).nullable()),
  assignee,
  pdf,
  gross: amountSchema,
}) satisfies ObjectSchema<SyncOrder>;

const invoiceRow = z.strictObject({
  externalId,
  number,
  title,
  company: externalId,
  status: z.enum(['open', 'paid', 'cancelled']),
  date: day,
  dueDate: day,
  paidOn: optional(day.nullable()),
  net: amountSchema,
  gross: amountSchema,
  due: amountSchema,
  assignee,
  pdf,
}) satisfies ObjectSchema<SyncInvoice>;

const subscriptionRow = z.strictObject({
  externalId,
  number,
  title,
  company: externalId,
  status: z.enum(SUBSCRIPTION_STATUSES),
  instance: z.strictObject({ key: externalId, name: lineText(NAME_MAX) }),
  period: z.enum(PERIODS),
  startDate: day,
  endDate: optional(day.nullable()),
  nextInvoice: optional(day.nullable()),
  lines: z
    .array(
      z.strictObject({
        text: blockText(LINE_TEXT_MAX),
        module: optional(externalId.nullable()),
        quantity: decimalSchema,
        unit: optional(lineText(NAME_MAX).nullable()),
        unitPrice: amountSchema,
        discount: optional(discountSchema),
      }),
    )
    .max(LINES_MAX),
  assignee,
}) satisfies ObjectSchema<SyncSubscription>;

const inEachLanguage = <T extends z.ZodType<string>>(text: T) =>
  z.strictObject(Object.fromEntries(LANGUAGES.map((language) => [language, text])) as Record<Language, T>);

const catalogueRow = z.strictObject({
  externalId,
  kind: z.enum(CATALOGUE_KINDS),
  name: inEachLanguage(lineText(NAME_MAX)),
  description: inEachLanguage(z.string().max(CATALOGUE_DESCRIPTION_MAX)),
  keywords: optional(z.array(lineText(KEYWORD_MAX)).max(KEYWORDS_MAX)),
  modules: optional(z.array(externalId).max(1_000)),
}) satisfies ObjectSchema<SyncCatalogueEntry>;

const timeEntryRow = z.strictObject({
  externalId,
  record: z.strictObject({ kind: z.enum(RECORD_KINDS), id: externalId }),
  employee: externalId,
  date: day,
  minutes: z.int().min(1).max(TIME_ENTRY_MINUTES_MAX),
  text: blockText(TIME_ENTRY_TEXT_MAX),
}) satisfies ObjectSchema<SyncTimeEntry>;

/** A row of each kind. */
export const syncRowSchemas: { [K in keyof SyncRows]: z.ZodType<SyncRows[K]> } = {
  companies: companyRow,
  users: userRow,
  permissions: permissionsRow,
  orders: orderRow,
  invoices: invoiceRow,
  subscriptions: subscriptionRow,
  catalogue: catalogueRow,
  'time-entries': timeEntryRow,
};

export const syncParams = z.strictObject({ kind: z.enum(SYNC_KINDS) });

const progress = {
  done: z.number().int(),
  created: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  failed: z.number().int(),
};

export const syncMessageSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('failure'),
    line: z.number().int(),
    externalId: z.string().nullable(),
    code: z.string() as unknown as z.ZodType<ProblemCode>,
    detail: optional(z.string()),
    errors: optional(
      z.array(
        z.strictObject({
          field: z.string(),
          code: z.string() as unknown as z.ZodType<FieldErrorCode>,
          message: z.string(),
        }),
      ),
    ),
  }),
  z.strictObject({ type: z.literal('progress'), ...progress }),
  z.strictObject({ type: z.literal('end'), ...progress }),
]) satisfies z.ZodType<SyncMessage>;

export const receivedFileSchema = z.strictObject({
  sha256: sha256Schema,
  size: z.number().int(),
  dropped: optional(z.array(z.string())),
}) satisfies ObjectSchema<ReceivedFile>;

export const listChangesQuery = z.strictObject({
  after: optional(z.string().max(100)),
  limit: optional(z.coerce.number().int().min(1).max(CHANGES_MAX)),
});

const named = { id: z.uuid(), externalId: z.string().nullable() };

const changeSchema = z.strictObject({
  cursor: z.string(),
  kind: z.enum(CHANGE_KINDS),
  at: z.iso.datetime({ offset: true }),
  record: z.strictObject({ ...named, kind: z.enum(RECORD_KINDS), number: z.string().nullable() }).nullable(),
  company: z.strictObject({ ...named, name: z.string() }).nullable(),
  user: z.strictObject({ ...named, name: z.string() }).nullable(),
  details: z.record(z.string(), z.unknown()),
}) satisfies ObjectSchema<Change>;

export const changePageSchema = z.strictObject({ items: z.array(changeSchema), cursor: z.string().nullable() });
