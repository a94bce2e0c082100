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
