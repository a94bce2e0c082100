import { fixtureCleanup } from '@open-wc/testing';
import { delay, HttpResponse, http } from 'msw';
import { setupWorker } from 'msw/browser';
import type * as z from 'zod';
import type { Operation, OperationInput } from '../../contract/operation.ts';
import type { FieldError, ProblemCode, ProblemDetails } from '../../contract/problem.ts';

/** The API that tests talk to. */
export const API = '/api/v1';

export interface MockedRequest {
  params: Record<string, string>;
  query: URLSearchParams;
  headers: Headers;
  /** The parsed JSON body, undefined for anything else. */
  body: unknown;
}

/** Every request that reached a mock since the last test began. */
export const requests: (MockedRequest & { operation: Operation })[] = [];

const worker = setupWorker();
let running = false;
let started: Promise<unknown> | undefined;

/** Starts the mock before the first test of a file, and forgets handlers and requests after each test of a suite. It ends with the page. */
export function mockNetwork(): void {
  before(function () {
    // The service worker may take its time when all files of tests start at once.
    this.timeout(60_000);
    started ??= worker.start({
      quiet: true,
      // The files of the page itself are none of its business.
      onUnhandledFrame: ({ frame, defaults }) => {
        const { request } = frame.data as { request?: Request };
        // What an element still asks for when its test has ended is no fault.
        if (running && request?.url.includes(API)) defaults.error();
      },
    });
    return started;
  });
  beforeEach(() => {
    running = true;
  });
  afterEach(() => {
    running = false;
    fixtureCleanup();
    worker.resetHandlers();
    requests.length = 0;
  });
}

/** A failure as the API sends it. */
export const problem = (status: number, code: ProblemCode, errors?: FieldError[]): Response =>
  HttpResponse.json(
    {
      type: `https://portal.etron.at/problems/${code}`,
      title: code,
      status,
      code,
      ...(errors && { errors }),
    } satisfies ProblemDetails,
    {
      status,
      headers: { 'content-type': 'application/problem+json' },
    },
  );

/** No answer at all. */
export const offline = (): Response => HttpResponse.error();

/**
 * Answers an operation from now on (the latest handler wins). What it gives is parsed with the contract's schema, so that a mock cannot drift from the API;
 * a Response (`problem()`, `offline()`) is sent as it is. Without a schema the operation answers with nothing.
 */
export function mock<I extends OperationInput, O>(
  operation: Operation<I, O>,
  schema: z.ZodType<O> | undefined,
  answer: (request: MockedRequest) => O | Response | Promise<O | Response>,
): void {
  const method = operation.method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const path = `${API}${operation.path.replace(/\{(\w+)\}/g, ':$1')}`;
  worker.use(
    http[method](path, async ({ request, params }) => {
      const json = request.headers.get('content-type')?.includes('json');
      const seen: MockedRequest = {
        params: params as Record<string, string>,
        query: new URL(request.url).searchParams,
        headers: request.headers,
        body: json ? await request.json() : undefined,
      };
      requests.push({ ...seen, operation: operation as Operation });
      const output = await answer(seen);
      if (output instanceof Response) return output;
      if (!schema) return new HttpResponse(null, { status: 204 });
      return HttpResponse.json(schema.parse(output) as Record<string, unknown>, {
        status: operation.method === 'POST' ? 201 : 200,
      });
    }),
  );
}

/** The requests of one operation, oldest first. */
export const requestsOf = (operation: { method: string; path: string }): MockedRequest[] =>
  requests.filter(
    (request) => request.operation.path === operation.path && request.operation.method === operation.method,
  );

/** An answer that never comes, for the state of loading. */
export const never = async (): Promise<never> => {
  await delay('infinite');
  throw new Error('never');
};

/** A stream of server-sent events that the test writes to. */
export class EventStream {
  #controller: ReadableStreamDefaultController<Uint8Array> | undefined;

  response(): Response {
    let own: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        own = this.#controller = controller;
        this.#write(': here\n\n');
      },
      // Who listened is gone, as when an element is paused or removed.
      cancel: () => {
        if (this.#controller === own) this.#controller = undefined;
      },
    });
    return new HttpResponse(body, { headers: { 'content-type': 'text/event-stream' } });
  }

  send(data: unknown): void {
    this.#write(`data: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    this.#controller?.close();
    this.#controller = undefined;
  }

  #write(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }
}
