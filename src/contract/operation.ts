/** HTTP methods the API uses. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The input of an operation: values for `{names}` in the path, the query string, the JSON body. */
export interface OperationInput {
  params?: Record<string, string>;
  query?: Record<string, string | number | boolean | undefined>;
  body?: unknown;
}

declare const types: unique symbol;

/**
 * One operation of the API: method and path, and, in the types only, its input and output.
 * An object literal of this type costs a few bytes and is dropped by the bundler when unused.
 */
export interface Operation<Input extends OperationInput = OperationInput, Output = unknown> {
  readonly method: Method;
  /** Path below `/api/v1` with `{name}` placeholders, as in OpenAPI. */
  readonly path: `/${string}`;
  readonly [types]?: { input: Input; output: Output };
}

/** The input type of an operation. */
export type InputOf<O> = O extends Operation<infer I, unknown> ? I : never;

/** The output type of an operation. */
export type OutputOf<O> = O extends Operation<OperationInput, infer R> ? R : never;
