import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The limits: how often something may be done (`points`) within so many seconds (`duration`). */
const LIMITS = {
  /** Wrong passwords for one account from one address. */
  login: { points: 5, duration: 15 * MINUTE },
  /** Wrong passwords from one address, whatever the account. */
  login_ip: { points: 50, duration: 15 * MINUTE },
  /** Wrong API keys from one address. */
  key_ip: { points: 50, duration: 15 * MINUTE },
  /** Login links for one e-mail address. */
  link: { points: 5, duration: 15 * MINUTE },
  link_ip: { points: 30, duration: 15 * MINUTE },
  /** Links for a new password to one e-mail address; apart from login links, so that nobody can use up the other way in. */
  password_link: { points: 3, duration: HOUR },
  password_link_ip: { points: 30, duration: 15 * MINUTE },
  /** Wrong current passwords in one session, so that whoever found it open cannot lock the owner out of theirs. */
  password: { points: 5, duration: 15 * MINUTE },
  challenge_ip: { points: 300, duration: HOUR },
  /** Tickets through one embed key. The key may have another limit, which replaces the points. */
  embed_ticket: { points: 20, duration: HOUR },
  /** Tickets through embed keys from one address: fewer than any key has, so that one visitor cannot use up the limit of a form. */
  embed_ticket_ip: { points: 8, duration: HOUR },
  embed_upload: { points: 2_000, duration: HOUR },
  embed_upload_ip: { points: 200, duration: HOUR },
  /** Megabytes of uploads. They count even if nobody attaches them, or they are refused in the end: they fill the disk for a day. */
  upload_mb: { points: 5_000, duration: DAY },
  /** Megabytes of uploads of one ticket's contact. */
  contact_upload_mb: { points: 500, duration: DAY },
  /** Tickets, and megabytes of uploads, of one guest of a host. */
  guest_ticket: { points: 20, duration: HOUR },
  guest_upload_mb: { points: 500, duration: DAY },
  embed_upload_mb: { points: 5_000, duration: HOUR },
  embed_upload_mb_ip: { points: 1_000, duration: DAY },
  /** Confirmation codes tried from one address. */
  confirmation_ip: { points: 30, duration: HOUR },
  /** Confirmation mails to one e-mail address. */
  contact_mail: { points: 5, duration: HOUR },
  /** Wrong or dead links to tickets tried from one address. */
  ticket_link_ip: { points: 30, duration: 15 * MINUTE },
  /** New links to a ticket, for one e-mail address, and asked for from one address. */
  new_ticket_link: { points: 5, duration: 15 * MINUTE },
  new_ticket_link_ip: { points: 30, duration: 15 * MINUTE },
  /** Codes mailed to one signer. */
  signing_code: { points: 10, duration: HOUR },
  /** PDFs to be verified, from one address: each of them takes a while. */
  verify_ip: { points: 60, duration: HOUR },
} as const;

export type LimitKind = keyof typeof LIMITS;

/**
 * Counts one or several uses of `key`, and throws 429 `rate_limited` with `Retry-After` when there were too many. `points` replaces the
 * limit of the kind. Call it before the transaction of the request: it counts in a transaction of its own, so that requests that fail later
 * count too.
 */
export async function limit(
  deps: Deps,
  kind: LimitKind,
  key: string,
  { points, uses = 1 }: { points?: number | undefined; uses?: number } = {},
): Promise<void> {
  try {
    await limiter(deps, kind, points).consume(digest(key), uses);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    const seconds = Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
    throw new Problem(429, 'rate_limited', { headers: { 'Retry-After': String(seconds) } });
  }
}

/** Takes one use back, for limits that count only failures. */
export async function refund(deps: Deps, kind: LimitKind, key: string): Promise<void> {
  await limiter(deps, kind).reward(digest(key));
}

function limiter(deps: Deps, kind: LimitKind, points: number = LIMITS[kind].points): RateLimiterPostgres {
  return new RateLimiterPostgres({
    storeClient: { query: (query: { text: string; values: unknown[] }) => run(deps, query) },
    storeType: 'client',
    tableName: 'rate_limits',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: kind,
    points,
    duration: LIMITS[kind].duration,
  });
}

/** Runs a statement of the library, which expects a client of `pg`, on either of our databases. */
async function run(deps: Deps, { text, values }: { text: string; values: unknown[] }) {
  const { rows } = await deps.db.system((tx) => tx.executeQuery(CompiledQuery.raw(text, values)));
  return { rows, rowCount: rows.length };
}

/** Keys are hashed, so that the table contains no addresses, and no key is too long for its column. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
