import * as z from 'zod';
import type { NewGuestTicket } from './guests.ts';
import { attachmentSchema } from './history.schema.ts';
import { DESCRIPTION_MAX, FILES_MAX, NAME_MAX, PAGE_SIZE_MAX, PHONE_MAX, SEARCH_MAX } from './limits.ts';
import { companyRefSchema, emailSchema, staffMemberSchema } from './session.schema.ts';
import {
  CONTEXT_FIELDS_MAX,
  CONTEXT_VALUE_MAX,
  SUBJECT_MAX,
  TICKET_CATEGORIES,
  TICKET_FILERS,
  TICKET_GROUPS,
  TICKET_PRIORITIES,
  TICKET_SORTS,
  TICKET_SOURCES,
  TICKET_STATUSES,
  URL_MAX,
} from './tickets.limits.ts';
import type {
  NewAnonymousTicket,
  NewTicket,
  Ticket,
  TicketContact,
  TicketContext,
  TicketFacets,
  TicketFiler,
  TicketPage,
  TicketPatch,
  TicketQuery,
  TicketReceipt,
  TicketSummary,
} from './tickets.ts';
import {
  attention,
  attentionFilter,
  blockText,
  languageSchema,
  lineText,
  type ObjectSchema,
  optional,
} from './values.schema.ts';

const ticketContactSchema = z.strictObject({
  name: lineText(NAME_MAX),
  email: emailSchema,
  phone: optional(lineText(PHONE_MAX)),
  company: optional(lineText(NAME_MAX)),
}) satisfies ObjectSchema<TicketContact>;

/** What the host page sent. It is shown as plain text everywhere, never as links or markup. */
const ticketContextSchema = z.strictObject({
  instance: optional(z.string().max(CONTEXT_VALUE_MAX)),
  version: optional(z.string().max(CONTEXT_VALUE_MAX)),
  pageUrl: optional(z.string().max(URL_MAX)),
  userAgent: optional(z.string().max(CONTEXT_VALUE_MAX)),
  fields: optional(
    z
      .record(z.string().min(1).max(CONTEXT_VALUE_MAX), z.string().max(CONTEXT_VALUE_MAX))
      .refine((fields) => Object.keys(fields).length <= CONTEXT_FIELDS_MAX, { params: { code: 'too_many' } }),
  ),
}) satisfies ObjectSchema<TicketContext>;

const newTicketBase = {
  subject: lineText(SUBJECT_MAX),
  description: blockText(DESCRIPTION_MAX),
  category: z.enum(TICKET_CATEGORIES),
  priority: z.enum(TICKET_PRIORITIES),
  attachments: optional(z.array(z.uuid()).max(FILES_MAX)),
  context: optional(ticketContextSchema),
};

export const createTicketBody = z.strictObject({
  ...newTicketBase,
  contact: optional(ticketContactSchema),
  companyId: optional(z.uuid()),
}) satisfies ObjectSchema<NewTicket>;

export const createAnonymousTicketBody = z.strictObject({
  ...newTicketBase,
  contact: ticketContactSchema,
  language: languageSchema,
  // Robots may write any text into it.
  website: optional(z.string().max(10_000)),
  proof: z.string().max(4_000),
}) satisfies ObjectSchema<NewAnonymousTicket>;

export const createGuestTicketBody = z.strictObject({
  ...newTicketBase,
  contact: optional(ticketContactSchema),
  language: languageSchema,
}) satisfies ObjectSchema<NewGuestTicket>;

export const updateTicketBody = z.strictObject({
  status: optional(z.enum(TICKET_STATUSES)),
  priority: optional(z.enum(TICKET_PRIORITIES)),
  category: optional(z.enum(TICKET_CATEGORIES)),
  companyId: optional(z.uuid()),
  quarantined: optional(z.boolean()),
}) satisfies ObjectSchema<TicketPatch>;

const TICKET_NUMBER = /^T-\d{4}-\d{6,}$/;

export const mergeTicketBody = z.strictObject({ into: z.string().regex(TICKET_NUMBER) });

export const ticketParams = z.strictObject({ id: z.uuid() });

const statusList = z
  .string()
  .refine((list) => list.split(',').every((status) => TICKET_STATUSES.some((known) => known === status)));

const filter = {
  search: optional(z.string().max(SEARCH_MAX)),
  status: optional(statusList),
  ...attentionFilter,
  company: optional(z.uuid()),
  assignee: optional(z.union([z.literal('none'), z.uuid()])),
  filedBy: optional(z.enum(TICKET_FILERS)),
};

export const listTicketsQuery = z.strictObject({
  ...filter,
  sort: optional(z.enum(TICKET_SORTS)),
  direction: optional(z.enum(['asc', 'desc'])),
  group: optional(z.enum(TICKET_GROUPS)),
  cursor: optional(z.string().max(4_000)),
  limit: optional(z.coerce.number().int().min(1).max(PAGE_SIZE_MAX)),
}) satisfies ObjectSchema<TicketQuery>;

export const exportTicketsQuery = z.strictObject({
  ...filter,
  sort: optional(z.enum(TICKET_SORTS)),
  direction: optional(z.enum(['asc', 'desc'])),
  language: optional(languageSchema),
});

const ticketFilerSchema = z.strictObject({
  name: z.string(),
  company: z.string().nullable(),
}) satisfies ObjectSchema<TicketFiler>;

const summary = {
  id: z.uuid(),
  number: z.string().regex(TICKET_NUMBER),
  subject: z.string(),
  category: z.enum(TICKET_CATEGORIES),
  priority: z.enum(TICKET_PRIORITIES),
  status: z.enum(TICKET_STATUSES),
  company: companyRefSchema.strict().nullable(),
  filedBy: ticketFilerSchema.nullable(),
  createdAt: z.iso.datetime({ offset: true }),
  changedAt: z.iso.datetime({ offset: true }),
  ...attention,
};

const ticketSummarySchema = z.strictObject({
  ...summary,
  assignee: z.strictObject({ id: z.uuid(), name: z.string() }).nullable(),
}) satisfies ObjectSchema<TicketSummary>;

export const ticketSchema = z.strictObject({
  ...summary,
  description: z.string(),
  source: z.enum(TICKET_SOURCES),
  contact: ticketContactSchema,
  assignee: staffMemberSchema.strict().nullable(),
  attachments: z.array(attachmentSchema),
  staff: optional(
    z.strictObject({
      context: ticketContextSchema,
      contactVerified: z.boolean(),
      quarantined: z.boolean(),
      embedKey: z.string().nullable(),
      host: z.string().nullable(),
      mailed: z.boolean(),
      confirmable: z.boolean(),
      linked: z.boolean(),
    }),
  ),
}) satisfies ObjectSchema<Ticket>;

export const ticketPageSchema = z.strictObject({
  items: z.array(ticketSummarySchema),
  cursor: z.string().nullable(),
}) satisfies ObjectSchema<TicketPage>;

export const ticketFacetsSchema = z.strictObject({
  statuses: z.array(z.strictObject({ status: z.enum(TICKET_STATUSES), count: z.number().int() })),
  companies: z.array(companyRefSchema.extend({ count: z.number().int() }).strict()),
  assignees: z.array(z.strictObject({ id: z.uuid(), name: z.string(), count: z.number().int() })),
}) satisfies ObjectSchema<TicketFacets>;

export const ticketReceiptSchema = z.strictObject({
  number: z.string(),
  confirmation: z.boolean(),
}) satisfies ObjectSchema<TicketReceipt>;
