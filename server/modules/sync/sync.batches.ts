import { setImmediate as nextTurnOfEventLoop } from 'node:timers/promises';
import type { ZodType } from 'zod';
import { EXTERNAL_ID_MAX, SYNC_BATCH, SYNC_ERRORS_MAX, SYNC_ROW_MAX } from '../../../src/contract/sync.limits.ts';
import type { SyncFailure } from '../../../src/contract/sync.ts';
import { tooLarge } from '../../http/body.ts';
import { jsonPointer, parse } from '../../http/input.ts';
import { Problem } from '../../http/problem.ts';
import { type Line, readLines } from './ndjson.ts';

/** A batch ends with the row that makes it this large, in bytes. */
const BATCH_BYTES = 4 * SYNC_ROW_MAX;

/**
 * Milliseconds of reading after which other requests get their turn. Lines that arrived in one chunk are read without any await that would
 * let them through.
 */
const READING_MAX = 20;

/** A row with the number of its line. */
export interface NumberedRow<Row> {
  line: number;
  row: Row;
}

/** The rows that one transaction writes, with distinct ids. */
interface Batch<Row> {
  rows: NumberedRow<Row>[];
  /** Lines that are not rows of the kind. */
  failures: SyncFailure[];
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the rows of a body in batches of as many as one transaction takes. Blank lines are counted and skipped. */
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
    if (performance.now() - since >= READING_MAX) {
      await nextTurnOfEventLoop();
      since = performance.now();
    }
    const read = readRow(line, schema);
    if (read === undefined) continue;
    if (!('row' in read)) batch.failures.push(read);
    else {
      // Two rows with the same id go into two batches: the later one wins, and one statement could not update a row twice.
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
): NumberedRow<Row> | SyncFailure | undefined {
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
    if (error instanceof Problem) return failureOf(line.number, claimedId(value), error);
    throw error;
  }
}

/** What the caller is told of a row that was refused. */
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

/** The id that a line claims, even if the line is not a valid row. */
function claimedId(value: unknown): string | null {
  const id = typeof value === 'object' && value !== null && 'externalId' in value ? value.externalId : null;
  return typeof id === 'string' ? id.slice(0, EXTERNAL_ID_MAX).toWellFormed() : null;
}
