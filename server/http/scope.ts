import type { Tx } from '../db/database.ts';
import type { Actor } from '../modules/identity/actor.ts';

/** What a service is given for one request: who asks, and transactions in their name. */
export interface Scope<A extends Actor = Actor> {
  actor: A;
  /** A transaction under the actor's row-level security. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * The same for changes. When the request carries an Idempotency-Key, the work is done once: the JSON-serialisable result is stored in the
   * same transaction, and a repetition gets the stored result without doing the work. 422 `idempotency_key_reused` for another request.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}
