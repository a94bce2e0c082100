import type { Database, Principal, Tx } from '../db/database.ts';
import type { Actor } from '../modules/identity/actor.ts';
import { type IdempotentRequest, runOnce } from './idempotency.ts';

/** What a service is given for a request: the actor, and transactions on behalf of the actor. */
export interface Scope<A extends Actor = Actor> {
  actor: A;
  /** Runs a transaction that reads, under the actor's row-level security. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /**
   * Runs a transaction that changes something. If the request carries an Idempotency-Key, the work is done once (`runOnce`), and its result
   * must be serialisable as JSON.
   */
  write<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** Makes the scope of a request. */
export function createScope<A extends Actor>(db: Database, actor: A, request?: IdempotentRequest): Scope<A> {
  const principal = principalOf(actor);
  let writes = 0;
  return {
    actor,
    read: (work) => db.as(principal, work, 'read'),
    write(work) {
      if (!request) return db.as(principal, work);
      writes += 1;
      // Further transactions of the same request do other work, and so have keys of their own.
      const key = writes === 1 ? request.key : `${request.key} ${writes}`;
      return db.as(principal, (tx) => runOnce(tx, principal.owner, { ...request, key }, work));
    },
  };
}

/** The actor as the database needs to know it. */
function principalOf(actor: Actor): Principal {
  switch (actor.kind) {
    case 'user':
      return { userId: actor.id, owner: `user:${actor.id}` };
    case 'embed':
      return { embedKey: actor.key, owner: `embed:${actor.key}` };
    case 'key':
      return { apiKey: actor.id, owner: `api:${actor.id}` };
    case 'guest':
      return {
        guest: { host: actor.host, subject: actor.subject, instance: actor.instance },
        owner: `guest:${actor.host}:${actor.subject}`,
      };
    case 'contact':
      return { ticketLink: actor.link, owner: `contact:${actor.link}` };
  }
}
