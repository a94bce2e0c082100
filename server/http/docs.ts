import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Config } from '../config.ts';
import { BASE_PATH } from './bind.ts';
import { headersFor } from './headers.ts';
import { openApiDocument } from './openapi.ts';

/** Serves the API's description. */
export function serveDocs(app: OpenAPIHono, { appName }: Pick<Config, 'appName'>): void {
  let json: string | undefined;
  app.get(`${BASE_PATH}/openapi.json`, () => {
    json ??= JSON.stringify(openApiDocument(app, { title: appName, version: '1', server: BASE_PATH }));
    return new Response(json, { headers: headersFor('application/json') });
  });
}
