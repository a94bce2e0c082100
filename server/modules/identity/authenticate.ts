import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { readAccessToken } from './access-token.ts';
import {
  findApiKey,
  findContactActor,
  findEmbedKey,
  findGuestActor,
  findHostActor,
  findSessionActor,
  prolongSession,
} from './actor.store.ts';
import type { ApiKeyActor, ContactActor, EmbedActor, GuestActor, Participant, UserActor } from './actor.ts';
import { limit } from './rate-limit.ts';
import { hashToken, isEmbedKeyShaped, readApiKey } from './secrets.ts';
import { readSessionCookie, requireOwnPage, SESSION_LIFETIME } from './session-cookie.ts';

const DAY = 24 * 60 * 60 * 1000;
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Finds out who sends a request. Everything an actor may do is read from the database on each request. */
export interface Authenticator {
  /** The user of a bearer token or session cookie. 401, or 403 `origin_forbidden` for a change by cookie that another site's page asks for. */
  user(request: Request): Promise<UserActor>;
  /** The contact of a ticket, by the access token that a mailed link was exchanged for. 401 for anybody else. */
  contact(request: Request): Promise<ContactActor>;
  /** Either of them, for operations that both may call. */
  participant(request: Request): Promise<Participant>;
  /** The guest of a host, by an access token. 401 for anybody else. */
  guest(request: Request): Promise<GuestActor>;
  /** A participant or a guest: all who upload files in their own name. */
  uploader(request: Request): Promise<Participant | GuestActor>;
  /** The page of the embed key in the path. 401 for an unknown or revoked key, 403 `origin_forbidden` from a page the key is not for. */
  embed(request: Request, key: string): Promise<EmbedActor>;
  /** The program of an API key, sent as a bearer token. 401 without a valid key, 429 after too many wrong ones from an address. */
  key(request: Request, ip: string): Promise<ApiKeyActor>;
}

/** The one answer to a missing login and to a wrong one, so that it does not tell which. */
export function unauthenticated(): Problem {
  return new Problem(401, 'unauthenticated', { headers: { 'WWW-Authenticate': 'Bearer' } });
}

export function createAuthenticator(deps: Deps): Authenticator {
  return {
    async user(request) {
      const actor = await uploader(request);
      if (actor.kind !== 'user') throw unauthenticated();
      return actor;
    },

    async contact(request) {
      const actor = await uploader(request);
      if (actor.kind !== 'contact') throw unauthenticated();
      return actor;
    },

    async participant(request) {
      const actor = await uploader(request);
      if (actor.kind === 'guest') throw unauthenticated();
      return actor;
    },

    async guest(request) {
      const actor = await uploader(request);
      if (actor.kind !== 'guest') throw unauthenticated();
      return actor;
    },

    uploader,

    async embed({ headers }, key) {
      const found = isEmbedKeyShaped(key) ? await deps.db.system((tx) => findEmbedKey(tx, key), 'read') : undefined;
      if (!found) throw unauthenticated();
      if (!found.origins.includes(pageOrigin(headers) ?? '')) throw new Problem(403, 'origin_forbidden');
      return found.actor;
    },

    async key({ headers }, ip) {
      const key = readApiKey(headers.get('authorization'));
      const actor = key && (await deps.db.system((tx) => findApiKey(tx, hashToken(key)), 'read'));
      if (actor) return actor;
      // Only wrong keys are counted: programs with a valid key may ask as often as they need.
      await limit(deps, 'key_ip', ip);
      throw unauthenticated();
    },
  };

  async function uploader({ headers, method }: Request): Promise<Participant | GuestActor> {
    const authorization = headers.get('authorization');
    const actor = authorization === null ? await bySession(headers, method) : await byToken(authorization);
    if (!actor) throw unauthenticated();
    return actor;
  }

  async function bySession(headers: Headers, method: string): Promise<UserActor | undefined> {
    const token = readSessionCookie(headers);
    if (!token) return undefined;
    if (!SAFE_METHODS.has(method)) requireOwnPage(headers, deps.config.publicUrl);
    const tokenHash = hashToken(token);
    const now = deps.clock();
    const session = await deps.db.system((tx) => findSessionActor(tx, tokenHash, now), 'read');
    if (!session) return undefined;
    const fullLife = new Date(now.getTime() + SESSION_LIFETIME * 1000);
    // A session is prolonged once a day at most, which spares most requests a write.
    if (fullLife.getTime() - session.expiresAt.getTime() > DAY)
      await deps.db.system((tx) => prolongSession(tx, tokenHash, fullLife, now));
    return session.actor;
  }

  async function byToken(authorization: string): Promise<Participant | GuestActor | undefined> {
    const token = /^Bearer ([\w.~+/-]+=*)$/i.exec(authorization)?.[1];
    const grant = token && readAccessToken(deps, token);
    if (!grant) return undefined;
    return deps.db.system<Participant | GuestActor | undefined>((tx) => {
      if ('link' in grant) return findContactActor(tx, grant.link, deps.clock());
      if ('guest' in grant) return findGuestActor(tx, grant.hostId, grant.guest);
      return findHostActor(tx, grant.userId, grant.hostId);
    }, 'read');
  }

  /** The origin of the page, as the browser states it. Browsers leave `Origin` out of GET requests to the page's own origin. */
  function pageOrigin(headers: Headers): string | null {
    const own = headers.get('sec-fetch-site') === 'same-origin' ? new URL(deps.config.publicUrl).origin : null;
    return headers.get('origin') ?? own;
  }
}
