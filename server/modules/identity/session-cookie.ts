import { parse, serialize } from 'hono/utils/cookie';

// The prefix makes browsers refuse the cookie unless it is Secure, for this host alone and for the whole of it.
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
