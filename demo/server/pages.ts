import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';

interface Options {
  /** Where the built pages are. */
  directory: URL;
  /** Pages by their path. */
  pages: Record<string, string>;
  /** Other origins the pages talk to. */
  origins?: readonly string[];
  /** What stands for `{{name}}` in the pages. */
  values?: Record<string, string>;
}

/** As strict as a policy can be; what the elements need beyond it is nothing but the API and one Trusted Types policy. */
const policy = (origins: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    ["img-src 'self'", ...origins].join(' '),
    ["connect-src 'self'", ...origins].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** Serves pages under a strict policy, and the files they are made of. */
export function servePages({ directory, pages, origins = [], values = {} }: Options): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    c.header('X-Content-Type-Options', 'nosniff');
    c.header('Referrer-Policy', 'same-origin');
  });
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, async (c) => {
      const page = await readFile(new URL(file, directory), 'utf8');
      c.header('Content-Security-Policy', policy(origins));
      c.header('Cache-Control', 'no-cache');
      return c.html(page.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => values[name] ?? whole));
    });
  }
  const root = fileURLToPath(directory);
  // Their names change with their content.
  app.use('/assets/*', async (c, next) => {
    c.header('Cache-Control', 'public, max-age=31536000, immutable');
    return next();
  });
  app.use('/assets/*', serveStatic({ root }));
  app.get('/:file{[a-z]+\\.(svg|js|css)}', serveStatic({ root }));
  return app;
}
