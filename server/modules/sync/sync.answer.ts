/** Messages as lines of JSON. The next ones are asked for when the reader has taken these, and no more when it goes away. */
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
