import type { Operation, OperationInput } from '../contract/operation.ts';
import type { ProblemCode, ProblemDetails } from '../contract/problem.ts';
import { exchangeHostToken } from '../contract/session.ts';

/** An answer of the API that is not a success, or (`code: 'network'`, `status: 0`) no answer at all. */
export class ProblemError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.code);
    this.problem = problem;
  }

  /** The client of a provider may be that of another bundle on the page, which has a class of its own. */
  static override [Symbol.hasInstance](error: unknown): error is ProblemError {
    return !!(error as Partial<ProblemError> | undefined)?.problem;
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
}

/** A problem found on this side: a request got no answer (`network`), or none that the API gives. */
export const ownProblem = (code: ProblemCode = 'network', status = 0): ProblemError =>
  new ProblemError({ type: 'about:blank', title: code, status, code });

/** The problem that an error is; `internal` for whatever is none of the API's. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : ownProblem('internal');

/** The JSON of a response, if any. Throws when it broke off, or comes from somewhere before the API. */
export async function contentOf<T>(response: Answer): Promise<T> {
  try {
    const text = await response.text();
    return text && JSON.parse(text);
  } catch {
    throw response.status < 400 ? ownProblem() : ownProblem('internal', response.status);
  }
}

export const toHex = (bytes: ArrayBuffer | Uint8Array): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

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
    return contentOf(await this.request(operation, input, options));
  }

  /** Calls an operation and gives the successful response itself: downloads, streams. */
  request<I extends OperationInput, O>(
    operation: Operation<I, O>,
    input?: I,
    { signal, key = newKey() }: CallOptions = {},
  ): Promise<Response> {
    const { method } = operation;
    const body = input?.body as object | undefined;
    return this.authorized((authorization) =>
      fetch(this.url(operation, input), {
        method,
        headers: {
          ...authorization,
          ...(body && { 'content-type': 'application/json' }),
          ...(method === 'POST' && { 'idempotency-key': key }),
        },
        body: JSON.stringify(body),
        signal: signal ?? null,
      }).catch((error: unknown) => {
        throw signal?.aborted ? error : ownProblem();
      }),
    );
  }

  /** Runs `send` with the headers that say who asks; once more with a fresh token after a 401. Throws the problem of a failure. */
  async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    for (let again = this.#getToken; ; again = undefined) {
      if (this.#getToken) this.#accessToken ??= this.#exchange();
      const token = this.#accessToken;
      const response = await send(token ? { authorization: `Bearer ${await token}` } : {});
      const { status } = response;
      if (status < 400) return response;
      // Parallel requests that failed with the same token share one renewal.
      if (status === 401 && this.#accessToken === token) this.#accessToken = undefined;
      if (status !== 401 || !again) throw new ProblemError(await contentOf(response));
    }
  }

  url<I extends OperationInput, O>(
    operation: Operation<I, O>,
    { params = {}, query = {} }: OperationInput = {},
  ): string {
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] as string));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) if ((value ?? '') !== '') search.set(name, `${value}`);
    return this.apiUrl + path + (search.size ? `?${search}` : '');
  }

  #exchange(): Promise<string> {
    const access = Promise.resolve()
      .then(this.#getToken)
      // Whatever the host's own code throws: nobody could be asked.
      .catch(() => Promise.reject(ownProblem()))
      .then((token) => new Client(this.apiUrl).call(exchangeHostToken, { body: { token: token as string } }))
      .then(({ accessToken }) => accessToken);
    // A failed renewal must not stick.
    access.catch(() => {
      if (this.#accessToken === access) this.#accessToken = undefined;
    });
    return access;
  }
}
