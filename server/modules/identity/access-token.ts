import { errors, jwtVerify, SignJWT } from 'jose';
import type { Deps } from '../../deps.ts';
import { deriveKey } from './secrets.ts';

/** Seconds an access token lives. */
export const ACCESS_TOKEN_LIFETIME = 600;

// RFC 9068's type keeps it apart from every other token, whoever signed that.
const TYPE = 'at+jwt';

/** Whom an access token stands for. Their rights are read from the database on each request. */
export interface AccessGrant {
  userId: string;
  hostId: string;
}

/** Signs an access token with our own key. */
export function signAccessToken(deps: Deps, { userId, hostId }: AccessGrant): Promise<string> {
  const now = Math.floor(deps.clock().getTime() / 1000);
  return new SignJWT({ host: hostId })
    .setProtectedHeader({ alg: 'HS256', typ: TYPE })
    .setSubject(userId)
    .setIssuedAt(now)
    .setExpirationTime(now + ACCESS_TOKEN_LIFETIME)
    .sign(deriveKey(deps.config.secret, 'access-token'));
}

/** Whom a valid access token stands for; undefined for anything else. */
export async function readAccessToken(deps: Deps, token: string): Promise<AccessGrant | undefined> {
  try {
    const { payload } = await jwtVerify<{ host: string }>(token, deriveKey(deps.config.secret, 'access-token'), {
      algorithms: ['HS256'],
      typ: TYPE,
      requiredClaims: ['sub', 'host', 'exp'],
      currentDate: deps.clock(),
    });
    return { userId: payload.sub!, hostId: payload.host };
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined;
    throw error;
  }
}
