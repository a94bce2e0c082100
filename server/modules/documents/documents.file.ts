import type { Deps } from '../../deps.ts';
import { headersFor } from '../../http/headers.ts';
import { Problem } from '../../http/problem.ts';
import { requestedRange } from '../../http/range.ts';
import { attachmentDisposition } from '../uploads/uploads.domain.ts';

/** Answers with a PDF, or the part of it that was asked for. What a hash names never changes, so it may be kept for ever. */
export function serveFile(
  { blobs }: Deps,
  request: Headers,
  { sha256, size, title }: { sha256: string; size: number; title: string },
): Response {
  const etag = `"${sha256}"`;
  const headers = {
    ...headersFor('application/pdf'),
    // Should a browser ever show it all the same: without scripts, without an origin.
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'Content-Disposition': attachmentDisposition(`${title}.pdf`),
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  };
  if (request.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  const range = requestedRange(request, size, etag);
  if (range === null)
    throw new Problem(416, 'invalid_input', {
      headers: { 'Content-Range': `bytes */${size}`, 'Accept-Ranges': 'bytes' },
    });
  if (range === undefined)
    return new Response(blobs.read(sha256), { headers: { ...headers, 'Content-Length': String(size) } });
  const { start, end } = range;
  return new Response(blobs.read(sha256, range), {
    status: 206,
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      'Content-Range': `bytes ${start}-${end}/${size}`,
    },
  });
}
