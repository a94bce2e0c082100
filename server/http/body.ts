import { Problem } from './problem.ts';

/** Maximum size of a JSON body in bytes. */
export const JSON_MAX = 256 * 1024;

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Rows of JSON, one a line. */
export const LINES_TYPE = 'application/x-ndjson';

/** 415 unless the body is declared to be lines of JSON. */
export function requireLines(headers: Headers): void {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== LINES_TYPE) throw new Problem(415, 'unsupported_media_type', { detail: `Send ${LINES_TYPE}.` });
}

/** 413 for a body that is declared to be larger, before a byte of it is read. */
export function refuseLarger(headers: Headers, maxBytes: number): void {
  if (Number(headers.get('content-length') ?? 0) > maxBytes) throw tooLarge(maxBytes);
}

export function tooLarge(maxBytes: number): Problem {
  return new Problem(413, 'payload_too_large', { detail: `At most ${maxBytes} bytes.` });
}

/**
 * Reads the text of a JSON body. It must be declared as `application/json`, because a form on a page of another origin cannot send that
 * without a preflight request.
 * @throws Problem 415 `unsupported_media_type`, 413 `payload_too_large`, 400 `malformed_json` if it is not UTF-8
 */
export async function readJsonText(request: Request, maxBytes: number = JSON_MAX): Promise<string> {
  if (!JSON_TYPE.test(request.headers.get('content-type') ?? '')) {
    throw new Problem(415, 'unsupported_media_type', { detail: 'Send application/json.' });
  }
  refuseLarger(request.headers, maxBytes);
  const bytes = await readAtMost(request.body, maxBytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(400, 'malformed_json', { detail: 'The body is not UTF-8.' });
  }
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'malformed_json');
  }
}

/** Reads a whole body. 413 `payload_too_large` as soon as it turns out to be larger. */
export async function readAtMost(stream: ReadableStream<Uint8Array> | null, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stream ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}
