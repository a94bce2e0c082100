import type { Operation, OperationInput } from '../contract/operation.ts';
import { type Client, ownProblem } from './client.ts';

/** Bytes from `begin` up to, not including, `end`. */
export interface Range {
  begin: number;
  end: number;
}

/**
 * Requests a file, or parts of it if ranges are given, in ascending order. A server that does not support ranges sends the whole file.
 * @throws ProblemError, or AbortError when `signal` aborted.
 */
export function requestFile<I extends OperationInput>(
  client: Client,
  operation: Operation<I, Blob>,
  input: I,
  signal: AbortSignal,
  ranges: readonly Range[] = [],
): Promise<Response> {
  const list = ranges.map(({ begin, end }) => `${begin}-${end - 1}`).join(',');
  return client.authorized((authorization) =>
    fetch(client.url(operation, input), {
      headers: { ...authorization, ...(list && { range: `bytes=${list}` }) },
      signal,
    }).catch((error: unknown) => {
      throw signal.aborted ? error : ownProblem();
    }),
  );
}

/** The bytes of ranges of a file, which must be in ascending order and not overlap. Throws like `requestFile`. */
export async function readRanges<I extends OperationInput>(
  client: Client,
  operation: Operation<I, Blob>,
  input: I,
  signal: AbortSignal,
  ranges: readonly Range[],
): Promise<Uint8Array[]> {
  const response = await requestFile(client, operation, input, signal, ranges);
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    if (response.status !== 206) return ranges.map(({ begin, end }) => bytes.slice(begin, end));
    return ranges.length === 1 ? [bytes] : partsOf(bytes, ranges);
  } catch (error) {
    throw signal.aborted ? error : ownProblem();
  }
}

/**
 * Splits a `multipart/byteranges` body into its parts.
 * @throws Error when the parts are not those that were requested.
 */
function partsOf(bytes: Uint8Array, ranges: readonly Range[]): Uint8Array[] {
  let at = 0;
  return ranges.map(({ begin, end }) => {
    const start = headEnd(bytes, at);
    const head = new TextDecoder().decode(bytes.subarray(at, start));
    if (!new RegExp(`^content-range: bytes ${begin}-${end - 1}/`, 'im').test(head)) throw new Error('Another part.');
    at = start + end - begin;
    return bytes.slice(start, at);
  });
}

/** Position after the empty line that ends the headers of a part. */
function headEnd(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === 13 && bytes[at + 1] === 10 && bytes[at + 2] === 13 && bytes[at + 3] === 10) return at + 4;
  }
  throw new Error('A part is missing.');
}
