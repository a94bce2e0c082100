import assert from 'node:assert/strict';

/** Every stream a test has opened; it cancels them before it closes the server. */
export const streams: EventStream[] = [];

const within = (milliseconds: number) =>
  new Promise<'nothing'>((resolve) => setTimeout(resolve, milliseconds, 'nothing'));

/** The events of a `text/event-stream`, one at a time. */
export class EventStream {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  #next: Promise<string> | undefined;

  constructor(body: ReadableStream<Uint8Array> | null) {
    assert.ok(body);
    this.#reader = body.getReader();
    streams.push(this);
  }

  /** The next event's data, `closed`, or `nothing` when none comes in time. */
  async next(milliseconds = 2_000): Promise<string> {
    this.#next ??= this.#read();
    const read = this.#next;
    const result = await Promise.race([read, within(milliseconds)]);
    if (result !== 'nothing') this.#next = undefined;
    return result;
  }

  async #read(): Promise<string> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done) return 'closed';
      const data = /^data: (.*)$/m.exec(new TextDecoder().decode(value))?.[1];
      if (data) return data;
    }
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}
