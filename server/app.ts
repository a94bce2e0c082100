import { OpenAPIHono } from '@hono/zod-openapi';
import { TrieRouter } from 'hono/router/trie-router';
import { sql } from 'kysely';
import type { Deps } from './deps.ts';
import { type Api, BASE_PATH } from './http/bind.ts';
import { serveDocs } from './http/docs.ts';
import { errorResponder } from './http/failure.ts';
import { headersFor } from './http/headers.ts';
import { describeCommon } from './http/openapi.ts';
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
