import * as z from 'zod';
import type { Amount, Decimal } from './money.ts';

/** An amount that PostgreSQL stores as numeric(14, 2), in its canonical form. */
export const amountSchema = z.string().regex(/^(?!-0\.00$)-?(?:0|[1-9]\d{0,11})\.\d\d$/) satisfies z.ZodType<Amount>;

/** A figure that PostgreSQL stores as numeric(12, 3). */
export const decimalSchema = z.string().regex(/^-?(?:0|[1-9]\d{0,8})(?:\.\d{1,3})?$/) satisfies z.ZodType<Decimal>;

/** From 0 to 100 percent. */
export const discountSchema = z
  .string()
  .regex(/^(?:(?:0|[1-9]\d?)(?:\.\d{1,3})?|100(?:\.0{1,3})?)$/) satisfies z.ZodType<Decimal>;
