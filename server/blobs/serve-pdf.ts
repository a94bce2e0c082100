import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Deps } from '../deps.ts';
import { attachmentDisposition, downloadHeaders } from '../http/headers.ts';
import { Problem } from '../http/problem.ts';
import { type ByteRange, partHeads, requestedRanges } from '../http/range.ts';
import type { BlobStore } from './blob-store.ts';

/** Answers with a PDF, or the parts of it that the request asks for. What a hash names never changes, so clients may keep it for ever. */
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
