import { type Answer, Client, ProblemError } from '../../src/api/client.ts';

/** A client that says when the API no longer knows who asks, whichever element asked. */
export class WatchedClient extends Client {
  readonly #onUnauthenticated: () => void;

  constructor(apiUrl: string, getToken: (() => Promise<string>) | undefined, onUnauthenticated: () => void) {
    super(apiUrl, getToken);
    this.#onUnauthenticated = onUnauthenticated;
  }

  override async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    try {
      return await super.authorized(send);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'unauthenticated') this.#onUnauthenticated();
      throw error;
    }
  }
}
