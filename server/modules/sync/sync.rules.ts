import { type RawBuilder, sql } from 'kysely';
import type { SyncRows } from '../../../src/contract/sync.ts';
import type { Tx } from '../../db/database.ts';
import { invalidInput, Problem } from '../../http/problem.ts';
import { type Reference, type ResolvedReferences, reference, type SyncFile } from './sync.references.ts';

/** What writing a row did. After `unchanged` neither `changed_at` has moved, nor has anybody who watches the record been notified. */
export type SyncOutcome = 'created' | 'updated' | 'unchanged';

/** What became of a row: what writing it did, or why it was refused. */
export type RowResult = SyncOutcome | Problem;

/**
 * How rows of a kind are written. The module that stores the kind brings the rules (`sync` in its `module.ts`).
 *
 * @example
 * export const teamSync: SyncRules<SyncTeam> = {
 *   references: ({ company }) => reference('company', company, '/company'),
 *   write: writeEach((tx, row, found) => upsertTeam(tx, row, found.company.get(row.company)!.id)),
 * };
 */
export interface SyncRules<Row> {
  /** What a row refers to by ids of the ERP. A row is written only when all of it exists. */
  references(row: Row): Reference[];
  /** Whether other rows of the same batch may refer to this one, which therefore is written first. */
  goesFirst?(row: Row): boolean;
  /**
   * Writes rows whose references all exist and whose ids are distinct. Returns one result per row, in the same order. If one of them is a
   * Problem, the whole transaction is rolled back, and the other rows are written again without it.
   */
  write(tx: Tx, rows: readonly Row[], found: ResolvedReferences, now: Date): Promise<RowResult[]>;
  /** What to answer when a row violates a constraint of the database, by the name of the constraint. */
  constraints?: Record<string, Problem>;
}

/** The rules of every kind of rows. */
export type SyncKinds = { [K in keyof SyncRows]: SyncRules<SyncRows[K]> };

/** 422 for a field of a row, by its JSON Pointer. */
export const invalidValue = (field: string, message: string): Problem =>
  invalidInput([{ field, code: 'invalid_value', message }]);

/** In the `returning` of an upsert: whether the row of a table is new. A row that existed before has been locked by this transaction, which sets `xmax`. */
export const isInserted = (alias: string): RawBuilder<boolean> => sql`${sql.ref(`${alias}.xmax`)} = 0`;

/** What an upsert did, by the row it returned. It does not touch a row that already had these values, and does not return it. */
export const outcomeOf = (written: { created: boolean } | undefined): SyncOutcome =>
  written === undefined ? 'unchanged' : written.created ? 'created' : 'updated';

/** Outcomes in the order of the rows, from what one upsert of all of them returned. */
export function outcomesOf(
  rows: readonly { externalId: string }[],
  written: readonly { externalId: string; created: boolean }[],
): SyncOutcome[] {
  const byId = new Map(written.map((row) => [row.externalId, row]));
  return rows.map(({ externalId }) => outcomeOf(byId.get(externalId)));
}

/** Results for rows of which some have a fault, to be returned before anything is written. Undefined when none has one. */
export const refusedAmong = (faults: readonly (Problem | undefined)[]): RowResult[] | undefined =>
  faults.some((fault) => fault !== undefined) ? faults.map((fault) => fault ?? 'unchanged') : undefined;

/** For kinds whose rows are written by one statement each. All statements are sent without waiting for the answers to the ones before. */
export function writeEach<Row>(
  upsert: (tx: Tx, row: Row, found: ResolvedReferences, now: Date) => Promise<SyncOutcome>,
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

/** What rows of orders, invoices and subscriptions have in common. */
interface BilledRow {
  externalId: string;
  company: string;
  assignee?: string | null;
  pdf?: string | null;
}

/** What such a row refers to, by our ids. */
export interface BilledIds {
  company: string;
  assignee: string | null;
  pdf: SyncFile | null;
}

/** The rules of orders, invoices and subscriptions, which belong to a company for good. */
export function billedRules<Row extends BilledRow>(
  upsert: (tx: Tx, row: Row, ids: BilledIds, now: Date, found: ResolvedReferences) => Promise<SyncOutcome>,
): SyncRules<Row> {
  return {
    references: ({ company, assignee, pdf }) => [
      ...reference('company', company, '/company'),
      ...reference('employee', assignee, '/assignee'),
      ...reference('file', pdf, '/pdf'),
    ],
    write: writeEach((tx, row, found, now) => {
      const { company, assignee, pdf } = row;
      const ids = {
        company: found.company.get(company)!.id,
        assignee: assignee == null ? null : found.employee.get(assignee)!.id,
        pdf: pdf == null ? null : found.file.get(pdf)!,
      };
      return upsert(tx, row, ids, now, found);
    }),
    constraints: {
      record_keeps_company: invalidValue(
        '/company',
        'A record keeps its company. Cancel it, and send it again with another id.',
      ),
    },
  };
}
