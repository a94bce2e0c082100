import type { Context } from 'hono';
import type { Deps } from '../../deps.ts';
import type { UserActor } from '../identity/actor.ts';
import { requestIp } from '../identity/client-ip.ts';

/** What is known of whoever sends a request, besides who they are. */
export interface Client {
  ipAddress: string | null;
  userAgent: string | null;
  /** How they were known, in German: it is printed. */
  verifiedBy: string;
}

/** Who sends a request. */
export function clientFrom(c: Context, deps: Deps, { host }: UserActor): Client {
  return {
    ipAddress: requestIp(c, deps),
    userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null,
    verifiedBy: host ? `Anmeldung über ${host.name}` : 'Anmeldung im Portal',
  };
}
