import { createHash } from 'node:crypto';
import { CompiledQuery } from 'kysely';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How often something may be done, and within how many seconds. */
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
  challenge_ip: { points: 300, duration: HOUR },
  /** Tickets through one embed key; its plan says how many. */
  embed_ticket: { points: 20, duration: HOUR },
  /** Fewer than any key has, so that one visitor does not close a form to all others. */
  embed_ticket_ip: { points: 8, duration: HOUR },
  embed_upload: { points: 2_000, duration: HOUR },
  embed_upload_ip: { points: 200, duration: HOUR },
  /** Megabytes of uploads: what nobody attaches, or what is refused in the end, fills the disk for a day as well. */
  upload_mb: { points: 5_000, duration: DAY },
  embed_upload_mb: { points: 5_000, duration: HOUR },
  embed_upload_mb_ip: { points: 1_000, duration: DAY },
  /** Confirmation codes tried from one address. */
  confirmation_ip: { points: 30, duration: HOUR },
  /** Confirmation mails to one e-mail address. */
  contact_mail: { points: 5, duration: HOUR },
  /** Mailed codes of one signer. */
  signing_code: { points: 10, duration: HOUR },
  /** PDFs that strangers have checked, each of them work for a while. */
  verify_ip: { points: 60, duration: HOUR },
} as const;

export type LimitKind = keyof typeof LIMITS;

/**
 * Counts a use of `key`, or several; 429 `rate_limited` with `Retry-After` when that is too many, by the `points` of its own plan if it
 * has one. Call it before the transaction of the request: it counts in one of its own, so that what is refused later counts too.
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

/** Takes one use back, for what counts failures only. */
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

/** The library speaks to PostgreSQL as `pg` does; this lets it use either of our databases. */
async function run(deps: Deps, { text, values }: { text: string; values: unknown[] }) {
  const { rows } = await deps.db.system((tx) => tx.executeQuery(CompiledQuery.raw(text, values)));
  return { rows, rowCount: rows.length };
}

/** Keeps addresses out of the table, and any key within the column. */
function digest(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
