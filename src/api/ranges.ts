import type { Operation, OperationInput } from '../contract/operation.ts';
import { type Client, ownProblem } from './client.ts';

/** Bytes from `begin` up to, not including, `end`. */
export interface Range {
  begin: number;
  end: number;
}

/**
 * Asks for a file, or for a part of it where a range is given. A server that knows no ranges sends all of the file.
 * @throws ProblemError, or AbortError when `signal` aborted.
 */
export function requestFile<I extends OperationInput>(
  client: Client,
  operation: Operation<I, Blob>,
  input: I,
  signal: AbortSignal,
  range?: Range,
): Promise<Response> {
  return client.authorized((authorization) =>
    fetch(client.url(operation, input), {
      headers: { ...authorization, ...(range && { range: `bytes=${range.begin}-${range.end - 1}` }) },
      signal,
    }).catch((error: unknown) => {
      throw signal.aborted ? error : ownProblem();
    }),
  );
}

/** The bytes of one part of a file. Throws as `requestFile`. */
export async function readRange<I extends OperationInput>(
  client: Client,
  operation: Operation<I, Blob>,
  input: I,
  signal: AbortSignal,
  range: Range,
): Promise<Uint8Array> {
  const response = await requestFile(client, operation, input, signal, range);
  try {
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.status === 206 ? bytes : bytes.slice(range.begin, range.end);
  } catch (error) {
    throw signal.aborted ? error : ownProblem();
  }
}
