import type { Kysely } from 'kysely';

/** An open transaction. Stores run Kysely's `sql` templates on it. */
export type Tx = Kysely<unknown>;

/** Who a request comes from, as row-level security needs to know it. At most one of the five is set. */
export interface Principal {
  userId?: string;
  embedKey?: string;
  /** Id of an API key. */
  apiKey?: string;
  /** Id of the mailed link of a ticket's contact. */
  ticketLink?: string;
  /** Whom a host vouches for and the portal does not know: id of the host, the host's id of its user, and the installation if it is known. */
  guest?: { host: string; subject: string; instance: string | null };
  /** Whose idempotency keys the request uses: `user:<id>`, `embed:<key>`, `api:<id>`, `contact:<link>` or `guest:<host>:<subject>`. */
  owner: string;
}

/**
 * What a transaction is for. One that reads must not change anything: on behalf of a principal, the database refuses it. It is the faster
 * of the two, because nobody has to wait for its end.
 */
export type Access = 'read' | 'write';

/** A PostgreSQL database, embedded (PGlite) or on a server. Both run the same SQL. */
export interface Database {
  /** Runs a transaction on behalf of a principal, under row-level security. */
  as<T>(principal: Principal, work: (tx: Tx) => Promise<T>, access?: Access): Promise<T>;
  /** Runs a transaction as the owner of the database, without row-level security. For logging in, jobs and demo data. */
  system<T>(work: (tx: Tx) => Promise<T>, access?: Access): Promise<T>;
  /**
   * Calls `listener` with each payload on a NOTIFY channel, until the returned function is called. Calls `missed` when payloads may have
   * been lost, because the connection was.
   */
  listen(channel: string, listener: (payload: string) => void, missed?: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
