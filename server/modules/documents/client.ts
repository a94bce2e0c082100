import type { Context } from 'hono';
import type { Deps } from '../../deps.ts';
import type { UserActor } from '../identity/actor.ts';
import { requestIp } from '../identity/client-ip.ts';
import type { Client } from './audit.store.ts';

/** Who sends a request, for the audit trail. */
export function clientFrom(c: Context, deps: Deps, { host }: UserActor): Client {
  return {
    ipAddress: requestIp(c, deps),
    userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null,
    verifiedBy: host ? `Anmeldung über ${host.name}` : 'Anmeldung im Portal',
  };
}
