import { sql } from 'kysely';
import type { SyncKind } from '../../../src/contract/sync.limits.ts';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import type { Scope } from '../../http/scope.ts';
import type { ApiKeyActor } from '../identity/actor.ts';
import type { NumberedRow } from './sync.batches.ts';
import { resolveReferences, unresolvedErrors } from './sync.references.ts';
import type { RowResult, SyncRules } from './sync.rules.ts';

/** How often a transaction is tried that conflicts with another one. */
const ATTEMPTS = 3;

type RowResults<Row> = Map<NumberedRow<Row>, RowResult>;

interface BatchWriter<Row> {
  deps: Deps;
  scope: Scope<ApiKeyActor>;
  kind: SyncKind;
  rules: SyncRules<Row>;
}

/**
 * Writes a batch in one transaction. If rows turn out to be wrong after others were written, it is rolled back, and the other rows are written
 * again without them. If that does not help, or the database refuses a row, every row is written behind a savepoint of its own.
 */
export async function writeBatch<Row>(
  writer: BatchWriter<Row>,
  rows: readonly NumberedRow<Row>[],
): Promise<RowResults<Row>> {
  const results: RowResults<Row> = new Map();
  let left = rows;
  for (let attempt = 1; left.length > 0 && attempt <= ATTEMPTS; attempt++) {
    const written = await writer.scope
      .write((tx) => writeAll(tx, writer, left))
      .catch((error: unknown) => {
        if (error instanceof RowsRefusedError) return error.results as RowResults<Row>;
        if (isConflictError(error)) return undefined;
        if (isDataError(error)) return new Map<NumberedRow<Row>, RowResult>();
        throw error;
      });
    if (written === undefined) continue;
    for (const [row, result] of written) results.set(row, result);
    const before = left.length;
    left = left.filter((row) => !results.has(row));
    if (left.length === before) break;
  }
  if (left.length > 0) for (const [row, result] of await writeOneByOne(writer, left)) results.set(row, result);
  return results;
}

/** Rolls a transaction back, and says which rows were the reason. */
class RowsRefusedError extends Error {
  readonly results: RowResults<unknown>;

  constructor(results: RowResults<unknown>) {
    super('Rows were refused.');
    this.results = results;
  }
}

/** Writes all rows, those that others may refer to first. */
async function writeAll<Row>(
  tx: Tx,
  writer: BatchWriter<Row>,
  rows: readonly NumberedRow<Row>[],
): Promise<RowResults<Row>> {
  await requireScopeNow(tx, writer.kind);
  const { rules, deps } = writer;
  const results: RowResults<Row> = new Map();
  const first = rows.filter(({ row }) => rules.goesFirst?.(row));
  const then = rows.filter(({ row }) => !rules.goesFirst?.(row));
  for (const part of [first, then]) {
    if (part.length === 0) continue;
    const { written, refused } = await writePart(tx, rules, part, deps.clock());
    if (refused.size > 0) throw new RowsRefusedError(refused);
    for (const [row, result] of written) results.set(row, result);
  }
  return results;
}

/** Writes each row behind a savepoint of its own. */
function writeOneByOne<Row>(writer: BatchWriter<Row>, rows: readonly NumberedRow<Row>[]): Promise<RowResults<Row>> {
  const { rules, deps } = writer;
  return writer.scope.write(async (tx) => {
    await requireScopeNow(tx, writer.kind);
    const results: RowResults<Row> = new Map();
    for (const row of [...rows].sort(
      (a, b) => Number(rules.goesFirst?.(b.row) ?? false) - Number(rules.goesFirst?.(a.row) ?? false),
    )) {
      await sql`savepoint one_row`.execute(tx);
      try {
        const { written, refused } = await writePart(tx, rules, [row], deps.clock());
        if (refused.size > 0) await sql`rollback to savepoint one_row`.execute(tx);
        for (const [key, result] of [...written, ...refused]) results.set(key, result);
      } catch (error) {
        if (!isDataError(error)) throw error;
        await sql`rollback to savepoint one_row`.execute(tx);
        results.set(row, problemOf(deps, rules, error));
      }
      await sql`release savepoint one_row`.execute(tx);
    }
    return results;
  });
}

/**
 * Writes rows none of which refers to another one. Those with a reference that leads nowhere are left out before anything is written, and are
 * among `written` with their Problem. `refused` are those that turned out to be wrong while they were written.
 */
async function writePart<Row>(
  tx: Tx,
  rules: SyncRules<Row>,
  part: readonly NumberedRow<Row>[],
  now: Date,
): Promise<{ written: RowResults<Row>; refused: RowResults<Row> }> {
  const references = part.map(({ row }) => rules.references(row));
  const found = await resolveReferences(tx, references.flat(), now);
  const written: RowResults<Row> = new Map();
  const refused: RowResults<Row> = new Map();
  const complete: NumberedRow<Row>[] = [];
  for (const [index, row] of part.entries()) {
    const errors = unresolvedErrors(found, references[index]!);
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

/**
 * Checks the scope of the key again in each transaction. If the key was revoked while rows come in, row-level security would hide everything
 * from it, and each row would seem to be wrong.
 */
async function requireScopeNow(tx: Tx, kind: SyncKind): Promise<void> {
  const { rows } = await sql<{ allowed: boolean }>`select has_scope(${kind}) as allowed`.execute(tx);
  if (!rows[0]!.allowed) throw new Problem(403, 'scope_missing');
}

type DatabaseError = Error & { code?: string; constraint?: string };

/** Whether an error is a deadlock, or a transaction that could not be serialised. */
const isConflictError = (error: unknown): boolean => /^40/.test((error as DatabaseError).code ?? '');

/** Whether the database refused data, or a statement because data had been refused before in the same transaction. */
const isDataError = (error: unknown): boolean => /^(2[23]|25P02)/.test((error as DatabaseError).code ?? '');

function problemOf<Row>({ log }: Deps, { constraints }: SyncRules<Row>, error: unknown): Problem {
  const known = constraints?.[(error as DatabaseError).constraint ?? ''];
  if (known) return known;
  log.error('A row was refused by the database.', error);
  return new Problem(500, 'internal');
}
