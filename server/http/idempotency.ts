import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { Actor } from '../modules/identity/actor.ts';
import { Problem } from './problem.ts';
import { RawJson } from './raw-json.ts';

/** A request that may arrive more than once. */
export interface Repeatable {
  /** The Idempotency-Key the client chose. */
  key: string;
  /** What was asked for, see `hashRequest`. */
  hash: string;
}

/** Visible ASCII. */
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

/** What a request asks for: another method, address or body is another request; and so is one of somebody who may do other things by now. */
export function hashRequest(
  { method, url, headers }: Request,
  body: string | undefined,
  actor: Actor | undefined,
): string {
  const { pathname, search } = new URL(url);
  // The bytes of an upload are not read here; their number has to tell them apart.
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
 * Does the work once per owner and key. Parallel repetitions wait at the insert until the first has committed, then read its result; if it
 * failed, the next one does the work.
 */
export async function once<T>(
  tx: Tx,
  owner: string,
  { key, hash }: Repeatable,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { numAffectedRows } = await sql`
    insert into idempotency_keys (actor, key, request_hash) values (${owner}, ${key}, ${hash}) on conflict do nothing
  `.execute(tx);
  if (numAffectedRows === 0n) return stored<T>(tx, owner, { key, hash });
  const result = await work(tx);
  const response = result instanceof RawJson ? `{"raw":${result.text}}` : JSON.stringify({ value: result });
  await sql`update idempotency_keys set response = ${response}::json where actor = ${owner} and key = ${key}`.execute(
    tx,
  );
  return result;
}

async function stored<T>(tx: Tx, owner: string, { key, hash }: Repeatable): Promise<T> {
  const { rows } = await sql<{ hash: string; value: T; raw: string | null }>`
    select request_hash as hash, response -> 'value' as value, (response -> 'raw')::text as raw
    from idempotency_keys where actor = ${owner} and key = ${key}
  `.execute(tx);
  const row = rows[0];
  if (row?.hash !== hash)
    throw new Problem(422, 'idempotency_key_reused', { detail: 'This Idempotency-Key belongs to another request.' });
  return row.raw === null ? row.value : (new RawJson(row.raw) as T);
}
