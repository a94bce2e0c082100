/** A line of a body, or why it is none. */
export type Line = { number: number; bytes: Uint8Array } | { number: number; tooLong: true };

const NEWLINE = 10;

/** The lines of a body as it comes in, counted from 1. Of one that is longer than `maxBytes` nothing is kept, however long it is. */
export async function* readLines(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  let begun: Uint8Array[] = [];
  let size = 0;
  let number = 1;

  const add = (part: Uint8Array): void => {
    size += part.byteLength;
    if (size > maxBytes) begun = [];
    else if (part.byteLength > 0) begun.push(part);
  };
  const take = (): Line => {
    const line: Line =
      size > maxBytes
        ? { number, tooLong: true }
        : { number, bytes: begun.length === 1 ? begun[0]! : Buffer.concat(begun, size) };
    number += 1;
    size = 0;
    begun = [];
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
