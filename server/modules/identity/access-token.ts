import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { Config } from '../../config.ts';
import type { Deps } from '../../deps.ts';
import { deriveKey } from './secrets.ts';

/** Seconds an access token lives. */
export const ACCESS_TOKEN_LIFETIME = 600;

// RFC 9068's type keeps it apart from every other token, whoever signed that.
const HEADER = base64url({ alg: 'HS256', typ: 'at+jwt' });

/** Whom an access token stands for. Their rights are read from the database on each request. */
export interface AccessGrant {
  userId: string;
  hostId: string;
}

/**
 * Signs an access token, a JWT, with our own key. Nobody else signs or reads these, so there is nothing to negotiate, and we check them
 * ourselves: it is done on each request, and takes a library's general way ten times as long.
 */
export function signAccessToken(deps: Deps, { userId, hostId }: AccessGrant): string {
  const now = Math.floor(deps.clock().getTime() / 1000);
  const content = `${HEADER}.${base64url({ host: hostId, sub: userId, iat: now, exp: now + ACCESS_TOKEN_LIFETIME })}`;
  return `${content}.${signatureOf(deps, content).toString('base64url')}`;
}

/** Whom a valid access token stands for; undefined for anything else. */
export function readAccessToken(deps: Deps, token: string): AccessGrant | undefined {
  const [header, payload, signature, ...rest] = token.split('.');
  if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0) return undefined;
  const expected = signatureOf(deps, `${header}.${payload}`);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const { sub, host, exp } = JSON.parse(Buffer.from(payload, 'base64url').toString());
  return exp * 1000 > deps.clock().getTime() ? { userId: sub, hostId: host } : undefined;
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
