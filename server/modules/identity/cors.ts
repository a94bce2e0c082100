import type { MiddlewareHandler } from 'hono';
import { cors as honoCors } from 'hono/cors';
import type { Deps } from '../../deps.ts';
import { findEmbedKey } from './actor.store.ts';
import { isKeyShaped } from './embed-key.domain.ts';
import { hostOrigins } from './host.store.ts';

/** Milliseconds the hosts' origins are kept; a new host waits that long. */
const CACHE = 5_000;

/**
 * Lets browsers hand our answers to pages of other origins: under `/embeds/{key}` to the pages of that key, elsewhere to those of all
 * hosts, whose elements bring an access token. Never with credentials, so the session cookie works on our own pages alone. This only
 * tells browsers; what a request may do is decided where it is authenticated.
 */
export function cors(deps: Deps): MiddlewareHandler {
  let hosts: { origins: Promise<string[]>; until: number } | undefined;

  function originsOfHosts(): Promise<string[]> {
    const now = deps.clock().getTime();
    if (!hosts || hosts.until <= now) {
      hosts = { origins: deps.db.system(hostOrigins, 'read'), until: now + CACHE };
      hosts.origins.catch(() => {
        hosts = undefined;
      });
    }
    return hosts.origins;
  }

  async function originsFor(path: string): Promise<string[]> {
    const key = /\/embeds\/([^/]+)\//.exec(path)?.[1];
    if (key === undefined) return originsOfHosts();
    return isKeyShaped(key) ? ((await deps.db.system((tx) => findEmbedKey(tx, key), 'read'))?.origins ?? []) : [];
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
