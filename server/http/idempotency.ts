import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Actor } from '../modules/identity/actor.ts';
import { Problem } from './problem.ts';
import { RawJson } from './raw-json.ts';

/**
 * Idempotency of requests that change something. A client whose connection broke does not know whether its request was done. So it chooses
 * an Idempotency-Key, and sends the same key when it repeats the request: the work is done once, and every repetition gets the first answer.
 * The answer is stored in the transaction that does the work, so there is never one without the other.
 */
export interface IdempotentRequest {
  /** The Idempotency-Key of the client. */
  key: string;
  /** Hash of what is asked for, see `hashRequest`. */
  hash: string;
}

/** Visible characters of ASCII. */
const KEY = /^[\x21-\x7e]{8,128}$/;

/** The Idempotency-Key of a request. 422 `idempotency_key_missing`. */
export function requireKey(headers: Headers): string {
  const key = headers.get('idempotency-key');
  if (key === null || !KEY.test(key)) {
    throw new Problem(422, 'idempotency_key_missing', {
      detail: 'Send an Idempotency-Key of 8 to 128 visible ASCII characters.',
    });
  }
  return key;
}

/**
 * Hash of what a request asks for. Another method, address or body makes another request, and so does a change of the actor's rights: who
 * has lost a right must not get the answer from before.
 */
export function hashRequest(
  { method, url, headers }: Request,
  body: string | undefined,
  actor: Actor | undefined,
): string {
  const { pathname, search } = new URL(url);
  // The bytes of an upload have not been read yet, so uploads are told apart by their size.
  const content = body ?? headers.get('content-length') ?? '';
  return createHash('sha256')
    .update(`${method} ${pathname}${search}\n${rightsOf(actor)}\n${content}`)
    .digest('base64');
}

function rightsOf(actor: Actor | undefined): string {
  if (actor?.kind !== 'user') return '';
  const { role, company, permissions } = actor;
  return [role, company?.id, ...[...permissions].sort()].join(' ');
}

/**
 * Does the work once for each owner and key. Repetitions that arrive at the same time wait at the insert until the first one has committed,
 * and then read its result. If the first one fails, the next one does the work.
 * @throws Problem 422 `idempotency_key_reused` if the key belongs to another request
 */
export async function runOnce<T>(
  tx: Tx,
  owner: string,
  { key, hash }: IdempotentRequest,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { numAffectedRows } = await sql`
    insert into idempotency_keys (actor, key, request_hash) values (${owner}, ${key}, ${hash}) on conflict do nothing
  `.execute(tx);
  if (numAffectedRows === 0n) return readStored<T>(tx, owner, { key, hash });
  const result = await work(tx);
  const response = result instanceof RawJson ? `{"raw":${result.text}}` : JSON.stringify({ value: result });
  await sql`update idempotency_keys set response = ${response}::json where actor = ${owner} and key = ${key}`.execute(
    tx,
  );
  return result;
}

async function readStored<T>(tx: Tx, owner: string, { key, hash }: IdempotentRequest): Promise<T> {
  const { rows } = await sql<{ hash: string; value: T; raw: string | null }>`
    select request_hash as hash, response -> 'value' as value, (response -> 'raw')::text as raw
    from idempotency_keys where actor = ${owner} and key = ${key}
  `.execute(tx);
  const row = rows[0];
  if (row?.hash !== hash)
    throw new Problem(422, 'idempotency_key_reused', { detail: 'This Idempotency-Key belongs to another request.' });
  return row.raw === null ? row.value : (new RawJson(row.raw) as T);
}
