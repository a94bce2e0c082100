import { OpenAPIHono } from '@hono/zod-openapi';
import { sql } from 'kysely';
import type { Deps } from './deps.ts';
import { type Api, BASE_PATH } from './http/bind.ts';
import { serveDocs } from './http/docs.ts';
import { failureHandler } from './http/failure.ts';
import { headersFor } from './http/headers.ts';
import { describeCommon } from './http/openapi.ts';
import { notFound } from './http/problem.ts';
import { Router } from './http/router.ts';
import { DOCUMENT_CLEAN_UPS, documentJobs } from './modules/documents/documents.jobs.ts';
import { registerDocuments } from './modules/documents/documents.routes.ts';
import { EMBED_CLEAN_UPS, embedJobs } from './modules/embeds/embeds.jobs.ts';
import { registerEmbeds } from './modules/embeds/embeds.routes.ts';
import { historyJobs } from './modules/history/history.jobs.ts';
import { registerHistory } from './modules/history/history.routes.ts';
import { createAuthenticator } from './modules/identity/authenticate.ts';
import { cors } from './modules/identity/cors.ts';
import { registerDirectory } from './modules/identity/directory.routes.ts';
import { IDENTITY_CLEAN_UPS, identityJobs } from './modules/identity/identity.jobs.ts';
import { registerSession } from './modules/identity/session.routes.ts';
import { registerInvoices } from './modules/invoices/invoices.routes.ts';
import { registerLive } from './modules/live/live.routes.ts';
import { orderJobs } from './modules/orders/orders.jobs.ts';
import { registerOrders } from './modules/orders/orders.routes.ts';
import { CLEAN_UPS, type CleanUp } from './modules/outbox/clean-up.ts';
import type { JobHandlers } from './modules/outbox/outbox.ts';
import { registerOverview } from './modules/overview/overview.routes.ts';
import { registerVerification } from './modules/signing/verify.routes.ts';
import { registerSubscriptions } from './modules/subscriptions/subscriptions.routes.ts';
import { SYNC_CLEAN_UPS } from './modules/sync/sync.jobs.ts';
import { registerSync } from './modules/sync/sync.routes.ts';
import { ticketJobs } from './modules/tickets/tickets.jobs.ts';
import { registerTickets } from './modules/tickets/tickets.routes.ts';
import { registerTime } from './modules/time/time.routes.ts';
import { UPLOAD_CLEAN_UPS } from './modules/uploads/uploads.jobs.ts';
import { registerUploads } from './modules/uploads/uploads.routes.ts';

/** The API below `/api/v1`. Whoever runs it may add routes of their own to `app`, such as static pages. */
export function createApp(deps: Deps): Api {
  const app = new OpenAPIHono({ router: new Router() });
  const failed = failureHandler(deps.log);
  app.onError(failed);
  app.notFound(() => notFound().toResponse());
  describeCommon(app);

  const api: Api = { app, deps, authenticator: createAuthenticator(deps), cors: cors(deps), failed };
  registerModules(api);
  app.options(`${BASE_PATH}/*`, api.cors);
  serveDocs(app, deps.config);

  const healthy = { headers: headersFor('application/json') };
  app.get(`${BASE_PATH}/health`, async () => {
    await deps.db.system((tx) => sql`select 1`.execute(tx), 'read');
    return new Response('{"status":"ok"}', healthy);
  });
  return api;
}

function registerModules(api: Api): void {
  registerSession(api);
  registerDirectory(api);
  registerEmbeds(api);
  registerTickets(api);
  registerDocuments(api);
  registerVerification(api);
  registerOrders(api);
  registerInvoices(api);
  registerSubscriptions(api);
  registerOverview(api);
  registerHistory(api);
  registerTime(api);
  registerUploads(api);
  registerLive(api);
  registerSync(api);
}

/** The jobs of all modules, for the worker. */
export function jobHandlers(deps: Deps): JobHandlers {
  return {
    ...identityJobs(deps),
    ...embedJobs(deps),
    ...ticketJobs(deps),
    ...documentJobs(deps),
    ...orderJobs(deps),
    ...historyJobs(deps),
  };
}

/** The clean-ups of all modules. */
export const cleanUps: Record<string, CleanUp> = {
  ...CLEAN_UPS,
  ...IDENTITY_CLEAN_UPS,
  ...EMBED_CLEAN_UPS,
  ...DOCUMENT_CLEAN_UPS,
  // Before the files themselves.
  ...SYNC_CLEAN_UPS,
  ...UPLOAD_CLEAN_UPS,
};
