import { parse, serialize } from 'hono/utils/cookie';
import { Problem } from '../../http/problem.ts';

// With this prefix, browsers refuse the cookie unless it is Secure, and set for this host alone and for all of its paths.
const NAME = '__Host-etron';

/** Seconds a session lives after it was last used. */
export const SESSION_LIFETIME = 14 * 24 * 60 * 60;

/** The session's token in a request, if it carries one. */
export function readSessionCookie(headers: Headers): string | undefined {
  const cookie = headers.get('cookie');
  return cookie ? parse(cookie, NAME)[NAME] : undefined;
}

/** `Set-Cookie` that keeps the token; without a token, the one that removes it. */
export function sessionCookie(token?: string): string {
  return serialize(NAME, token ?? '', {
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    maxAge: token === undefined ? 0 : SESSION_LIFETIME,
  });
}

/**
 * Guards requests that use or set the session cookie against forgery by other sites: a browser has to have sent them from one of our own
 * pages. Scripts cannot set `Sec-Fetch-Site`. `Origin` is compared as a whole, because a prefix or suffix of it may be somebody else's.
 * @throws Problem 403 `origin_forbidden`
 */
export function requireOwnPage(headers: Headers, publicUrl: string): void {
  const isOwn = headers.get('sec-fetch-site') === 'same-origin' || headers.get('origin') === new URL(publicUrl).origin;
  if (!isOwn) throw new Problem(403, 'origin_forbidden');
}
