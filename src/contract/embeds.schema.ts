import * as z from 'zod';
import type { Challenge, Proof } from './embeds.ts';
import type { ObjectSchema } from './values.schema.ts';

export const embedParams = z.strictObject({ key: z.string().max(100) });

// All objects are strict, because the signature covers every member.
export const challengeSchema = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal('PBKDF2/SHA-256'),
    nonce: z.string().max(64),
    salt: z.string().max(64),
    cost: z.number().int(),
    keyLength: z.number().int(),
    keyPrefix: z.string().max(64),
    expiresAt: z.number().int(),
    data: z.strictObject({ embedKey: z.string() }),
  }),
  signature: z.string().max(128),
}) satisfies ObjectSchema<Challenge>;

/** Drops further members, such as how long solving took. */
export const proofSchema = z.object({
  challenge: challengeSchema,
  solution: z.object({ counter: z.number().int(), derivedKey: z.string().max(128) }),
}) satisfies ObjectSchema<Proof>;

export const confirmContactBody = z.strictObject({
  number: z
    .string()
    .regex(/^T-\d{4}-\d{6,}$/)
    .max(20),
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/),
});
