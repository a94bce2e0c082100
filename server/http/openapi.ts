import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Operation, OperationInput } from '../../src/contract/operation.ts';
import type { BindOptions, Caller } from './bind-options.ts';
import { LINES_TYPE } from './body.ts';

const PROBLEM_MEDIA = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
const SECURITY: Record<Caller, Record<string, string[]>[]> = {
  public: [],
  embed: [],
  user: [{ session: [] }, { bearer: [] }],
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
