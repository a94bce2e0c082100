import type { Operation, OperationInput } from '../contract/operation.ts';
import type { ProblemCode, ProblemDetails } from '../contract/problem.ts';
import { type AccessToken, exchangeHostToken } from '../contract/session.ts';

/** A failure that the API reported, or, with `code: 'network'` and `status: 0`, a request without any response. */
export class ProblemError extends Error {
  readonly problem: ProblemDetails;

  constructor(problem: ProblemDetails) {
    super(problem.code);
    this.problem = problem;
  }

  /** Errors are recognised by their shape, because the provider may come from another bundle on the page, with a class of its own. */
  static override [Symbol.hasInstance](error: unknown): error is ProblemError {
    return !!(error as Partial<ProblemError> | undefined)?.problem;
  }
}

/** An operation that exchanges a token for an access token. */
type TokenExchange = Operation<{ body: { token: string } }, AccessToken>;

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Idempotency-Key of a POST. Pass the same one when repeating a request whose response was lost. */
  key?: string | undefined;
}

/** What the client needs of a response, whether it comes from `fetch` or from XMLHttpRequest. */
export interface Answer {
  status: number;
  text(): Promise<string>;
}

/** A problem that was found in the browser: a request got no response (`network`), or one that does not come from the API. */
export const ownProblem = (code: ProblemCode = 'network', status = 0): ProblemError =>
  new ProblemError({ type: 'about:blank', title: code, status, code });

/** The error itself if it is a ProblemError; `internal` for any other. */
export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : ownProblem('internal');

/** The JSON of a response, if it has any. Throws when the response broke off, or comes from a server in front of the API. */
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

/** An idempotency key for one action. Also works on insecure origins, where `crypto.randomUUID` does not exist. */
export const newKey = (): string => toHex(crypto.getRandomValues(new Uint8Array(16)));

/**
 * Calls the API for all elements with one `api-url`. Requests are authenticated by the session cookie on the API's own origin or, if the page passes
 * `getToken`, by an access token that is kept in this object only.
 */
export class Client {
  readonly apiUrl: string;
  readonly #getToken: (() => Promise<string>) | undefined;
  readonly #exchangeToken: TokenExchange;
  #access: Promise<AccessToken> | undefined;

  /**
   * @param apiUrl Base of the API without a slash at the end, e.g. `https://portal.example/api/v1`.
   * @param getToken Asks the host page for a fresh token of its backend; called again after a 401.
   * @param exchangeToken What exchanges that token for an access token, if it is not a host's.
   */
  constructor(apiUrl: string, getToken?: () => Promise<string>, exchangeToken: TokenExchange = exchangeHostToken) {
    this.apiUrl = apiUrl.replace(/\/+$/, '');
    this.#getToken = getToken;
    this.#exchangeToken = exchangeToken;
  }

  /** What the token of the host page was exchanged for: undefined when that was refused, or there was no token. Null without `getToken`. */
  access(): Promise<AccessToken | undefined> | null {
    if (!this.#getToken) return null;
    this.#access ??= this.#exchange();
    return this.#access.catch(() => undefined);
  }

  /** Calls an operation that answers with JSON (or nothing). Throws ProblemError, or AbortError when `signal` aborted. */
  async call<I extends OperationInput, O>(operation: Operation<I, O>, input?: I, options?: CallOptions): Promise<O> {
    return contentOf(await this.request(operation, input, options));
  }

  /** Calls an operation and returns the successful response itself, for downloads and streams. */
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

  /** Runs `send` with the headers that authenticate it; after a 401 once more with a fresh token. Throws ProblemError for a failure. */
  async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    for (let again = this.#getToken; ; again = undefined) {
      if (this.#getToken) this.#access ??= this.#exchange();
      const access = this.#access;
      const response = await send(access ? { authorization: `Bearer ${(await access).accessToken}` } : {});
      const { status } = response;
      if (status < 400) return response;
      // Only the first of several requests that failed with the same token renews it.
      if (status === 401 && this.#access === access) this.#access = undefined;
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

  #exchange(): Promise<AccessToken> {
    const access = Promise.resolve()
      .then(this.#getToken)
      // An error of the host's own code counts as a missing connection.
      .catch(() => Promise.reject(ownProblem()))
      .then((token) => new Client(this.apiUrl).call(this.#exchangeToken, { body: { token: token as string } }));
    // After a failed renewal the next request tries again.
    access.catch(() => {
      if (this.#access === access) this.#access = undefined;
    });
    return access;
  }
}
