import { Problem } from '../../http/problem.ts';

/**
 * Whether a browser sent this from one of our own pages. `Sec-Fetch-Site` cannot be set by scripts; `Origin` is compared as a whole,
 * because a prefix or suffix of it belongs to somebody else.
 */
function isOwnPage(headers: Headers, publicUrl: string): boolean {
  return headers.get('sec-fetch-site') === 'same-origin' || headers.get('origin') === new URL(publicUrl).origin;
}

/** Guards what rides on the session cookie, or sets it, against requests forged by other sites. 403 `origin_forbidden`. */
export function requireOwnPage(headers: Headers, publicUrl: string): void {
  if (!isOwnPage(headers, publicUrl)) throw new Problem(403, 'origin_forbidden');
}
