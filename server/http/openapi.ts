import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodType } from 'zod';
import type { Operation, OperationInput } from '../../src/contract/operation.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';
import { LINES_TYPE } from './body.ts';

/**
 * Who may call an operation: anybody, somebody logged in, the contact of a ticket through a mailed link, either of these two (`participant`),
 * a guest of a host, any of these three (`uploader`), a page with an embed key (`{key}` in the path), or a program with an API key.
 */
export type Caller = 'public' | 'user' | 'contact' | 'participant' | 'guest' | 'uploader' | 'embed' | 'key';

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

const PROBLEM_MEDIA = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const SECURITY: Record<Caller, Record<string, string[]>[]> = {
  public: [],
  embed: [],
  user: [{ session: [] }, { bearer: [] }],
  contact: [{ ticketLink: [] }],
  participant: [{ session: [] }, { bearer: [] }, { ticketLink: [] }],
  guest: [{ bearer: [] }],
  uploader: [{ session: [] }, { bearer: [] }, { ticketLink: [] }],
  key: [{ apiKey: [] }],
};

/** Parameter of an upload. It has no schema to pass, because any name is cleaned and none is refused. */
const FILE_NAME = { name: 'name', in: 'query' as const, required: true, schema: { type: 'string' as const } };

type RoutePath = Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0];
type RouteRequest = NonNullable<RoutePath['request']>;

/** Enters an operation into the description of the API. */
export function describe<I extends OperationInput, O, A extends Caller>(
  app: OpenAPIHono,
  { method, path }: Operation<I, O>,
  options: Omit<BindOptions<I, O, A>, 'status'> & { access: A; tag: string; status: number },
): void {
  const { access, tag, status, needs, params, query, body, upload, lines, output, summary } = options;
  const content = {
    ...(body && { 'application/json': { schema: body } }),
    ...(lines && { [LINES_TYPE]: { schema: lines.row } }),
    ...(upload && {
      'application/octet-stream': {
        schema: { type: 'string' as const, contentMediaType: 'application/octet-stream' },
      },
    }),
  };
  const answer = {
    ...(output && { 'application/json': { schema: output } }),
    ...(lines && { [LINES_TYPE]: { schema: lines.message } }),
  };
  app.openAPIRegistry.registerPath({
    method: method.toLowerCase() as RoutePath['method'],
    path,
    summary,
    tags: [tag],
    security: typeof needs === 'string' ? [{ apiKey: [needs] }] : SECURITY[access],
    ...(method === 'POST' && {
      parameters: [
        { $ref: '#/components/parameters/IdempotencyKey' },
        ...(upload && !upload.nameless ? [FILE_NAME] : []),
      ],
    }),
    request: {
      ...(params && { params: params as RouteRequest['params'] }),
      ...(query && { query: query as RouteRequest['query'] }),
      ...(Object.keys(content).length > 0 && { body: { required: true, content } }),
    } as RouteRequest,
    responses: {
      [status]: { description: 'Done', ...(Object.keys(answer).length > 0 && { content: answer }) },
      default: { description: 'A problem (RFC 9457)', content: PROBLEM_MEDIA },
    },
  });
}

/** The description of the API, as OpenAPI 3.1. */
export function openApiDocument(
  app: OpenAPIHono,
  { title, version, server }: { title: string; version: string; server: string },
) {
  return app.getOpenAPI31Document({ openapi: '3.1.0', info: { title, version }, servers: [{ url: server }] });
}

/** Enters what all operations share: how to authenticate, the Idempotency-Key, and the problem. */
export function describeCommon(app: OpenAPIHono): void {
  const registry = app.openAPIRegistry;
  registry.registerComponent('securitySchemes', 'session', { type: 'apiKey', in: 'cookie', name: '__Host-etron' });
  registry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    description: 'Caller token of a host, ten minutes',
  });
  registry.registerComponent('securitySchemes', 'ticketLink', {
    type: 'http',
    scheme: 'bearer',
    description: "Access token for the contact of one ticket, ten minutes: a mailed link's token was exchanged for it",
  });
  registry.registerComponent('securitySchemes', 'apiKey', {
    type: 'http',
    scheme: 'bearer',
    description: 'API key of a program, `etron_sk_…`. Its scopes say what it may do.',
  });
  registry.registerComponent('parameters', 'IdempotencyKey', {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'Chosen by the client, new for each request but the same when one is repeated: it is done once.',
    schema: { type: 'string', pattern: '^[\\x21-\\x7e]{8,128}$' },
  });
  registry.registerComponent('schemas', 'Problem', {
    type: 'object',
    required: ['type', 'title', 'status', 'code'],
    properties: {
      type: { type: 'string', format: 'uri' },
      title: { type: 'string' },
      status: { type: 'integer' },
      code: { type: 'string', description: 'Stable; clients may branch on it.' },
      detail: { type: 'string' },
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['field', 'code', 'message'],
          properties: {
            field: { type: 'string', description: 'JSON Pointer into the body, or `?name` for a query parameter.' },
            code: { type: 'string' },
            message: { type: 'string' },
          },
        },
      },
    },
  });
}
