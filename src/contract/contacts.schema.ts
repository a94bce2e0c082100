import * as z from 'zod';
import type { AccessRequest, TicketAccess } from './contacts.ts';
import { accessTokenSchema, companyRefSchema, emailSchema } from './session.schema.ts';
import { languageSchema, type ObjectSchema, optional } from './values.schema.ts';

// Any text is accepted as a token, so that a wrong one is answered like an expired one and not as wrong input.
export const exchangeTicketLinkBody = z.strictObject({ token: z.string().max(200), confirm: optional(z.boolean()) });

export const ticketAccessSchema = z.strictObject({
  ...accessTokenSchema.shape,
  ticketId: z.uuid(),
  contact: z.strictObject({ name: z.string(), email: z.string() }),
  account: z.enum(['none', 'requested', 'exists']),
}) satisfies ObjectSchema<TicketAccess>;

// Any text is accepted as a number, so that a mistyped one is answered like every other.
export const requestTicketLinkBody = z.strictObject({
  number: z.string().trim().min(1).max(40),
  email: emailSchema,
  language: languageSchema,
});

export const requestAccessBody = z.strictObject({ language: languageSchema });

const accessRequestSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  companyName: z.string().nullable(),
  ticket: z.strictObject({ id: z.uuid(), number: z.string(), subject: z.string() }),
  company: companyRefSchema.nullable(),
  createdAt: z.iso.datetime({ offset: true }),
}) satisfies ObjectSchema<AccessRequest>;

export const accessRequestsSchema = z.strictObject({ items: z.array(accessRequestSchema) });

export const accessRequestParams = z.strictObject({ id: z.uuid() });

export const grantAccessBody = z.strictObject({ companyId: z.uuid() });
