import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config.ts';
import type { Deps } from '../../deps.ts';
import type { HostClaims } from './actor.store.ts';
import { deriveKey } from './secrets.ts';

/** Seconds an access token is valid. */
export const ACCESS_TOKEN_LIFETIME = 600;

// The type of RFC 9068 distinguishes access tokens from every other kind of token.
const HEADER = base64url({ alg: 'HS256', typ: 'at+jwt' });

/**
 * Whom an access token stands for: a user of the host it was issued to, a guest of the host, or the contact who came through a mailed link.
 * Rights are not in it: they are read from the database on each request.
 */
type AccessGrant = { userId: string; hostId: string } | { guest: HostClaims; hostId: string } | { link: string };

/**
 * Signs an access token: a JWT with a fixed header and our own key. Nobody else signs or reads these tokens, so they are checked by the few
 * lines below. It happens on each request, and the general implementation of a library takes ten times as long.
 */
export function signAccessToken(deps: Deps, grant: AccessGrant): string {
  const now = Math.floor(deps.clock().getTime() / 1000);
  const content = `${HEADER}.${base64url({ ...claimsOf(grant), iat: now, exp: now + ACCESS_TOKEN_LIFETIME })}`;
  return `${content}.${signatureOf(deps, content).toString('base64url')}`;
}

/** What a valid access token grants; undefined for anything else. */
export function readAccessToken(deps: Deps, token: string): AccessGrant | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const expected = signatureOf(deps, `${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { sub, host, guest, link, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  if (exp * 1000 <= deps.clock().getTime()) return undefined;
  if (link !== undefined) return { link };
  return guest === undefined ? { userId: sub, hostId: host } : { guest, hostId: host };
}

function claimsOf(grant: AccessGrant): object {
  if ('link' in grant) return { link: grant.link };
  return 'guest' in grant ? { host: grant.hostId, guest: grant.guest } : { host: grant.hostId, sub: grant.userId };
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

const keys = new WeakMap<Config, KeyObject>();

function signatureOf({ config }: Deps, content: string): Buffer {
  let key = keys.get(config);
  if (!key) {
    key = createSecretKey(deriveKey(config.secret, 'access-token'));
    keys.set(config, key);
  }
  return createHmac('sha256', key).update(content).digest();
}
