import type { ZodType } from 'zod';
import type { OperationInput } from '../../src/contract/operation.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';

/** Who may call an operation: anybody, somebody logged in, a page with an embed key (`{key}` in the path), or a program with an API key. */
export type Caller = 'public' | 'user' | 'embed' | 'key';

/** The scope that an API key needs for an operation. Without it, the answer is 403 `scope_missing`. */
export type Needs<I extends OperationInput> = ApiScope | ((params: I['params']) => ApiScope);

interface CommonOptions<I extends OperationInput, O> {
  /** A value that does not fit names a record that cannot exist, so the answer is 404. */
  params?: ZodType<I['params']>;
  query?: ZodType<I['query']>;
  /** Schema of a JSON body. */
  body?: ZodType<I['body']>;
  /** Maximum size of the JSON body in bytes, if it is not the usual one. */
  bodyMax?: number;
  /** Maximum number of values in the JSON body, if it is not the usual one. */
  valuesMax?: number;
  /**
   * The body is a file of at most `maxBytes`, which the handler reads from `c.req.raw.body`. The query has its name, unless it is
   * `nameless`.
   */
  upload?: { maxBytes: number; nameless?: true };
  /** The body is a stream of JSON rows, one a line, which the handler reads from `c.req.raw.body`. The answer is a stream of messages. */
  lines?: { row: ZodType; message: ZodType };
  /** Schema of the answer. Absent if the answer is no JSON. */
  output?: ZodType<O>;
  /** Status of a successful answer. Defaults to 200, or to 204 when there is no output. */
  status?: 200 | 201 | 202 | 204;
  summary: string;
}

/** What an operation declares about itself: `bind` goes by it, and the description of the API is made of it. */
export type BindOptions<I extends OperationInput, O, A extends Caller> = CommonOptions<I, O> &
  (A extends 'key' ? { needs: Needs<I> } : { needs?: never });
