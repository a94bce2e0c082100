import { sql } from 'kysely';
import type { SyncKind } from '../../../src/contract/sync.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import type { Numbered } from './sync.batches.ts';
import { findReferences, missing } from './sync.references.ts';
import type { Result, SyncRules } from './sync.rules.ts';

/** Transactions that got into each other's way are tried again, so often. */
const ATTEMPTS = 3;

/** Results by row. */
type Results<Row> = Map<Numbered<Row>, Result>;

interface Writer<Row> {
  deps: Deps;
  scope: Scope<ApiKeyActor>;
  kind: SyncKind;
  rules: SyncRules<Row>;
}

/**
 * Writes a batch in one transaction. Rows that are refused after something was written roll it back, and the others are written again without them; when that fails too,
 * or the database refuses, each row is on its own.
 */
export async function writeBatch<Row>(writer: Writer<Row>, rows: readonly Numbered<Row>[]): Promise<Results<Row>> {
  const results: Results<Row> = new Map();
  let left = rows;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt++) {
    const written = await writer.scope
      .write((tx) => writeAll(tx, writer, left))
      .catch((error: unknown) => {
        if (error instanceof Refused) return error.results as Results<Row>;
        if (isConflict(error)) return undefined;
        if (isData(error)) return new Map() as Results<Row>;
        throw error;
      });
    if (written === undefined) continue;
    for (const [row, result] of written) results.set(row, result);
    const before = left.length;
    left = left.filter((row) => !results.has(row));
    if (left.length === before) break;
  }
  if (left.length > 0) for (const [row, result] of await writeEach(writer, left)) results.set(row, result);
  return results;
}

/** What was refused in a transaction that is rolled back because of it. */
class Refused extends Error {
  readonly results: Results<unknown>;

  constructor(results: Results<unknown>) {
    super('Rows were refused.');
    this.results = results;
  }
}

async function writeAll<Row>(tx: Tx, writer: Writer<Row>, rows: readonly Numbered<Row>[]): Promise<Results<Row>> {
  await requireScopeNow(tx, writer.kind);
  const { rules, deps } = writer;
  const results: Results<Row> = new Map();
  const first = rows.filter(({ row }) => rules.isNamed?.(row));
  const then = rows.filter(({ row }) => !rules.isNamed?.(row));
  for (const part of [first, then]) {
    if (part.length === 0) continue;
    const { written, refused } = await writePart(tx, rules, part, deps.clock());
    if (refused.size > 0) throw new Refused(refused);
    for (const [row, result] of written) results.set(row, result);
  }
  return results;
}

/** Each row behind a savepoint of its own. */
function writeEach<Row>(writer: Writer<Row>, rows: readonly Numbered<Row>[]): Promise<Results<Row>> {
  const { rules, deps } = writer;
  return writer.scope.write(async (tx) => {
    await requireScopeNow(tx, writer.kind);
    const results: Results<Row> = new Map();
    for (const row of [...rows].sort(
      (a, b) => Number(rules.isNamed?.(b.row) ?? false) - Number(rules.isNamed?.(a.row) ?? false),
    )) {
      await sql`savepoint one_row`.execute(tx);
      try {
        const { written, refused } = await writePart(tx, rules, [row], deps.clock());
        if (refused.size > 0) await sql`rollback to savepoint one_row`.execute(tx);
        for (const [key, result] of [...written, ...refused]) results.set(key, result);
      } catch (error) {
        if (!isData(error)) throw error;
        await sql`rollback to savepoint one_row`.execute(tx);
        results.set(row, problemOf(deps, rules, error));
      }
      await sql`release savepoint one_row`.execute(tx);
    }
    return results;
  });
}

/** Rows that name what does not exist are out before anything is written; `refused` are those that were in when they turned out to be wrong. */
async function writePart<Row>(
  tx: Tx,
  rules: SyncRules<Row>,
  part: readonly Numbered<Row>[],
  now: Date,
): Promise<{ written: Results<Row>; refused: Results<Row> }> {
  const names = part.map(({ row }) => rules.names(row));
  const found = await findReferences(tx, names.flat(), now);
  const written: Results<Row> = new Map();
  const refused: Results<Row> = new Map();
  const complete: Numbered<Row>[] = [];
  for (const [index, row] of part.entries()) {
    const errors = missing(found, names[index]!);
    if (errors.length > 0) written.set(row, invalidInput(errors));
    else complete.push(row);
  }
  if (complete.length === 0) return { written, refused };
  const results = await rules.write(
    tx,
    complete.map(({ row }) => row),
    found,
    now,
  );
  for (const [index, row] of complete.entries()) {
    const result = results[index]!;
    (result instanceof Problem ? refused : written).set(row, result);
  }
  return { written, refused };
}

/** A key may be revoked while its rows come in; row-level security would hide everything from it, and each row would seem to be wrong. */
async function requireScopeNow(tx: Tx, kind: SyncKind): Promise<void> {
  const { rows } = await sql<{ allowed: boolean }>`select has_scope(${kind}) as allowed`.execute(tx);
  if (!rows[0]!.allowed) throw new Problem(403, 'scope_missing');
}

type DatabaseError = Error & { code?: string; constraint?: string };

/** Deadlocks, and what could not be serialised. */
const isConflict = (error: unknown): boolean => /^40/.test((error as DatabaseError).code ?? '');

/** Data the database refuses, or a transaction that had failed because of it. */
const isData = (error: unknown): boolean => /^(2[23]|25P02)/.test((error as DatabaseError).code ?? '');

function problemOf<Row>({ log }: Deps, { constraints }: SyncRules<Row>, error: unknown): Problem {
  const known = constraints?.[(error as DatabaseError).constraint ?? ''];
  if (known) return known;
  log.error('A row was refused by the database.', error);
  return new Problem(500, 'internal');
}
