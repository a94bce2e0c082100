import type { Database, Principal, Tx } from '../db/database.ts';
import type { Actor } from '../modules/identity/actor.ts';
import { once, type Repeatable } from './idempotency.ts';

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

/** The scope of a request; `request` when it is one that may be repeated. */
export function createScope<A extends Actor>(db: Database, actor: A, request?: Repeatable): Scope<A> {
  const principal = principalOf(actor);
  let writes = 0;
  return {
    actor,
    read: (work) => db.as(principal, work, 'read'),
    write(work) {
      if (!request) return db.as(principal, work);
      writes += 1;
      // A second write of the same request is work of its own.
      const key = writes === 1 ? request.key : `${request.key} ${writes}`;
      return db.as(principal, (tx) => once(tx, principal.owner, { ...request, key }, work));
    },
  };
}

/** Whom the database believes an actor to be. */
function principalOf(actor: Actor): Principal {
  switch (actor.kind) {
    case 'user':
      return { userId: actor.id, owner: `user:${actor.id}` };
    case 'embed':
      return { embedKey: actor.key, owner: `embed:${actor.key}` };
    case 'key':
      return { apiKey: actor.id, owner: `api:${actor.id}` };
  }
}
