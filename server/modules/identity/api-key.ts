import { newToken } from './tokens.ts';

// The prefix tells people, and programs that look for leaked secrets, what it is.
const PREFIX = 'etron_sk_';

/** A new API key. The database keeps its hash alone. */
export function newApiKey(): string {
  return PREFIX + newToken();
}

/** The API key in an `Authorization` header; undefined for anything else. */
export function readApiKey(authorization: string | null): string | undefined {
  return authorization === null ? undefined : /^Bearer (etron_sk_[\w-]{43})$/i.exec(authorization)?.[1];
}
