import { setImmediate as turn } from 'node:timers/promises';
import type { ZodType } from 'zod';
import { EXTERNAL_ID_MAX, SYNC_BATCH, SYNC_ERRORS_MAX, SYNC_ROW_MAX } from '../../../src/contract/sync.limits.ts';
import type { SyncFailure } from '../../../src/contract/sync.ts';
import { tooLarge } from '../../http/body.ts';
import { jsonPointer, parse } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { type Line, readLines } from './sync.lines.ts';

/** Bytes of rows that wait for their transaction, at most, and one row more. */
const BATCH_BYTES = 4 * SYNC_ROW_MAX;

/** Milliseconds of reading after which others get their turn: lines that came in together are no reason to wait for anything. */
const TURN = 20;

/** A row, and which line it was. */
export interface Numbered<Row> {
  line: number;
  row: Row;
}

/** What one transaction writes: no two rows with the same id. */
export interface Batch<Row> {
  rows: Numbered<Row>[];
  /** Lines that are no rows. */
  failures: SyncFailure[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The rows of a body, as many at a time as one transaction takes. Lines that are blank are counted and left out. */
export async function* readBatches<Row extends { externalId: string }>(
  body: AsyncIterable<Uint8Array>,
  schema: ZodType<Row>,
): AsyncGenerator<Batch<Row>> {
  let batch: Batch<Row> = { rows: [], failures: [] };
  let ids = new Set<string>();
  let bytes = 0;
  const take = (): Batch<Row> => {
    const taken = batch;
    batch = { rows: [], failures: [] };
    ids = new Set();
    bytes = 0;
    return taken;
  };

  let since = performance.now();
  for await (const line of readLines(body, SYNC_ROW_MAX)) {
    if (performance.now() - since >= TURN) {
      await turn();
      since = performance.now();
    }
    const read = readRow(line, schema);
    if (read === undefined) continue;
    if (!('row' in read)) batch.failures.push(read);
    else {
      // The later one has the last word, and two of one statement would have none.
      if (ids.has(read.row.externalId)) yield take();
      batch.rows.push(read);
      ids.add(read.row.externalId);
    }
    bytes += 'bytes' in line ? line.bytes.byteLength : 0;
    if (batch.rows.length + batch.failures.length === SYNC_BATCH || bytes >= BATCH_BYTES) yield take();
  }
  if (batch.rows.length + batch.failures.length > 0) yield take();
}

function readRow<Row extends { externalId: string }>(
  line: Line,
  schema: ZodType<Row>,
): Numbered<Row> | SyncFailure | undefined {
  if ('tooLong' in line) return failureOf(line.number, null, tooLarge(SYNC_ROW_MAX));
  let value: unknown;
  try {
    const text = utf8.decode(line.bytes);
    if (text.trim() === '') return undefined;
    value = JSON.parse(text);
  } catch {
    return failureOf(line.number, null, new Problem(400, 'malformed_json', { detail: 'Not a line of JSON in UTF-8.' }));
  }
  try {
    return { line: line.number, row: parse(schema, value, jsonPointer, { errorsMax: SYNC_ERRORS_MAX }) };
  } catch (error) {
    if (error instanceof Problem) return failureOf(line.number, idOf(value), error);
    throw error;
  }
}

/** What is told of a row that is not taken. */
export function failureOf(line: number, externalId: string | null, { code, options }: Problem): SyncFailure {
  const { detail, errors } = options;
  return {
    line,
    externalId,
    code,
    ...(detail !== undefined && { detail }),
    ...(errors !== undefined && { errors: errors.slice(0, SYNC_ERRORS_MAX) }),
  };
}

/** Whatever the row calls itself. */
function idOf(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && 'externalId' in value ? value.externalId : null;
  return typeof id === 'string' ? id.slice(0, EXTERNAL_ID_MAX).toWellFormed() : null;
}
