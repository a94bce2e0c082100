import type { Operation, OperationInput } from '../contract/operation.ts';
import type { ProblemCode, ProblemDetails } from '../contract/problem.ts';
import { exchangeHostToken } from '../contract/session.ts';

/** An answer of the API that is not a success, or (`code: 'network'`, `status: 0`) no answer at all. */
export class ProblemError extends Error {
  readonly problem: ProblemDetails;
  /** Seconds to wait before trying again, where the API said so. */
  readonly retryAfter: number | undefined;

  constructor(problem: ProblemDetails, retryAfter?: number) {
    super(problem.detail ?? problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Idempotency-Key of a POST: pass the same one when repeating a request whose answer got lost. */
  key?: string | undefined;
}

/** What is needed of a response, by `fetch` or by XMLHttpRequest. */
export interface Answer {
  status: number;
  text(): Promise<string>;
  headers: { get(name: string): string | null };
}

/** What a response without success means. */
export async function problemOf(response: Answer): Promise<ProblemError> {
  const text = await response.text();
  let problem: ProblemDetails;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = { type: 'about:blank', title: text.slice(0, 100), status: response.status, code: 'internal' };
  }
  return new ProblemError(problem, Number(response.headers.get('retry-after')) || undefined);
}

/** A problem found on this side. */
export const ownProblem = (code: ProblemCode): ProblemError =>
  new ProblemError({ type: 'about:blank', title: code, status: 0, code });

/** The error of a request that got no answer. */
export const networkProblem = (): ProblemError => ownProblem('network');

/** The JSON of a response; a connection that broke before its end is no answer. */
export const jsonOf = <T>(response: Response): Promise<T> =>
  response.json().catch(() => {
    throw networkProblem();
  });

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** A key for one intended action. Works on insecure origins too, where `crypto.randomUUID` does not exist. */
export const newKey = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

/**
 * The way to the API for all elements below one `api-url`: by the session cookie on the API's own origin, or, where the page hands in `getToken`,
 * by an access token that lives in this object only.
 */
export class Client {
  readonly apiUrl: string;
  readonly #getToken: (() => Promise<string>) | undefined;
  #accessToken: Promise<string> | undefined;

  /**
   * @param apiUrl Base of the API without a slash at the end, e.g. `https://portal.example/api/v1`.
   * @param getToken Asks the host page for a fresh token of its backend; called again after a 401.
   */
  constructor(apiUrl: string, getToken?: () => Promise<string>) {
    this.apiUrl = apiUrl.replace(/\/+$/, '');
    this.#getToken = getToken;
  }

  /** Calls an operation that answers with JSON (or nothing). Throws ProblemError, or AbortError when `signal` aborted. */
  async call<I extends OperationInput, O>(operation: Operation<I, O>, input?: I, options?: CallOptions): Promise<O> {
    const response = await this.request(operation, input, options);
    return (
      response.status === 204 || response.headers.get('content-length') === '0' ? undefined : await jsonOf(response)
    ) as O;
  }

  /** Calls an operation and gives the successful response itself: downloads, streams. */
  async request<I extends OperationInput, O>(
    operation: Operation<I, O>,
    input?: I,
    options: CallOptions = {},
  ): Promise<Response> {
    const { body } = input ?? {};
    const headers: Record<string, string> = {};
    if (body) headers['content-type'] = 'application/json';
    if (operation.method === 'POST') headers['idempotency-key'] = options.key ?? newKey();
    const send = (authorization: Record<string, string>) =>
      fetch(this.url(operation, input), {
        method: operation.method,
        headers: { ...headers, ...authorization },
        body: body ? JSON.stringify(body) : null,
        signal: options.signal ?? null,
      }).catch((error: unknown) => {
        throw options.signal?.aborted ? error : networkProblem();
      });
    return this.authorized(send);
  }

  /** Runs `send` with the headers that say who asks; once more with a fresh token after a 401. Throws the problem of a failure. */
  async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    if (!this.#getToken) return succeeded(await send({}));
    this.#accessToken ??= this.#exchange();
    const token = this.#accessToken;
    let response = await send({ authorization: `Bearer ${await token}` });
    if (response.status === 401) {
      // Parallel requests that failed with the same token share one renewal.
      if (this.#accessToken === token) this.#accessToken = this.#exchange();
      response = await send({ authorization: `Bearer ${await this.#accessToken}` });
    }
    return succeeded(response);
  }

  url<I extends OperationInput, O>(operation: Operation<I, O>, { params, query }: OperationInput = {}): string {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params?.[name] ?? ''));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query ?? {}))
      if (value !== undefined && value !== '') search.set(name, `${value}`);
    return this.apiUrl + path + (search.size ? `?${search}` : '');
  }

  #exchange(): Promise<string> {
    const access = Promise.resolve()
      .then(this.#getToken)
      // Whatever the host's own code throws: nobody could be asked.
      .catch(() => Promise.reject(networkProblem()))
      .then((token) => new Client(this.apiUrl).call(exchangeHostToken, { body: { token: token as string } }))
      .then(({ accessToken }) => accessToken);
    // A failed renewal must not stick.
    access.catch(() => {
      if (this.#accessToken === access) this.#accessToken = undefined;
    });
    return access;
  }
}

async function succeeded<R extends Answer>(response: R): Promise<R> {
  if (response.status >= 400) throw await problemOf(response);
  return response;
}
