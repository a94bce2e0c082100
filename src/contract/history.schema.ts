import * as z from 'zod';
import { MESSAGE_MAX, RECORD_KINDS, TIME_ENTRY_MINUTES_MAX, TIME_ENTRY_TEXT_MAX } from './history.limits.ts';
import type {
  AssignedEmployee,
  Attachment,
  HistoryEntry,
  HistoryPage,
  NewMessage,
  NewTimeEntry,
  TimeEntry,
  TimeSheet,
} from './history.ts';
import { FILES_MAX, PAGE_SIZE_MAX } from './limits.ts';
import { ORDER_STATUSES } from './orders.limits.ts';
import { staffMemberSchema } from './session.schema.ts';
import { TICKET_STATUSES } from './tickets.limits.ts';
import { blockText, type ObjectSchema, optional } from './values.schema.ts';

export const attachmentSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  size: z.number().int(),
  type: z.string(),
}) satisfies ObjectSchema<Attachment>;

const entry = {
  id: z.uuid(),
  createdAt: z.iso.datetime({ offset: true }),
  author: z.strictObject({
    name: z.string(),
    side: z.enum(['customer', 'staff', 'system']),
    picture: z.string().nullable(),
  }),
};

export const messageEntrySchema = z.strictObject({
  ...entry,
  kind: z.literal('message'),
  body: z.string(),
  internal: z.boolean(),
  editedAt: z.iso.datetime({ offset: true }).nullable(),
  editableUntil: z.iso.datetime({ offset: true }).nullable(),
  attachments: z.array(attachmentSchema),
});

const historyEntrySchema = z.discriminatedUnion('kind', [
  messageEntrySchema,
  z.strictObject({
    ...entry,
    kind: z.literal('status'),
    from: z.enum([...TICKET_STATUSES, ...ORDER_STATUSES]).nullable(),
    to: z.enum([...TICKET_STATUSES, ...ORDER_STATUSES]),
    reason: z.string().nullable(),
    attachments: z.array(attachmentSchema),
  }),
  z.strictObject({ ...entry, kind: z.literal('view') }),
  z.strictObject({
    ...entry,
    kind: z.literal('merge'),
    number: z.string(),
    subject: z.string(),
    description: z.string().nullable(),
    attachments: z.array(attachmentSchema),
  }),
  z.strictObject({ ...entry, kind: z.literal('assignment'), to: z.string().nullable() }),
  z.strictObject({ ...entry, kind: z.literal('confirmation'), to: z.string() }),
]) satisfies z.ZodType<HistoryEntry>;

export const historyPageSchema = z.strictObject({
  items: z.array(historyEntrySchema),
  before: z.string().nullable(),
  unread: z.boolean(),
}) satisfies ObjectSchema<HistoryPage>;

export const timeEntrySchema = z.strictObject({
  id: z.uuid(),
  date: z.iso.date(),
  minutes: z.number().int(),
  text: z.string(),
  employee: z.strictObject({ id: z.uuid(), name: z.string() }),
}) satisfies ObjectSchema<TimeEntry>;

export const timeSheetSchema = z.strictObject({
  items: z.array(timeEntrySchema),
  totalMinutes: z.number().int(),
}) satisfies ObjectSchema<TimeSheet>;

const record = { kind: z.enum(RECORD_KINDS), id: z.uuid() };

export const recordParams = z.strictObject(record);

export const messageParams = z.strictObject({ ...record, message: z.uuid() });

export const timeEntryParams = z.strictObject({ ...record, entry: z.uuid() });

export const listHistoryQuery = z.strictObject({
  before: optional(z.uuid()),
  limit: optional(z.coerce.number().int().min(1).max(PAGE_SIZE_MAX)),
});

export const createMessageBody = z.strictObject({
  body: blockText(MESSAGE_MAX),
  attachments: optional(z.array(z.uuid()).max(FILES_MAX)),
  internal: optional(z.boolean()),
}) satisfies ObjectSchema<NewMessage>;

export const updateMessageBody = z.strictObject({ body: blockText(MESSAGE_MAX) });

export const assignRecordBody = z.strictObject({ employeeId: z.uuid().nullable() });

export const assignedEmployeeSchema = z.strictObject({
  assignee: staffMemberSchema.strict().nullable(),
}) satisfies ObjectSchema<AssignedEmployee>;

// Years before the company was founded, or far in the future, are typing errors.
const workDay = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2100-01-01', { message: 'Out of range.' });

export const createTimeEntryBody = z.strictObject({
  date: workDay,
  minutes: z.int().min(1).max(TIME_ENTRY_MINUTES_MAX),
  text: blockText(TIME_ENTRY_TEXT_MAX),
}) satisfies ObjectSchema<NewTimeEntry>;

export const attachmentParams = z.strictObject({ id: z.uuid() });
