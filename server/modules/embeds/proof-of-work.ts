import { createChallenge, randomInt, verifySolution } from 'altcha-lib';
import { deriveKey as pbkdf2 } from 'altcha-lib/algorithms/pbkdf2';
import { sql } from 'kysely';
import { proofSchema } from '../../../src/contract/embeds.schema.ts';
import type { Challenge } from '../../../src/contract/embeds.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { Problem } from '../../http/problem.ts';
import { deriveKey } from '../identity/secrets.ts';

/** Milliseconds within which a challenge has to be answered. */
const LIFETIME = 20 * 60 * 1000;

/**
 * A challenge for the browser, for one embed key: computing it costs a robot more than a ticket is worth to it.
 *
 * The browser counts `n` = 0, 1, 2, … until the key derived for `n` starts with the wanted bytes:
 *
 *     password = bytes(hex nonce) ‖ n as 32-bit big-endian
 *     key      = PBKDF2-HMAC-SHA-256(password, salt = bytes(hex salt), iterations = cost), keyLength bytes
 *     found when the first keyPrefix.length / 2 bytes of key are bytes(hex keyPrefix)
 *
 * and sends as `proof` base64 (with padding, standard alphabet) of the UTF-8 JSON
 * `{ "challenge": <as received, every member>, "solution": { "counter": n, "derivedKey": <key in lower-case hex> } }`.
 */
export function newChallenge(deps: Deps, embedKey: string): Promise<Challenge> {
  const { cost, counter } = deps.config.proofOfWork;
  return createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    deriveKey: pbkdf2,
    cost,
    // Drawn evenly from 1 to twice the average, so that no attempt can be skipped.
    counter: randomInt(2 * counter),
    expiresAt: new Date(deps.clock().getTime() + LIFETIME),
    data: { embedKey },
    hmacSignatureSecret: signingKey(deps),
  }) as Promise<Challenge>;
}

/** Accepts a proof of work once, in the transaction of the request that it is for. 403 `proof_of_work_invalid` */
export async function verifyProof(tx: Tx, deps: Deps, embedKey: string, proof: string): Promise<void> {
  const parsed = proofSchema.safeParse(decode(proof));
  if (!parsed.success) throw invalid();
  const { challenge, solution } = parsed.data;
  const { expiresAt, data } = challenge.parameters;
  if (data.embedKey !== embedKey || expiresAt * 1000 < deps.clock().getTime()) throw invalid();
  const { verified } = await verifySolution({
    challenge,
    solution,
    deriveKey: pbkdf2,
    hmacSignatureSecret: signingKey(deps),
  });
  if (!verified || !(await markUsed(tx, challenge.signature, new Date(expiresAt * 1000 + LIFETIME)))) throw invalid();
}

function invalid(): Problem {
  return new Problem(403, 'proof_of_work_invalid');
}

function signingKey(deps: Deps): string {
  return Buffer.from(deriveKey(deps.config.secret, 'proof-of-work')).toString('hex');
}

function decode(proof: string): unknown {
  try {
    return JSON.parse(Buffer.from(proof, 'base64').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Marks a challenge as used. False when it was used before. Without `returning`, because the role of a request may insert but not select. */
async function markUsed(tx: Tx, value: string, expiresAt: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into used_values (kind, value, expires_at) values ('proof', ${value}, ${expiresAt}) on conflict do nothing
  `.execute(tx);
  return numAffectedRows === 1n;
}
