import * as z from 'zod';
import { PASSWORD_MAX, PASSWORD_MIN } from './account.limits.ts';
import type { Account, ActiveSession } from './account.ts';
import { NAME_MAX, PHONE_MAX } from './limits.ts';
import { companyRefSchema, requestLinkBody } from './session.schema.ts';
import { languageSchema, lineText, type ObjectSchema, optional } from './values.schema.ts';

export const accountSchema = z.object({
  name: z.string(),
  phone: z.string().nullable(),
  language: languageSchema.nullable(),
  email: z.string(),
  company: companyRefSchema.nullable(),
  hasPassword: z.boolean().nullable(),
}) satisfies ObjectSchema<Account>;

const activeSessionSchema = z.object({
  id: z.uuid(),
  createdAt: z.iso.datetime({ offset: true }),
  usedAt: z.iso.datetime({ offset: true }),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  current: z.boolean(),
}) satisfies ObjectSchema<ActiveSession>;

export const sessionListSchema = z.object({ items: z.array(activeSessionSchema) });

export const sessionParams = z.strictObject({ id: z.uuid() });

export const updateAccountBody = z.strictObject({
  name: optional(lineText(NAME_MAX)),
  phone: optional(lineText(PHONE_MAX).nullable()),
  language: optional(languageSchema),
});

// One that was chosen under other rules is still known by its owner.
const knownPassword = z.string().min(1).max(PASSWORD_MAX);
const newPassword = z.string().min(PASSWORD_MIN).max(PASSWORD_MAX);

export const setPasswordBody = z.strictObject({ current: optional(knownPassword), password: newPassword });

export const removePasswordBody = z.strictObject({ current: knownPassword });

export const requestPasswordLinkBody = requestLinkBody;

export const redeemPasswordLinkBody = z.strictObject({ token: z.string().max(200), password: newPassword });
