import { createHash } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, importJWK, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { guestClaimsSchema } from '../../../src/contract/session.schema.ts';
import type { Deps } from '../../deps.ts';
import { isStorable } from '../../http/input.ts';
import type { HostClaims } from './actor.store.ts';
import { unauthenticated } from './authenticate.ts';
import { normaliseEmail } from './email.domain.ts';
import { findHost, findHostUser, type HostWithKey, type LoginUser, spendHostToken } from './session.store.ts';

/** Longest lifetime of a host's token, in seconds. */
const LIFETIME_MAX = 600;
/** How much the host's clock may differ from ours, in seconds. */
const CLOCK_TOLERANCE = 30;

/** Whom a host's token stands for: a user of the portal, or a guest whom only the host knows. */
type HostPerson = { hostId: string; user: LoginUser } | { hostId: string; guest: HostClaims };

/**
 * Checks a token that a host's backend has signed for one of its users, and marks it as used.
 *
 * The token is a JWS in compact form. Header: `alg` ES256 or EdDSA with the `kid` of a key we keep for the host, or HS256 where the host
 * has the legacy shared secret; `typ` absent or `JWT`. Claims: `iss` (the host), `aud` `etron-portal`, `sub` (the host's id of its
 * user), `jti` (used once), `iat` and `exp`, at most ten minutes apart; for somebody the portal does not know also `name` and `email`, and if
 * the host likes `phone_number` and `instance`. Keys that the token itself refers to or contains are ignored.
 * Every failure is the same 401.
 */
export async function redeemHostToken(deps: Deps, token: string): Promise<HostPerson> {
  const { iss, kid } = readUnverified(token);
  const host = await deps.db.system((tx) => findHost(tx, iss, kid), 'read');
  const claims = host && (await verify(deps, token, host));
  if (!claims) throw unauthenticated();
  return deps.db.system(async (tx) => {
    const jti = createHash('sha256').update(claims.jti).digest('base64url');
    const spent = await spendHostToken(tx, host.id, jti, new Date((claims.exp + 2 * CLOCK_TOLERANCE) * 1000));
    if (!spent) throw unauthenticated();
    const user = await findHostUser(tx, host.id, claims.sub);
    const guest = user ? undefined : readGuest(claims);
    if (user && !user.disabled) return { hostId: host.id, user };
    if (guest) return { hostId: host.id, guest };
    throw unauthenticated();
  });
}

type Claims = Required<Pick<JWTPayload, 'sub' | 'jti' | 'exp'>> & JWTPayload;

/** What the host says of somebody the portal does not know. Undefined when it does not say who it is, and how they can be reached. */
function readGuest(claims: Claims): HostClaims | undefined {
  const { success, data } = guestClaimsSchema.safeParse(claims);
  const email = success ? normaliseEmail(data.email) : null;
  if (!success || email === null) return undefined;
  return {
    subject: claims.sub,
    name: data.name,
    email,
    phone: data.phone_number ?? null,
    instance: data.instance ?? null,
  };
}

/** Reads issuer and key id, which decide what key to verify the token with. Nothing in the token is trusted yet. */
function readUnverified(token: string): { iss: string; kid: string | undefined } {
  try {
    const { iss } = decodeJwt(token);
    const { kid } = decodeProtectedHeader(token);
    if (typeof iss === 'string' && isName(iss) && (kid === undefined || (typeof kid === 'string' && isName(kid))))
      return { iss, kid };
  } catch {
    // Not a JWT at all.
  }
  throw unauthenticated();
}

async function verify(deps: Deps, token: string, host: HostWithKey): Promise<Claims | undefined> {
  const now = deps.clock();
  try {
    const { payload, protectedHeader } = await jwtVerify(token, ({ alg }) => keyFor(host, alg), {
      algorithms: host.hs256Secret ? ['ES256', 'EdDSA', 'HS256'] : ['ES256', 'EdDSA'],
      audience: 'etron-portal',
      requiredClaims: ['sub', 'jti', 'iat', 'exp'],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: now,
    });
    const { sub, jti, iat = 0, exp = 0 } = payload;
    const typed = protectedHeader.typ === undefined || protectedHeader.typ === 'JWT';
    const inTime = iat <= now.getTime() / 1000 + CLOCK_TOLERANCE && exp > iat && exp - iat <= LIFETIME_MAX;
    return typed && inTime && isName(sub) && isName(jti) ? { ...payload, sub, jti, exp } : undefined;
  } catch (error) {
    // jose throws a TypeError when the key does not fit the algorithm.
    if (error instanceof errors.JOSEError || error instanceof TypeError) return undefined;
    throw error;
  }
}

function keyFor(host: HostWithKey, alg: string | undefined): Promise<CryptoKey | Uint8Array> {
  if (alg === 'HS256' && host.hs256Secret) return Promise.resolve(new TextEncoder().encode(host.hs256Secret));
  if (!host.jwk || alg === 'HS256') throw new errors.JWKSNoMatchingKey();
  return importJWK(host.jwk as JWK, alg);
}

/** Whether a value can be the name of something in the database, such as an issuer or a key. */
function isName(value: unknown): value is string {
  return isStorable(value) && value.length > 0 && value.length <= 255;
}
