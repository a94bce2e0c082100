import type { Operation, OperationInput } from '../contract/operation.ts';
import type { Client } from './client.ts';

/**
 * Fetches a file (the token travels in a header, so a plain link would not do) and hands it to the browser's download.
 * @throws ProblemError
 */
export async function download<I extends OperationInput>(
  client: Client,
  operation: Operation<I, Blob>,
  input: I,
  name: string,
): Promise<void> {
  const url = URL.createObjectURL(await (await client.request(operation, input)).blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Safari starts the download after the click event; revoking at once would cancel it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** A title as the name of a file: without what file systems refuse, and what turns the direction of text around. */
export const fileName = (title: string): string => title.replace(/[\s\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, ' ').trim();
