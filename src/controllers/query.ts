import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';

/**
 * Loads data whenever what it depends on changes, and keeps the last data on the screen while newer data is on its way.
 * `dependencies` are compared one by one, the client first; undefined means "not yet". Data of another client may be somebody else's, and is
 * dropped at once.
 */
export class QueryController<D extends readonly unknown[], T> implements ReactiveController {
  /** The last data, undefined before the first answer. */
  data: T | undefined;
  problem: ProblemError | undefined;
  pending = false;
  readonly #host: ReactiveControllerHost;
  readonly #dependencies: () => D | undefined;
  readonly #load: (dependencies: D, signal: AbortSignal) => Promise<T>;
  #last: D | undefined;
  #client: unknown;
  #abort: AbortController | undefined;

  constructor(
    host: ReactiveControllerHost,
    dependencies: () => D | undefined,
    load: (dependencies: D, signal: AbortSignal) => Promise<T>,
  ) {
    this.#host = host;
    this.#dependencies = dependencies;
    this.#load = load;
    host.addController(this);
  }

  hostConnected(): void {
    // Put back into the page: what was under way was cancelled, and the data may be old.
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    const dependencies = this.#dependencies();
    if (!dependencies || dependencies.every((value, i) => Object.is(value, this.#last?.[i]))) return;
    this.#last = dependencies;
    if (this.#client !== dependencies[0]) this.data = this.problem = undefined;
    [this.#client] = dependencies;
    void this.refresh();
  }

  hostDisconnected(): void {
    this.#abort?.abort();
    this.#last = undefined;
  }

  /** Loads again with the same dependencies. Resolves when the answer (or problem) is there. */
  async refresh(): Promise<void> {
    if (!this.#last) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.pending = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#load(this.#last, abort.signal);
      if (abort.signal.aborted) return;
      this.data = data;
      this.problem = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof ProblemError)) throw error;
      this.problem = error;
    }
    this.pending = false;
    this.#host.requestUpdate();
  }
}
