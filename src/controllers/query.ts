import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ProblemError } from '../api/client.ts';

/**
 * Loads data whenever its dependencies change, and keeps the last data while newer data is being loaded. `dependencies` are compared one by one; the first is
 * the client. Undefined means that there is nothing to load, for instance because nobody is logged in: then the data is hidden, and it is loaded again as
 * soon as there are dependencies. Data of another client may be another user's and is dropped at once.
 *
 * ```ts
 * readonly #ticket = new QueryController(this, () => this.client && ([this.client, this.ticketId] as const),
 *   ([client, id], signal) => client.call(getTicket, { params: { id } }, { signal }));
 * // render: this.#ticket.data, this.#ticket.problem, this.#ticket.pending
 * ```
 */
export class QueryController<D extends readonly unknown[], T> implements ReactiveController {
  problem: ProblemError | undefined;
  pending = false;
  readonly #host: ReactiveControllerHost;
  readonly #dependencies: () => D | undefined;
  readonly #load: (dependencies: D, signal: AbortSignal) => Promise<T>;
  #data: T | undefined;
  #last: D | undefined;
  #connected = false;
  /** There is something to load at the moment. */
  #enabled = false;
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

  /** The last data; undefined before the first answer, and while there is nothing to load. */
  get data(): T | undefined {
    return this.#enabled ? this.#data : undefined;
  }

  set data(data: T | undefined) {
    this.#data = data;
  }

  hostConnected(): void {
    this.#connected = true;
    // When the element was moved, its request was cancelled, and the data may be outdated.
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    // An element that was removed from the page may still be updated.
    const dependencies = this.#connected ? this.#dependencies() : undefined;
    if (!dependencies) {
      this.#disable();
      return;
    }
    const same = dependencies.every((value, i) => Object.is(value, this.#last?.[i]));
    if (same && this.#enabled) return;
    this.#enabled = true;
    if (!same) this.#last = dependencies;
    if (this.#client !== dependencies[0]) this.#data = this.problem = undefined;
    [this.#client] = dependencies;
    void this.refresh();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#disable();
  }

  /** Loads again with the same dependencies. Resolves when the answer (or problem) is there. */
  async refresh(): Promise<void> {
    if (!this.#last || !this.#enabled) return;
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.pending = true;
    this.#host.requestUpdate();
    try {
      const data = await this.#load(this.#last, abort.signal);
      if (abort.signal.aborted) return;
      this.#data = data;
      this.problem = undefined;
    } catch (error) {
      if (abort.signal.aborted) return;
      if (!(error instanceof ProblemError)) throw error;
      this.problem = error;
    }
    this.pending = false;
    this.#host.requestUpdate();
  }

  #disable(): void {
    if (!this.#enabled) return;
    this.#enabled = false;
    this.#abort?.abort();
    this.pending = false;
    this.problem = undefined;
  }
}
