const SECURITY = Object.freeze({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
});

/** Headers of an answer of the API: never cached, and inert should a browser show it as a page. */
export function headersFor(type?: string): Record<string, string> {
  return type === undefined ? { ...SECURITY } : { ...SECURITY, 'Content-Type': type };
}

/**
 * Headers of a file somebody brought: always a download. Should a browser ever show it all the same: without scripts, without an origin.
 * @param disposition Content-Disposition with the file's name.
 * @param sha256 Of the file; its ETag.
 */
export const downloadHeaders = (type: string, disposition: string, sha256: string): Record<string, string> => ({
  ...headersFor(type),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Content-Disposition': disposition,
  ETag: `"${sha256}"`,
});

/** A file as a download under its name, whatever characters it has (RFC 6266, RFC 8187). */
export function attachmentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
