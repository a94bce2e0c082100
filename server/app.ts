import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import { TrieRouter } from 'hono/router/trie-router';
import { sql } from 'kysely';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { type Api, BASE_PATH } from './http/bind.ts';
import { errorResponder } from './http/error-responder.ts';
import { headersFor } from './http/headers.ts';
import { describeCommon, openApiDocument } from './http/openapi.ts';
import { notFound } from './http/problem.ts';
import { createAuthenticator } from './modules/identity/authenticate.ts';
import { cors } from './modules/identity/cors.ts';
import { KINDS, MODULES } from './modules/modules.ts';

/** The API below `/api/v1`, with the operations of all modules. Whoever runs it may add routes of their own to `app`, such as static pages. */
export function createApp(deps: Deps): Api {
  // Hono's fastest router refuses `/tickets/facets` beside `/tickets/{id}`; its default would try that one first and then take this.
  const app = new OpenAPIHono({ router: new TrieRouter() });
  const toErrorResponse = errorResponder(deps.log);
  app.onError(toErrorResponse);
  app.notFound(() => notFound().toResponse());
  describeCommon(app);

  const api: Api = { app, deps, authenticator: createAuthenticator(deps), cors: cors(deps), toErrorResponse };
  for (const { routes } of MODULES) routes?.(api, KINDS);
  app.options(`${BASE_PATH}/*`, api.cors);
  serveDocs(app, deps.config);

  const healthy = { headers: headersFor('application/json') };
  app.get(`${BASE_PATH}/health`, async () => {
    await deps.db.system((tx) => sql`select 1`.execute(tx), 'read');
    return new Response('{"status":"ok"}', healthy);
  });
  return api;
}

/** Lets the page load from its own origin only. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const PAGE = { '/api/docs': 'index.html', '/api/docs/docs.css': 'docs.css', '/api/docs/docs.js': 'docs.js' };
const TYPES: Record<string, string> = { html: 'text/html', css: 'text/css', js: 'text/javascript' };

/** Serves the description of the API, and a page that shows it. */
function serveDocs(app: OpenAPIHono, { appName }: Pick<Config, 'appName'>): void {
  let json: string | undefined;
  app.get(`${BASE_PATH}/openapi.json`, () => {
    json ??= JSON.stringify(openApiDocument(app, { title: appName, version: '1', server: BASE_PATH }));
    return new Response(json, { headers: headersFor('application/json') });
  });
  for (const [path, file] of Object.entries(PAGE)) {
    const content = readFileSync(new URL(`./http/docs/${file}`, import.meta.url));
    const type = TYPES[file.split('.')[1]!]!;
    const headers = { ...headersFor(`${type}; charset=utf-8`), 'Content-Security-Policy': POLICY };
    app.get(path, () => new Response(content, { headers }));
  }
}
