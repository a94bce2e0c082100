// Newline-delimited JSON as a stream: one value per line, read as it arrives and written as fast as the reader takes it.

/** A line of a body with its number, counted from 1. Of a line that is too long, the content is not kept. */
export type Line = { number: number; bytes: Uint8Array } | { number: number; tooLong: true };

const NEWLINE = 10;

/** Reads the lines of a body as it arrives. A line longer than `maxBytes` takes no memory, however long it is. */
export async function* readLines(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;

  const add = (part: Uint8Array): void => {
    size += part.byteLength;
    if (size > maxBytes) parts = [];
    else if (part.byteLength > 0) parts.push(part);
  };
  const take = (): Line => {
    const line: Line =
      size > maxBytes
        ? { number, tooLong: true }
        : { number, bytes: parts.length === 1 ? parts[0]! : Buffer.concat(parts, size) };
    number += 1;
    size = 0;
    parts = [];
    return line;
  };

  for await (const chunk of body) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      add(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield take();
}

/**
 * Writes messages as lines. The generator is asked for more only when the reader has taken what there is, and is ended when the reader goes
 * away.
 */
export function streamLines(messages: AsyncGenerator<object[]>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(stream) {
        const { value, done } = await messages.next();
        if (done) return stream.close();
        stream.enqueue(encoder.encode(value.map((message) => `${JSON.stringify(message)}\n`).join('')));
      },
      async cancel() {
        await messages.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
