import * as z from 'zod';
import { PASSWORD_MAX } from './account.limits.ts';
import { EMAIL_MAX, NAME_MAX, PHONE_MAX, SEARCH_MAX } from './limits.ts';
import {
  type AccessToken,
  type CompanyRef,
  type CompanyUser,
  type CompanyUsers,
  type Me,
  PERMISSIONS,
  ROLES,
  type StaffMember,
} from './session.ts';
import { CONTEXT_VALUE_MAX } from './tickets.limits.ts';
import { languageSchema, lineText, type ObjectSchema, optional } from './values.schema.ts';

/** An e-mail address as typed; the server decides again when it normalises it. */
export const emailSchema = z
  .string()
  .trim()
  .min(1)
  .max(EMAIL_MAX)
  // The expression is also run on texts that are too long. Its parts do not overlap, so it needs only one pass through any text.
  .regex(/^[^\s@]+@(?:[^\s@.]+\.)+[^\s@.]+$/);

export const companyRefSchema = z.object({ id: z.uuid(), name: z.string() }) satisfies ObjectSchema<CompanyRef>;

export const staffMemberSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  picture: z.string().nullable(),
}) satisfies ObjectSchema<StaffMember>;

export const meSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  role: z.enum(ROLES),
  management: z.boolean(),
  permissions: z.array(z.enum(PERMISSIONS)),
  company: companyRefSchema.nullable(),
  partner: companyRefSchema.nullable(),
}) satisfies ObjectSchema<Me>;

export const accessTokenSchema = z.object({
  accessToken: z.string(),
  expiresIn: z.number().int(),
  guest: optional(z.literal(true)),
}) satisfies ObjectSchema<AccessToken>;

export const createSessionBody = z.strictObject({ email: emailSchema, password: z.string().min(1).max(PASSWORD_MAX) });

export const requestLinkBody = z.strictObject({ email: emailSchema, language: languageSchema });

// Any text is accepted as a token, so that a wrong one is answered like an expired one and not as wrong input.
export const redeemLinkBody = z.strictObject({ token: z.string().max(200) });

/** The claims of a host's token about somebody the portal does not know. The first three are those of OpenID Connect. */
export const guestClaimsSchema = z.object({
  name: lineText(NAME_MAX),
  email: emailSchema,
  phone_number: optional(lineText(PHONE_MAX)),
  instance: optional(lineText(CONTEXT_VALUE_MAX)),
});

export const exchangeHostTokenBody = z.strictObject({ token: z.string().max(8_192) });

export const staffListSchema = z.object({ items: z.array(staffMemberSchema) });

export const companyListSchema = z.object({ items: z.array(companyRefSchema) });

export const listCompaniesQuery = z.strictObject({ search: optional(z.string().max(SEARCH_MAX)) });

export const staffParams = z.strictObject({ id: z.uuid() });

export const companyParams = z.strictObject({ id: z.uuid() });

export const companyUserSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  management: z.boolean(),
  permissions: z.array(z.enum(PERMISSIONS)),
}) satisfies ObjectSchema<CompanyUser>;

export const companyUsersSchema = z.strictObject({
  items: z.array(companyUserSchema),
  partner: companyRefSchema.nullable(),
}) satisfies ObjectSchema<CompanyUsers>;

export const userParams = z.strictObject({ id: z.uuid() });

export const setPermissionsBody = z.strictObject({ permissions: z.array(z.enum(PERMISSIONS)).max(PERMISSIONS.length) });
