import type { Tx } from '../../db/database.ts';
import { Problem } from '../../http/problem.ts';
import { outcomeOf, type SyncOutcome } from './sync.ids.ts';
import type { Found, Reference } from './sync.references.ts';

/** What became of a row. */
export type Result = SyncOutcome | Problem;

/** How rows of a kind are written. */
export interface SyncRules<Row> {
  /** What a row names; without all of it, the row is not written. */
  names(row: Row): Reference[];
  /** Whether other rows of the batch may name this one: it goes first. */
  isNamed?(row: Row): boolean;
  /**
   * Writes rows of which each is complete, and no two are the same; the results are in their order. When one is a Problem, all is rolled back and the others are written
   * anew.
   */
  write(tx: Tx, rows: readonly Row[], found: Found, now: Date): Promise<Result[]>;
  /** What it means that a row violates a constraint of the database. */
  constraints?: Record<string, Problem>;
}

/** Results without a row written, where there are faults: the others are written anew without those. */
export const refusedAmong = (faults: readonly (Result | undefined)[]): Result[] | undefined =>
  faults.some((fault) => fault !== undefined) ? faults.map((fault) => fault ?? 'unchanged') : undefined;

/** For kinds whose rows are written one by one. They are sent without waiting for each other's answers. */
export function oneByOne<Row>(
  upsert: (tx: Tx, row: Row, found: Found, now: Date) => Promise<SyncOutcome>,
): SyncRules<Row>['write'] {
  return async (tx, rows, found, now) => {
    const settled = await Promise.allSettled(rows.map((row) => upsert(tx, row, found, now)));
    return settled.map((result) => {
      if (result.status === 'fulfilled') return result.value;
      if (result.reason instanceof Problem) return result.reason;
      throw result.reason;
    });
  };
}

/** Results in the order of rows, from what a statement for all of them returned: those that it did not touch are not there. */
export function outcomes(
  rows: readonly { externalId: string }[],
  written: readonly { externalId: string; created: boolean }[],
): SyncOutcome[] {
  const byId = new Map(written.map((row) => [row.externalId, row]));
  return rows.map(({ externalId }) => outcomeOf(byId.get(externalId)));
}
