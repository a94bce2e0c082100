import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { ZodType } from 'zod';
import type { Operation, OperationInput } from '../../src/contract/operation.ts';
import type { ProblemDetails } from '../../src/contract/problem.ts';
import { BASE_PATH } from '../http/bind.ts';

interface TestAnswer<O> {
  status: number;
  headers: Headers;
  /** The output of a success, undefined without JSON. */
  body: O;
  /** What a failure says; undefined for a success. */
  problem: ProblemDetails;
}

export interface TestCallOptions {
  /** Idempotency-Key of a POST; a new one by default. */
  key?: string;
  headers?: Record<string, string>;
}

/** Sends requests with the headers of somebody. */
export class TestClient {
  readonly #app: OpenAPIHono;
  readonly #headers: Record<string, string>;

  constructor(app: OpenAPIHono, headers: Record<string, string>) {
    this.#app = app;
    this.#headers = headers;
  }

  /** A client that also sends these headers. */
  with(headers: Record<string, string>): TestClient {
    return new TestClient(this.#app, { ...this.#headers, ...headers });
  }

  /** Sends anything to a path below `/api/v1`. POSTs get an Idempotency-Key, and a `json` body its content type. */
  async request(path: string, { json, ...init }: RequestInit & { json?: unknown } = {}): Promise<Response> {
    const headers = new Headers({
      ...this.#headers,
      ...(init.method === 'POST' && { 'idempotency-key': randomUUID() }),
    });
    if (json !== undefined) headers.set('content-type', 'application/json');
    new Headers(init.headers).forEach((value, name) => headers.set(name, value));
    const body = json === undefined ? init.body : JSON.stringify(json);
    // Streams need `duplex`, which the types do not know yet.
    return this.#app.request(BASE_PATH + path, {
      ...init,
      headers,
      ...(body !== undefined && { body, duplex: 'half' }),
    } as RequestInit);
  }

  /** Uploads a file, and returns the id of the upload. */
  async upload(name: string, body: NonNullable<RequestInit['body']> = 'x'): Promise<string> {
    const response = await this.request(`/uploads?name=${encodeURIComponent(name)}`, { method: 'POST', body });
    assert.ok(response.ok, `${name} was refused: ${response.status}`);
    return ((await response.json()) as { id: string }).id;
  }

  /** Downloads a list as CSV, and returns its lines after the byte order mark. */
  async csv(path: string): Promise<string[]> {
    const response = await this.request(path);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.match(response.headers.get('content-disposition')!, /^attachment;/);
    // `text()` would remove the byte order mark.
    const text = Buffer.from(await response.arrayBuffer()).toString('utf8');
    assert.ok(text.startsWith('\ufeff') && text.endsWith('\r\n'));
    return text.slice(1, -2).split('\r\n');
  }

  /** Calls an operation. Its JSON, or the problem, is checked against the contract. */
  async call<I extends OperationInput, O>(
    operation: Operation<I, O>,
    input?: I,
    { key, headers }: TestCallOptions = {},
  ): Promise<TestAnswer<O>> {
    const { params = {}, query = {}, body } = (input ?? {}) as OperationInput;
    const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams(
      Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
    );
    const response = await this.request(search.size > 0 ? `${path}?${search}` : path, {
      method: operation.method,
      headers: { ...headers, ...(key !== undefined && { 'idempotency-key': key }) },
      ...(body !== undefined && { json: body }),
    });
    const type = response.headers.get('content-type') ?? '';
    const content: unknown = /\bjson\b/.test(type) ? await response.json() : undefined;
    if (response.ok) this.#check(operation, response.status, content);
    else assert.match(type, /^application\/problem\+json/, `${response.status} without a problem`);
    return {
      status: response.status,
      headers: response.headers,
      body: (response.ok ? content : undefined) as O,
      problem: (response.ok ? undefined : content) as ProblemDetails,
    };
  }

  #check({ method, path }: Operation, status: number, content: unknown): void {
    for (const definition of this.#app.openAPIRegistry.definitions) {
      if (
        definition.type !== 'route' ||
        definition.route.path !== path ||
        definition.route.method !== method.toLowerCase()
      )
        continue;
      const { responses } = definition.route;
      // 200 or 201 is described; 202 of the same operation has the same JSON.
      const response = responses[status] ?? responses[200] ?? responses[201];
      const media = response && 'content' in response ? response.content?.['application/json'] : undefined;
      const schema = media && 'schema' in media ? media.schema : undefined;
      if (!schema) {
        assert.equal(content, undefined, `${method} ${path} answered JSON it does not declare`);
        return;
      }
      const result = (schema as ZodType).safeParse(content);
      assert.ok(result.success, `${method} ${path} answered against its schema: ${result.error?.message}`);
    }
  }
}
