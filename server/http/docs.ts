import { readFileSync } from 'node:fs';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Config } from '../config.ts';
import { BASE_PATH } from './bind.ts';
import { headersFor } from './headers.ts';
import { openApiDocument } from './openapi.ts';

/** Lets the page load from its own origin only. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const PAGE = { '/api/docs': 'index.html', '/api/docs/docs.css': 'docs.css', '/api/docs/docs.js': 'docs.js' };
const TYPES: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

/** Serves the description of the API, and a page that shows it. */
export function serveDocs(app: OpenAPIHono, { appName }: Pick<Config, 'appName'>): void {
  let json: string | undefined;
  app.get(`${BASE_PATH}/openapi.json`, () => {
    json ??= JSON.stringify(openApiDocument(app, { title: appName, version: '1', server: BASE_PATH }));
    return new Response(json, { headers: headersFor('application/json') });
  });
  for (const [path, file] of Object.entries(PAGE)) {
    const content = readFileSync(new URL(`./docs/${file}`, import.meta.url));
    const type = TYPES[file.split('.')[1]!]!;
    const headers = { ...headersFor(`${type}; charset=utf-8`), 'Content-Security-Policy': POLICY };
    app.get(path, () => new Response(content, { headers }));
  }
}
