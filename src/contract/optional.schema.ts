import type * as z from 'zod';

/** A member that may be left out. In JSON it is the same as `exactOptional`, but that would be a required member in the OpenAPI document. */
export const optional = <T extends z.ZodType>(schema: T): z.ZodExactOptional<T> =>
  schema.optional() as unknown as z.ZodExactOptional<T>;

/** Schema of an object that names each of its properties, optional ones too, which `satisfies z.ZodType<T>` lets be forgotten. */
export type ObjectSchema<T> = z.ZodType<T> & { readonly shape: Record<keyof T, unknown> };
