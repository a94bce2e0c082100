import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Hono } from 'hono';
import { getMimeType } from 'hono/utils/mime';

interface PagesOptions {
  /** Where the built pages are. */
  directory: URL;
  /** Pages by their path. */
  pages: Record<string, string>;
  /** Other origins the pages talk to. */
  origins?: readonly string[];
  /** Values that replace `{{name}}` in the pages. */
  values?: Record<string, string>;
}

/** The strictest Content Security Policy under which the elements work. They need the API, a worker for PDFs, and their Trusted Types policies. */
const policy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    ["img-src 'self'", ...origins].join(' '),
    ["connect-src 'self'", ...origins].join(' '),
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html etron-pdf',
  ].join('; ');

/** All files of a folder by their path in it. They are kept in memory, so that a build does not change them while the server runs. */
async function readAll(directory: URL): Promise<Map<string, Buffer>> {
  const root = fileURLToPath(directory);
  const files = (await readdir(root, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  return new Map(
    await Promise.all(
      paths.map(
        async (path): Promise<[string, Buffer]> => [relative(root, path).split(sep).join('/'), await readFile(path)],
      ),
    ),
  );
}

/** Serves pages under a strict policy, and the files they are made of. */
export async function servePages({ directory, pages, origins = [], values = {} }: PagesOptions): Promise<Hono> {
  const files = await readAll(directory);
  const common = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-cache' };
  const app = new Hono();
  for (const [path, file] of Object.entries(pages)) {
    const page =
      files
        .get(file)
        ?.toString()
        .replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole) ?? '';
    app.get(path, (c) => c.html(page, 200, { ...common, 'Content-Security-Policy': policy(origins) }));
  }
  app.get('*', (c) => {
    const path = c.req.path.slice(1);
    const content = path.endsWith('.html') ? undefined : files.get(path);
    if (!content) return c.notFound();
    // Names of assets change with their content.
    const cache = path.startsWith('assets/') ? { 'Cache-Control': 'public, max-age=31536000, immutable' } : {};
    return c.body(new Uint8Array(content), 200, {
      ...common,
      ...cache,
      'Content-Type': getMimeType(path) ?? 'application/octet-stream',
    });
  });
  return app;
}
