import * as z from 'zod';
import { LANGUAGES } from './language.ts';
import type { Amount, Decimal } from './money.ts';
import { isVisible } from './text.ts';

// Schemas of single values, which the schemas of all kinds of records share.

export const languageSchema = z.enum(LANGUAGES);

const required = { params: { code: 'required' }, message: 'Required.' };

/** One line of text: nothing that could break out of a line, such as a mail header or a cell. */
export function lineText(max: number) {
  return z
    .string()
    .trim()
    .max(max)
    .refine(isVisible, required)
    .refine((text) => !/\p{Cc}|\u2028|\u2029/u.test(text), { message: 'More than one line, or a control character.' });
}

/** Text of several lines, kept as it was written. */
export function blockText(max: number) {
  return z.string().max(max).refine(isVisible, required);
}

/** An amount that PostgreSQL stores as numeric(14, 2), in its canonical form. */
export const amountSchema = z.string().regex(/^(?!-0\.00$)-?(?:0|[1-9]\d{0,11})\.\d\d$/) satisfies z.ZodType<Amount>;

/** A figure that PostgreSQL stores as numeric(12, 3). */
export const decimalSchema = z.string().regex(/^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/) satisfies z.ZodType<Decimal>;

/** From 0 to 100 percent. */
export const discountSchema = z
  .string()
  .regex(/^(?:(?:0|[1-9]\d?)(?:\.\d{1,3})?|100(?:\.0{1,3})?)$/) satisfies z.ZodType<Decimal>;

/** A member that may be left out. In JSON it is the same as `exactOptional`, but that would be a required member in the OpenAPI document. */
export const optional = <T extends z.ZodType>(schema: T): z.ZodExactOptional<T> =>
  schema.optional() as unknown as z.ZodExactOptional<T>;

/** Whether a record wants attention (`Attention`), and what narrows a list to those that do (`AttentionFilter`). */
export const attention = { unread: z.boolean(), unanswered: optional(z.boolean()) };
export const attentionFilter = { unanswered: optional(z.literal('yes')) };

/** Schema of an object that names each of its properties, also the optional ones, which `satisfies z.ZodType<T>` would let be forgotten. */
export type ObjectSchema<T> = z.ZodType<T> & { readonly shape: Record<keyof T, unknown> };
