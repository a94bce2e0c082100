import type { Context } from 'hono';
import * as schemas from '../../../src/contract/session.schema.ts';
import * as operations from '../../../src/contract/session.ts';
import type { Deps } from '../../deps.ts';
import { type Api, binder } from '../../http/bind.ts';
import { headersFor } from '../../http/headers.ts';
import { requestIp } from './client-ip.ts';
import {
  exchangeHostToken,
  type Login,
  type LoginClient,
  logIn,
  logOut,
  mailLink,
  redeemLink,
  toMe,
} from './session.service.ts';
import { readSessionCookie, requireOwnPage, sessionCookie } from './session-cookie.ts';

/**
 * Login and logout. POSTs here need an Idempotency-Key like all others, but it has no effect: who asks twice for a session or a link gets two,
 * and a one-time token works only once anyway.
 */
export function registerSession(api: Api): void {
  const bindForUser = binder(api, 'user', 'Session');
  const bindForAll = binder(api, 'public', 'Session');
  const { deps } = api;

  bindForUser(
    operations.getSession,
    { output: schemas.meSchema, summary: 'Who is logged in' },
    async ({ scope, headers, c }) => {
      const token = readSessionCookie(c.req.raw.headers);
      // Use prolongs the session, and so the cookie has to be prolonged too.
      if (scope.actor.via === 'session' && token) headers['Set-Cookie'] = sessionCookie(token);
      return toMe(scope.actor);
    },
  );

  bindForAll(
    operations.createSession,
    { body: schemas.createSessionBody, output: schemas.meSchema, summary: 'Log in with e-mail and password' },
    async ({ input, headers, c }) => startLogin(headers, await logIn(deps, input.body, loginClientOf(c, deps))),
  );

  bindForAll(operations.deleteSession, { summary: 'Log out' }, async ({ headers, c }) => {
    requireOwnPage(c.req.raw.headers, deps.config.publicUrl);
    await logOut(deps, readSessionCookie(c.req.raw.headers));
    headers['Set-Cookie'] = sessionCookie();
  });

  bindForAll(
    operations.requestLink,
    { body: schemas.requestLinkBody, status: 202, summary: 'Have a login link mailed' },
    async ({ input, c }) => {
      await mailLink(deps, input.body, requestIp(c, deps));
      return accepted();
    },
  );

  bindForAll(
    operations.redeemLink,
    { body: schemas.redeemLinkBody, output: schemas.meSchema, summary: 'Log in with the token of a mailed link' },
    async ({ input, headers, c }) =>
      startLogin(headers, await redeemLink(deps, input.body.token, loginClientOf(c, deps))),
  );

  bindForAll(
    operations.exchangeHostToken,
    {
      body: schemas.exchangeHostTokenBody,
      output: schemas.accessTokenSchema,
      summary: "Exchange a host's token for an access token",
    },
    ({ input }) => exchangeHostToken(deps, input.body.token),
  );
}

/** The answer to a request for a mail, whether there will be one or not. */
export const accepted = (): Response =>
  new Response(null, { status: 202, headers: { ...headersFor(), 'Content-Length': '0' } });

/** The browser that logs in. 403 `origin_forbidden` when a page of another site makes it do so. */
export function loginClientOf(c: Context, deps: Deps): LoginClient {
  const { headers } = c.req.raw;
  requireOwnPage(headers, deps.config.publicUrl);
  return {
    ip: requestIp(c, deps),
    userAgent: headers.get('user-agent')?.slice(0, 500) ?? null,
    sessionToken: readSessionCookie(headers),
  };
}

/** Sets the cookie of a new session, and returns the answer. */
export function startLogin(headers: Record<string, string>, { token, me }: Login) {
  headers['Set-Cookie'] = sessionCookie(token);
  return me;
}
