import { connect } from 'node:net';
import { Readable } from 'node:stream';
import type { Config } from '../../config.ts';

const TIMEOUT = 60_000;

type Verdict = 'clean' | 'infected' | 'unavailable';

/** Has clamd scan a file, by its command INSTREAM: chunks, each with its length in four bytes, and an empty one at the end. */
export function scan(
  { host, port }: NonNullable<Config['scanner']>,
  content: ReadableStream<Uint8Array>,
): Promise<Verdict> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    let answer = '';
    socket.setTimeout(TIMEOUT, () => socket.destroy());
    socket.on('error', () => resolve('unavailable'));
    socket.on('data', (data) => {
      answer += data;
    });
    socket.write('zINSTREAM\0');
    const frames = Readable.from(framed(content)).on('error', () => socket.destroy());
    socket.on('close', () => {
      resolve(verdictOf(answer));
      // The scanner may disconnect before it has read anything. The file must not stay open then.
      frames.destroy();
      if (!content.locked) void content.cancel();
    });
    frames.pipe(socket);
  });
}

async function* framed(content: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const length = (bytes: number): Buffer => {
    const prefix = Buffer.alloc(4);
    prefix.writeUInt32BE(bytes);
    return prefix;
  };
  for await (const chunk of content) {
    yield length(chunk.byteLength);
    yield chunk;
  }
  yield length(0);
}

function verdictOf(answer: string): Verdict {
  if (answer.includes(' FOUND')) return 'infected';
  return /: OK\0?$/.test(answer.trim()) ? 'clean' : 'unavailable';
}
