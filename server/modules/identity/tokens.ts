import { createHash, randomBytes } from 'node:crypto';

/** A secret nobody can guess, for a cookie or a link. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token: whoever reads the database cannot log in with it. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
