import type { Operation, OperationInput } from '../contract/operation.ts';
import { type Answer, type Client, contentOf, newKey, ownProblem } from './client.ts';

/**
 * Sends a file as the raw body of an operation. Uses XMLHttpRequest, because `fetch` does not report the progress of uploads.
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
  const answer = await client.authorized(
    (authorization) =>
      new Promise<Answer>((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open(operation.method, client.url(operation, input));
        const headers = { ...authorization, 'content-type': 'application/octet-stream', 'idempotency-key': key };
        for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
        request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total);
        request.onloadend = () => {
          const { status, responseText } = request;
          if (status) resolve({ status, text: async () => responseText });
          else reject(signal.reason ?? ownProblem());
        };
        signal.onabort = () => request.abort();
        // The upload may have been cancelled while the token was being fetched.
        if (signal.aborted) reject(signal.reason);
        else request.send(file);
      }),
  );
  return contentOf(answer);
}
