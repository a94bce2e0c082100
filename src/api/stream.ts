import type { Operation, OperationInput } from '../contract/operation.ts';
import type { Client } from './client.ts';

/**
 * The events of a `text/event-stream` operation. `EventSource` cannot send an Authorization header, and a token must not stand in a URL.
 * Ends when the server closes the stream. @throws ProblemError, AbortError
 */
export async function* stream<I extends OperationInput, O>(client: Client, operation: Operation<I, O>, input: I, signal: AbortSignal): AsyncGenerator<O> {
  const { body } = await client.request(operation, input, { signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  // Not `for await`: Safari before 26 cannot iterate a stream.
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    const events = (buffer + read.value).split('\n\n');
    buffer = events.pop() ?? '';
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice(6));
    }
  }
}
