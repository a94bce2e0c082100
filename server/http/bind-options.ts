import type { ZodType } from 'zod';
import type { OperationInput } from '../../src/contract/operation.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';

/** Who may call an operation: anybody, somebody logged in, a page with an embed key (`{key}` in the path), or a program with an API key. */
export type Access = 'public' | 'user' | 'embed' | 'key';

/** What an API key has to be allowed. 403 `scope_missing` */
export type Needs<I extends OperationInput> = ApiScope | ((params: I['params']) => ApiScope);

interface CommonOptions<I extends OperationInput, O, A extends Access> {
  access: A;
  /** A value that does not fit is a record that does not exist: 404. */
  params?: ZodType<I['params']>;
  query?: ZodType<I['query']>;
  /** JSON. */
  body?: ZodType<I['body']>;
  /** Bytes of the JSON, where it may be more than usual. */
  bodyMax?: number;
  /** Values in the JSON, where they may be more than usual. */
  valuesMax?: number;
  /** The body is a file of so many bytes at most: the handler reads `c.req.raw.body`. Its name is in the query, unless it has none. */
  upload?: { maxBytes: number; nameless?: true };
  /** The body is a stream of JSON, a row a line, which the handler reads from `c.req.raw.body`; and so is the answer, of messages. */
  lines?: { row: ZodType; message: ZodType };
  /** Absent when the answer is no JSON. */
  output?: ZodType<O>;
  /** Of a success; 200, or 204 without output. */
  status?: 200 | 201 | 202 | 204;
  summary: string;
  tag: string;
}

export type BindOptions<I extends OperationInput, O, A extends Access> = CommonOptions<I, O, A> &
  (A extends 'key' ? { needs: Needs<I> } : { needs?: never });
