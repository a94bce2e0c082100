import type { Context } from 'hono';
import type { Deps } from '../../deps.ts';
import { WORDS } from '../../words/words.ts';
import type { UserActor } from '../identity/actor.ts';
import { requestIp } from '../identity/client-ip.ts';

/** What is recorded about the sender of a request beside their name, as evidence of a signature. */
export interface ClientEvidence {
  ipAddress: string | null;
  userAgent: string | null;
  /** How the sender was recognised, in the language that the server prints in. */
  verifiedBy: string;
}

/** The evidence about the sender of a request. */
export function evidenceOf(c: Context, deps: Deps, { host }: UserActor): ClientEvidence {
  const { knownBy } = WORDS[deps.config.printLanguage];
  return {
    ipAddress: requestIp(c, deps),
    userAgent: c.req.header('user-agent')?.slice(0, 500) ?? null,
    verifiedBy: host ? knownBy.host(host.name) : knownBy.login,
  };
}
