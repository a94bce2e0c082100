import type { MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';
import type { Deps } from '../../deps.ts';
import { findEmbedKey } from './actor.store.ts';
import { isEmbedKeyShaped } from './secrets.ts';
import { hostOrigins } from './session.store.ts';

/** Milliseconds for which the origins of all hosts are cached, and so the time until a new host works. */
const CACHE_LIFETIME = 5_000;

/**
 * Tells browsers which pages of other origins may read our answers: under `/embeds/{key}` the pages of that embed key, everywhere else the
 * pages of all hosts, whose elements send an access token. Credentials are never allowed, so that the session cookie works on our own pages
 * only. This protects nothing by itself; what a request may do is decided by its authentication.
 */
export function cors(deps: Deps): MiddlewareHandler {
  let hosts: { origins: Promise<string[]>; until: number } | undefined;

  function originsOfHosts(): Promise<string[]> {
    const now = deps.clock().getTime();
    if (!hosts || hosts.until <= now) {
      hosts = { origins: deps.db.system(hostOrigins, 'read'), until: now + CACHE_LIFETIME };
      hosts.origins.catch(() => {
        hosts = undefined;
      });
    }
    return hosts.origins;
  }

  async function originsFor(path: string): Promise<string[]> {
    const key = /\/embeds\/([^/]+)\//.exec(path)?.[1];
    if (key === undefined) return originsOfHosts();
    return isEmbedKeyShaped(key) ? ((await deps.db.system((tx) => findEmbedKey(tx, key), 'read'))?.origins ?? []) : [];
  }

  return honoCors({
    origin: async (origin, c) => (origin && (await originsFor(c.req.path)).includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Range', 'Range'],
    exposeHeaders: [
      'Accept-Ranges',
      'Content-Disposition',
      'Content-Length',
      'Content-Range',
      'ETag',
      'Location',
      'Retry-After',
    ],
    maxAge: 7200,
  });
}
