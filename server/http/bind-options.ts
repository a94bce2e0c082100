import type { ZodType } from 'zod';
import type { OperationInput } from '../../src/contract/operation.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';

/** Who may call an operation: anybody, somebody logged in, a page with an embed key (`{key}` in the path), or a program with an API key. */
export type Caller = 'public' | 'user' | 'embed' | 'key';

/** The scope that an API key needs for an operation. Without it, the answer is 403 `scope_missing`. */
export type Needs<I extends OperationInput> = ApiScope | ((params: I['params']) => ApiScope);

interface CommonOptions<I extends OperationInput, O> {
  /** Parameters of the path. A value that does not fit is answered like a record that does not exist: 404. */
  params?: ZodType<I['params']>;
  query?: ZodType<I['query']>;
  /** The JSON body of the request. */
  body?: ZodType<I['body']>;
  /** Bytes of the JSON body at most, if it may be larger than usual. */
  bodyMax?: number;
  /** Values in the JSON body at most, if there may be more than usual. */
  valuesMax?: number;
  /** The body is a file of at most so many bytes, which the handler reads from `c.req.raw.body`. Its name is in the query, unless it has none. */
  upload?: { maxBytes: number; nameless?: true };
  /** The body is a stream of JSON rows, one per line, which the handler reads from `c.req.raw.body`; the answer is such a stream of messages. */
  lines?: { row: ZodType; message: ZodType };
  /** The JSON of a successful answer. Absent when the answer is not JSON. */
  output?: ZodType<O>;
  /** Status of a successful answer. Defaults to 200, or to 204 when there is no output. */
  status?: 200 | 201 | 202 | 204;
  summary: string;
}

export type BindOptions<I extends OperationInput, O, A extends Caller> = CommonOptions<I, O> &
  (A extends 'key' ? { needs: Needs<I> } : { needs?: never });
