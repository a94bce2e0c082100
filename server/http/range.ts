/** Bytes from `start` to `end`, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Which part of `size` bytes a request asks for (RFC 9110): undefined for all of it, which also answers what we do not serve (several
 * ranges, other units) and ranges of another version; null when there is no such part.
 */
export function requestedRange(headers: Headers, size: number, etag: string): ByteRange | null | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.get('range')?.replaceAll(' ', '') ?? '');
  const condition = headers.get('if-range');
  if (!match || (condition !== null && condition !== etag)) return undefined;
  const [, first = '', last = ''] = match;
  if (first === '' && last === '') return undefined;
  const [start, end] =
    first === ''
      ? [Math.max(0, size - Number(last)), size - 1]
      : [Number(first), last === '' ? size - 1 : Math.min(Number(last), size - 1)];
  if (first !== '' && last !== '' && Number(last) < Number(first)) return undefined;
  return start < size && start <= end ? { start, end } : null;
}
