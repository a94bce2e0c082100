import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Context, MiddlewareHandler } from 'hono';
import type { ZodType } from 'zod';
import type { Operation, OperationInput } from '../../src/contract/operation.ts';
import type { ApiScope } from '../../src/contract/sync.limits.ts';
import type { Deps } from '../deps.ts';
import type {
  Actor,
  ApiKeyActor,
  ContactActor,
  EmbedActor,
  GuestActor,
  Participant,
  UserActor,
} from '../modules/identity/actor.ts';
import type { Authenticator } from '../modules/identity/authenticate.ts';
import { requestIp } from '../modules/identity/client-ip.ts';
import { parseJson, readJsonText, refuseLarger, requireLines } from './body.ts';
import { headersFor } from './headers.ts';
import { hashRequest, requireKey } from './idempotency.ts';
import { jsonPointer, parse, queryField } from './input.ts';
import { type BindOptions, type Caller, describe, type Needs } from './openapi.ts';
import { notFound, Problem } from './problem.ts';
import { RawJson } from './raw-json.ts';
import { createScope, type Scope } from './scope.ts';

/** What `bind` needs: the app that operations are added to, and what all of them share. */
export interface Api {
  app: OpenAPIHono;
  deps: Deps;
  authenticator: Authenticator;
  cors: MiddlewareHandler;
  /** Turns an error that a handler throws into the answer. */
  toErrorResponse: (error: Error, c: Context) => Response;
}

/** The path that all operations of the API are below. */
export const BASE_PATH = '/api/v1';

/** The actors that callers are. Anybody, of whom nothing is known, is none. */
interface ActorOf {
  user: UserActor;
  contact: ContactActor;
  participant: Participant;
  guest: GuestActor;
  uploader: Participant | GuestActor;
  embed: EmbedActor;
  key: ApiKeyActor;
}

/** What a handler is given. */
interface Call<I extends OperationInput, A extends Caller> {
  scope: A extends keyof ActorOf ? Scope<ActorOf[A]> : undefined;
  input: { params: I['params']; query: I['query']; body: I['body'] };
  /** Headers of the answer. A handler may add to them; they do not apply to a Response that it returns itself. */
  headers: Record<string, string>;
  c: Context;
}

/** Does the work of an operation. An object is sent as JSON, a Response (downloads, streams, another status) as it is, nothing as 204. */
type Handler<I extends OperationInput, O, A extends Caller> = (call: Call<I, A>) => Promise<O | RawJson | Response>;

/**
 * Adds an operation of the contract to the app: authenticates the caller, parses the input, gives the handler its scope, sends what it
 * returns, and enters the operation into the description of the API.
 */
export type Bind<A extends Caller> = <I extends OperationInput, O>(
  operation: Operation<I, O>,
  options: BindOptions<I, O, A>,
  handler: Handler<I, O, A>,
) => void;

/**
 * A function that binds operations for one kind of callers, under one tag of the API's description.
 *
 * @example
 * const bind = binder(api, 'user', 'Tickets');
 * bind(getTicket, { params: ticketParams, output: ticketSchema, summary: 'One ticket' }, ({ scope, input }) =>
 *   readTicket(scope, input.params.id),
 * );
 */
export function binder<A extends Caller>(api: Api, access: A, tag: string): Bind<A> {
  return (operation, options, handler) => bind(api, { access, tag }, operation, options, handler);
}

function bind<I extends OperationInput, O, A extends Caller>(
  api: Api,
  { access, tag }: { access: A; tag: string },
  operation: Operation<I, O>,
  options: BindOptions<I, O, A>,
  handler: Handler<I, O, A>,
): void {
  const { app, deps } = api;
  const { params, query, body, bodyMax, valuesMax, upload, lines } = options;
  const { needs }: { needs?: Needs<I> } = options;
  const status = options.status ?? (options.output ? 200 : 204);
  const isPost = operation.method === 'POST';

  describe(app, operation, { ...options, access, tag, status });

  const answer = async (c: Context): Promise<Response> => {
    const request = c.req.raw;
    const actor = await authenticate(api, access, c);
    const pathParams = params ? parseParams(params, c.req.param()) : (c.req.param() as I['params']);
    if (actor?.kind === 'key') requireScope(actor, typeof needs === 'function' ? needs(pathParams) : needs!);
    const key = isPost ? requireKey(request.headers) : undefined;
    if (upload) refuseLarger(request.headers, upload.maxBytes);
    if (lines) requireLines(request.headers);
    const text = body && (await readJsonText(request, bodyMax));
    const input = {
      params: pathParams,
      query: query && parse(query, c.req.query(), queryField),
      body: body && parse(body, parseJson(text!), jsonPointer, { valuesMax }),
    };
    const idempotent =
      key === undefined || access === 'public' ? undefined : { key, hash: hashRequest(request, text, actor) };
    const scope = actor && createScope(deps.db, actor, idempotent);
    const headers = options.output ? headersFor('application/json') : headersFor();
    const result = await handler({ scope, input, headers, c } as Call<I, A>);
    if (result instanceof Response) return result;
    if (!options.output) return new Response(null, { status, headers });
    return new Response(result instanceof RawJson ? result.text : JSON.stringify(result), { status, headers });
  };

  const path = BASE_PATH + operation.path.replaceAll(/\{(\w+)\}/g, ':$1');
  if (access !== 'key') app.on(operation.method, path, withCors(api, answer));
  else app.on(operation.method, path, answer).options(path, refuseCors);
}

type Answer = (c: Context) => Promise<Response>;

/**
 * Applies CORS to requests that carry an Origin. As a middleware of the whole API it would cost every request a tenth of the throughput,
 * and GET requests of our own pages and requests of programs never carry one.
 */
function withCors({ cors, toErrorResponse }: Api, answer: Answer): Answer {
  const answerWithCors: Answer = async (c) => {
    await cors(c, async () => {
      // Assigned rather than returned, because that keeps the headers that CORS has set already, also for problems.
      c.res = await answer(c).catch((error: Error) => toErrorResponse(error, c));
    });
    return c.res;
  };
  return (c) => {
    const response = originOf(c) === undefined ? answer(c) : answerWithCors(c);
    return c.req.method === 'HEAD' ? response.then(cancelBody) : response;
  };
}

/** Hono answers HEAD as it answers GET, and drops the body without reading it. The file or listener behind it would stay open for ever. */
async function cancelBody(response: Response): Promise<Response> {
  await response.body?.cancel();
  return response;
}

/** Reads the header from Node's own request if there is one: Hono would make a Headers object only for this. */
function originOf(c: Context): string | undefined {
  const incoming = (c.env as { incoming?: { headers: { origin?: string } } } | undefined)?.incoming;
  return incoming ? incoming.headers.origin : (c.req.raw.headers.get('origin') ?? undefined);
}

/** Answers preflight requests to operations for programs, whose keys must not be used in a browser: no page may call them. */
const refuseCors = (): Response => new Response(null, { status: 204, headers: headersFor() });

async function authenticate({ authenticator, deps }: Api, access: Caller, c: Context): Promise<Actor | undefined> {
  const request = c.req.raw;
  switch (access) {
    case 'public':
      return undefined;
    case 'user':
    case 'contact':
    case 'participant':
    case 'guest':
    case 'uploader':
      return authenticator[access](request);
    case 'embed':
      return authenticator.embed(request, c.req.param('key')!);
    case 'key':
      return authenticator.key(request, requestIp(c, deps));
  }
}

function requireScope({ scopes }: ApiKeyActor, scope: ApiScope): void {
  if (!scopes.includes(scope))
    throw new Problem(403, 'scope_missing', { detail: `This key has not the scope "${scope}".` });
}

function parseParams<T>(schema: ZodType<T>, value: unknown): T {
  try {
    return parse(schema, value, jsonPointer);
  } catch (error) {
    throw error instanceof Problem ? notFound() : error;
  }
}
