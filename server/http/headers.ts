const SECURITY = Object.freeze({
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
});

/** Headers of an answer of the API. It is never cached, and can do nothing if a browser shows it as a page. */
export function headersFor(type?: string): Record<string, string> {
  return type === undefined ? { ...SECURITY } : { ...SECURITY, 'Content-Type': type };
}

/**
 * Headers of a file that somebody uploaded. It is always a download, and if a browser shows it all the same, it has no scripts and no origin.
 * @param disposition Content-Disposition with the file's name.
 * @param sha256 Hash of the file, which becomes its ETag.
 */
export const downloadHeaders = (type: string, disposition: string, sha256: string): Record<string, string> => ({
  ...headersFor(type),
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'Content-Disposition': disposition,
  ETag: `"${sha256}"`,
});

/** Content-Disposition of a download with this file name, whatever characters it has (RFC 6266, RFC 8187). */
export function attachmentDisposition(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
