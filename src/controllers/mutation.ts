import type { ReactiveControllerHost } from 'lit';
import { newKey, ProblemError } from '../api/client.ts';

/**
 * One change at a time: pending, problem, and the idempotency key that stays the same until the change is known to have happened, so that pressing the
 * button again after a lost answer cannot do it twice.
 */
export class MutationController {
  problem: ProblemError | undefined;
  pending = false;
  readonly #host: ReactiveControllerHost;
  /** Replace it with a stored one to go on after a reload. */
  key = newKey();

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** Does `work` unless one is under way; its result, or undefined when it failed (see `problem`). */
  async run<T>(work: (key: string) => Promise<T>): Promise<T | undefined> {
    if (this.pending) return undefined;
    this.pending = true;
    this.problem = undefined;
    this.#host.requestUpdate();
    try {
      const result = await work(this.key);
      this.key = newKey();
      return result;
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      this.problem = error;
      // An earlier try did go through, with other contents: what is sent next is something new.
      if (error.problem.code === 'idempotency_key_reused') this.key = newKey();
      return undefined;
    } finally {
      this.pending = false;
      this.#host.requestUpdate();
    }
  }
}
