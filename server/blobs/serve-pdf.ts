import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { FILE_PARTS_MAX } from '../../src/contract/documents.limits.ts';
import type { Deps } from '../deps.ts';
import { attachmentDisposition, downloadHeaders } from '../http/headers.ts';
import { Problem } from '../http/problem.ts';
import type { BlobStore } from './blob-store.ts';

/** Answers with a PDF, or with the parts of it that the request asks for. A PDF is named by its hash and never changes, so clients may keep it for ever. */
export function servePdf(
  { blobs }: Deps,
  request: Headers,
  { sha256, size, title }: { sha256: string; size: number; title: string },
): Response {
  const etag = `"${sha256}"`;
  const headers = {
    ...downloadHeaders('application/pdf', attachmentDisposition(`${title}.pdf`), sha256),
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
  };
  if (request.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const ranges = requestedRanges(request, size, etag);
  if (ranges === null)
    throw new Problem(416, 'invalid_input', {
      headers: { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' },
    });
  if (ranges === undefined)
    return new Response(blobs.read(sha256), { headers: { ...headers, 'Content-Length': String(size) } });
  const [first, ...others] = ranges;
  if (!first || others.length > 0) return severalParts(blobs, sha256, size, ranges, headers);
  const { start, end } = first;
  return new Response(blobs.read(sha256, first), {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      'Content-Range': `bytes ${start}-${end}/${size}`,
    },
  });
}

function severalParts(
  blobs: BlobStore,
  sha256: string,
  size: number,
  ranges: ByteRange[],
  headers: Record<string, string>,
): Response {
  const boundary = randomUUID();
  const { heads, end, length } = partHeads(ranges, size, 'application/pdf', boundary);
  async function* parts() {
    for (const [index, range] of ranges.entries()) {
      yield Buffer.from(heads[index] ?? '');
      yield* blobs.read(sha256, range);
    }
    yield Buffer.from(end);
  }
  return new Response(Readable.toWeb(Readable.from(parts())) as ReadableStream<Uint8Array>, {
    status: 206,
    headers: {
      ...headers,
      'Content-Type': `multipart/byteranges; boundary=${boundary}`,
      'Content-Length': String(length),
    },
  });
}

/** The bytes from `start` to `end`, both included. */
interface ByteRange {
  start: number;
  end: number;
}

/**
 * Which parts of a file a request asks for (RFC 9110).
 * @param size Of the file, in bytes.
 * @returns Undefined for the whole file. That is also the answer to parts of another version, and to what we do not serve: other units, too
 * many parts, parts that overlap or are not in order. Null if the file has none of these parts.
 */
export function requestedRanges(headers: Headers, size: number, etag: string): ByteRange[] | null | undefined {
  const list = /^bytes=([\d,-]+)$/.exec(headers.get('range')?.replaceAll(' ', '') ?? '')?.[1]?.split(',');
  const condition = headers.get('if-range');
  if (!list || list.length > FILE_PARTS_MAX || (condition !== null && condition !== etag)) return undefined;
  const ranges: ByteRange[] = [];
  for (const text of list) {
    const range = byteRange(text, size);
    if (range === undefined) return undefined;
    if (range === null) continue;
    // Otherwise the answer could be many times as large as the file.
    if (range.start <= (ranges.at(-1)?.end ?? -1)) return undefined;
    ranges.push(range);
  }
  return ranges.length > 0 ? ranges : null;
}

function byteRange(text: string, size: number): ByteRange | null | undefined {
  const [, first = '', last = ''] = /^(\d*)-(\d*)$/.exec(text) ?? [];
  if (first === '' && last === '') return undefined;
  const [start, end] =
    first === ''
      ? [Math.max(0, size - Number(last)), size - 1]
      : [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start < size && start <= end ? { start, end } : null;
}

/** The framing of an answer `multipart/byteranges`: the head before each part, and the end. `length` is the size of the whole body in bytes. */
function partHeads(
  ranges: readonly ByteRange[],
  size: number,
  type: string,
  boundary: string,
): { heads: string[]; end: string; length: number } {
  const heads = ranges.map(
    ({ start, end }) =>
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Range: bytes ${start}-${end}/${size}\r\n\r\n`,
  );
  const end = `\r\n--${boundary}--\r\n`;
  const parts = ranges.reduce((sum, range) => sum + range.end - range.start + 1, 0);
  return { heads, end, length: heads.join('').length + parts + end.length };
}
