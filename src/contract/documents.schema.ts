import * as z from 'zod';
import {
  ALIGNMENTS,
  AREAS_MAX,
  DOCUMENT_EVENTS,
  DOCUMENT_STATUSES,
  DOCUMENT_TURNS,
  DOCUMENT_WARNINGS,
  FIELD_NAME_MAX,
  FIELD_TYPES,
  FIELDS_MAX,
  FONT_SIZE_MAX,
  FONT_SIZE_MIN,
  FORMAT_MAX,
  OPTIONS_MAX,
  PAGES_MAX,
  POINTS_MAX,
  SIGNATURE_FONTS,
  SIGNATURE_IMAGE_MAX,
  SIGNER_STATUSES,
  SIGNERS_MAX,
  STROKES_MAX,
  TITLE_MAX,
  VALUE_MAX,
} from './documents.limits.ts';
import type {
  AuditTrail,
  DocumentCounts,
  DocumentField,
  DocumentPage,
  DocumentPatch,
  DocumentQuery,
  DocumentSignature,
  DocumentSummary,
  FieldValues,
  NewDocument,
  SignatureMark,
  SigningDocument,
  Verification,
} from './documents.ts';
import { NAME_MAX, PAGE_SIZE_MAX, REASON_MAX, SEARCH_MAX } from './limits.ts';
import { companyRefSchema, staffMemberSchema } from './session.schema.ts';
import { attention, attentionFilter, blockText, lineText, type ObjectSchema, optional } from './values.schema.ts';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const moment = z.iso.datetime({ offset: true });
const fraction = z.number().min(0).max(1);
/** Coordinates of a stroke, which may leave its box a little. */
const coordinate = z.number().min(-10_000).max(10_000);

const fieldAreaSchema = z.strictObject({
  page: z
    .number()
    .int()
    .min(0)
    .max(PAGES_MAX - 1),
  x: fraction,
  y: fraction,
  width: fraction,
  height: fraction,
  option: optional(z.string().max(VALUE_MAX)),
});

const fieldValidationSchema = z.strictObject({
  pattern: optional(z.string().max(500)),
  message: optional(z.string().max(500)),
  min: optional(z.string().max(30)),
  max: optional(z.string().max(30)),
});

const field = {
  type: z.enum(FIELD_TYPES),
  name: lineText(FIELD_NAME_MAX),
  areas: z.array(fieldAreaSchema).min(1).max(AREAS_MAX),
  role: lineText(NAME_MAX),
};

const choices = z.array(z.string().max(VALUE_MAX)).max(OPTIONS_MAX);

const further = {
  label: lineText(VALUE_MAX),
  tip: z.string().max(VALUE_MAX).nullable(),
  required: z.boolean(),
  readOnly: z.boolean(),
  maxLength: z.number().int().min(1).max(VALUE_MAX).nullable(),
  comb: z.boolean(),
  alignment: z.enum(ALIGNMENTS),
  fontSize: z.number().min(FONT_SIZE_MIN).max(FONT_SIZE_MAX).nullable(),
  options: z
    .array(z.strictObject({ value: z.string().max(VALUE_MAX), label: z.string().max(VALUE_MAX) }))
    .max(OPTIONS_MAX),
  defaultValue: z.union([z.string().max(VALUE_MAX), choices]).nullable(),
  format: z.string().max(FORMAT_MAX).nullable(),
  validation: fieldValidationSchema.nullable(),
};

const documentFieldSchema = z.strictObject({
  id: z.uuid(),
  ...field,
  ...further,
}) satisfies ObjectSchema<DocumentField>;

const newFieldSchema = z.strictObject({
  id: optional(z.uuid()),
  ...field,
  label: optional(further.label),
  tip: optional(further.tip),
  required: optional(further.required),
  readOnly: optional(further.readOnly),
  maxLength: optional(further.maxLength),
  comb: optional(further.comb),
  alignment: optional(further.alignment),
  fontSize: optional(further.fontSize),
  options: optional(further.options),
  defaultValue: optional(further.defaultValue),
  format: optional(further.format),
  validation: optional(further.validation),
});

export const signatureMarkSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('drawn'),
    width: z.number().positive().max(10_000),
    height: z.number().positive().max(10_000),
    strokes: z
      .array(z.array(z.tuple([coordinate, coordinate, z.number().min(0).max(100)])).max(POINTS_MAX))
      .max(STROKES_MAX),
  }),
  z.strictObject({ kind: z.literal('typed'), text: z.string().max(NAME_MAX), font: z.enum(SIGNATURE_FONTS) }),
  z.strictObject({ kind: z.literal('uploaded'), image: z.base64().max(Math.ceil(SIGNATURE_IMAGE_MAX / 3) * 4) }),
]) satisfies z.ZodType<SignatureMark>;

const fieldValuesSchema = z.record(
  z.uuid(),
  z.union([z.string().max(VALUE_MAX), choices, signatureMarkSchema]),
) satisfies z.ZodType<FieldValues>;

export const documentParams = z.strictObject({ id: z.uuid() });

export const documentFileParams = z.strictObject({ id: z.uuid(), sha256: sha256Schema });

export const documentFileQuery = z.strictObject({
  download: optional(z.enum(['true', 'false']).transform((text) => text === 'true')),
});

export const createDocumentBody = z.strictObject({
  title: lineText(TITLE_MAX),
  companyId: z.uuid(),
  upload: z.uuid(),
}) satisfies ObjectSchema<NewDocument>;

export const updateDocumentBody = z.strictObject({
  title: optional(lineText(TITLE_MAX)),
  message: optional(blockText(REASON_MAX).nullable()),
  fields: optional(z.array(newFieldSchema).max(FIELDS_MAX)),
  signers: optional(
    z
      .array(
        z.strictObject({ role: lineText(NAME_MAX), userId: z.uuid(), order: z.number().int().min(1).max(SIGNERS_MAX) }),
      )
      .max(SIGNERS_MAX),
  ),
  expiresAt: optional(moment.nullable()),
  remindDays: optional(z.number().int().min(1).max(365).nullable()),
  mayDecline: optional(z.boolean()),
  needsCode: optional(z.boolean()),
}) satisfies ObjectSchema<DocumentPatch>;

export const reasonBody = z.strictObject({ reason: blockText(REASON_MAX) });

export const saveValuesBody = z.strictObject({ values: fieldValuesSchema });

export const signDocumentBody = z.strictObject({
  sha256: sha256Schema,
  values: fieldValuesSchema,
  code: optional(z.string().max(20)),
}) satisfies ObjectSchema<DocumentSignature>;

const statusList = z
  .string()
  .refine((list) => list.split(',').every((status) => DOCUMENT_STATUSES.some((known) => known === status)));

export const listDocumentsQuery = z.strictObject({
  search: optional(z.string().max(SEARCH_MAX)),
  status: optional(statusList),
  ...attentionFilter,
  turn: optional(z.enum(DOCUMENT_TURNS)),
  company: optional(z.uuid()),
  cursor: optional(z.string().max(4_000)),
  limit: optional(z.coerce.number().int().min(1).max(PAGE_SIZE_MAX)),
}) satisfies ObjectSchema<DocumentQuery>;

const summary = {
  id: z.uuid(),
  title: z.string(),
  status: z.enum(DOCUMENT_STATUSES),
  company: companyRefSchema.strict(),
  createdAt: moment,
  changedAt: moment,
  expiresAt: moment.nullable(),
  myTurn: z.boolean(),
};

const documentSummarySchema = z.strictObject({ ...summary, ...attention }) satisfies ObjectSchema<DocumentSummary>;

export const documentPageSchema = z.strictObject({
  items: z.array(documentSummarySchema),
  cursor: z.string().nullable(),
}) satisfies ObjectSchema<DocumentPage>;

export const documentCountsSchema = z.strictObject({
  statuses: z.array(z.strictObject({ status: z.enum(DOCUMENT_STATUSES), count: z.number().int() })),
  myTurn: z.number().int(),
}) satisfies ObjectSchema<DocumentCounts>;

export const signingDocumentSchema = z.strictObject({
  ...summary,
  assignee: staffMemberSchema.strict().nullable(),
  messages: z.number().int(),
  message: z.string().nullable(),
  sha256: sha256Schema,
  size: z.number().int(),
  pages: z.array(z.strictObject({ width: z.number(), height: z.number() })),
  fields: z.array(documentFieldSchema),
  values: fieldValuesSchema,
  signers: z.array(
    z.strictObject({
      id: z.uuid(),
      role: z.string(),
      name: z.string(),
      order: z.number().int(),
      status: z.enum(SIGNER_STATUSES),
      endedAt: moment.nullable(),
      me: z.boolean(),
      userId: optional(z.uuid()),
    }),
  ),
  signing: z.enum(['here', 'elsewhere', 'later', 'none']),
  portalUrl: z.string(),
  mayDecline: z.boolean(),
  needsCode: z.boolean(),
  ending: z.strictObject({ reason: z.string(), name: z.string() }).nullable(),
  remindDays: optional(z.number().int().nullable()),
  warnings: optional(
    z.array(
      z.strictObject({
        field: z.string().nullable(),
        code: z.enum(DOCUMENT_WARNINGS),
        value: z.string().nullable(),
      }),
    ),
  ),
}) satisfies ObjectSchema<SigningDocument>;

export const auditTrailSchema = z.strictObject({
  items: z.array(
    z.strictObject({
      sequence: z.number().int(),
      kind: z.enum(DOCUMENT_EVENTS),
      at: moment,
      details: z.record(z.string(), z.string()),
      person: z
        .strictObject({
          name: z.string(),
          email: z.string(),
          ipAddress: z.string().nullable(),
          userAgent: z.string().nullable(),
          verifiedBy: z.string(),
        })
        .nullable(),
      hash: sha256Schema,
    }),
  ),
  intact: z.boolean(),
}) satisfies ObjectSchema<AuditTrail>;

export const verificationSchema = z.strictObject({
  valid: z.boolean(),
  fault: z.enum(['unreadable', 'not_signed', 'not_ours', 'altered', 'extended', 'record_altered']).nullable(),
  document: z.strictObject({ title: z.string(), sealedAt: moment, signers: z.array(z.string()) }).nullable(),
}) satisfies ObjectSchema<Verification>;
