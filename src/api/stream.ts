import type { Operation, OperationInput } from '../contract/operation.ts';
import type { Client } from './client.ts';

/** Milliseconds without any data after which a connection counts as dead. The server sends a comment every 25 seconds. */
const SILENCE_MAX = 60_000;

/**
 * The events of a `text/event-stream` operation. `EventSource` is not used, because it cannot send an Authorization header, and tokens must not be in URLs.
 * Ends when the server closes the stream, or when no data came for a minute: a connection that was lost while the device slept causes no error.
 * @param onOpen Called when the server has accepted the request. From then on no event is missed.
 * @throws ProblemError, AbortError, TypeError (connection lost)
 */
export async function* stream<I extends OperationInput, O>(
  client: Client,
  operation: Operation<I, O>,
  input: I,
  signal: AbortSignal,
  onOpen: () => void,
): AsyncGenerator<O> {
  const { body } = await client.request(operation, input, { signal });
  const reader = body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!reader) return;
  onOpen();
  let silence = 0;
  const alive = () => {
    clearTimeout(silence);
    silence = window.setTimeout(() => reader.cancel(), SILENCE_MAX);
  };
  let buffer = '';
  try {
    alive();
    // Not `for await`: Safari before 26 cannot iterate a stream.
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      alive();
      const events = (buffer + read.value).split('\n\n');
      buffer = events.pop() ?? '';
      for (const event of events) {
        const data = event.split('\n').find((line) => line.startsWith('data: '));
        if (data) yield JSON.parse(data.slice(6));
      }
    }
  } finally {
    clearTimeout(silence);
  }
}
