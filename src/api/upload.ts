import type { Operation, OperationInput } from '../contract/operation.ts';
import { type Answer, type Client, networkProblem, newKey } from './client.ts';

/**
 * Sends a file as the raw body of an operation, with progress. XMLHttpRequest, because `fetch` reports no upload progress.
 * @param onProgress Share sent, 0 to 1.
 * @throws ProblemError, or AbortError when `signal` aborted.
 */
export async function upload<I extends OperationInput, O>(
  client: Client,
  operation: Operation<I, O>,
  input: I,
  file: Blob,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<O> {
  const key = newKey();
  const response = await client.authorized(
    (authorization) =>
      new Promise<Answer>((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open(operation.method, client.url(operation, input));
        request.setRequestHeader('content-type', 'application/octet-stream');
        request.setRequestHeader('idempotency-key', key);
        for (const [name, value] of Object.entries(authorization)) request.setRequestHeader(name, value);
        request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
        request.onload = () =>
          resolve({
            status: request.status,
            text: async () => request.responseText,
            headers: { get: (name) => request.getResponseHeader(name) },
          });
        request.onerror = () => reject(networkProblem());
        request.onabort = () => reject(signal.reason);
        signal.addEventListener('abort', () => request.abort(), { once: true });
        request.send(file);
      }),
  );
  return JSON.parse(await response.text());
}
