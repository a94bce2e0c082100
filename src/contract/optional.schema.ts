import type * as z from 'zod';

/** A member that may be left out. In JSON the same as `exactOptional`, which the API's description would take for required. */
export const optional = <T extends z.ZodType>(schema: T): z.ZodExactOptional<T> =>
  schema.optional() as unknown as z.ZodExactOptional<T>;
