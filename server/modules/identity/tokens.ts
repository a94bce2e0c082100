import { createHash, randomBytes } from 'node:crypto';

/** A secret that nobody can guess, for a cookie or a link. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** What the database keeps of a token, so that whoever reads the database cannot log in with it. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url');

/** A new API key. The prefix tells people, and programs that look for leaked secrets, what it is. */
export const newApiKey = (): string => `etron_sk_${newToken()}`;

/** The API key in an `Authorization` header; undefined for anything else. */
export const readApiKey = (authorization: string | null): string | undefined =>
  authorization === null ? undefined : /^Bearer (etron_sk_[\w-]{43})$/i.exec(authorization)?.[1];

/** Whether a text looks like the public id of an embed key. Anything else need not be looked up in the database. */
export const isEmbedKeyShaped = (key: string): boolean => /^[\w-]{1,100}$/.test(key);
