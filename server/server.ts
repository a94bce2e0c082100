import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createApp } from './app.ts';
import type { Deps } from './deps.ts';
import { CLEAN_UPS, jobHandlers } from './modules/modules.ts';
import { startCleaning } from './modules/outbox/clean-up.ts';
import { startWorker } from './modules/outbox/worker.ts';

const GRACE = 3_000;

/**
 * What slow clients may take. Headers come within seconds; a body may take as long as 25 MB on a slow line do. Node looks for those that
 * are over their time every few seconds, and closes them.
 */
const PATIENCE = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Many more than there are people at work, and few enough for the memory they cost. */
const CONNECTIONS_MAX = 10_000;

export interface RunningServer {
  /** Where it answers. */
  address: string;
  /** Finishes the requests and the job that are being done, and takes no more. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  host: string;
  port: number;
  /** Milliseconds a request that is being answered is given when the server stops; live updates always take all of it. */
  grace?: number;
  /** Factor of how long slow clients are waited for; tests are in a hurry. */
  patience?: number;
  /** Adds routes of whoever runs the server, such as static pages. */
  extend?: (app: OpenAPIHono) => void;
}

/** Runs the API, its jobs and its clean-ups. */
export async function startServer(
  deps: Deps,
  { host, port, extend, grace = GRACE, patience = 1 }: ServerOptions,
): Promise<RunningServer> {
  const { app } = createApp(deps);
  extend?.(app);
  const serverOptions = Object.fromEntries(Object.entries(PATIENCE).map(([name, ms]) => [name, ms * patience]));
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server;
  server.maxConnections = CONNECTIONS_MAX;
  const address = await listen(server, host, port);
  const worker = await startWorker(deps, jobHandlers(deps));
  const stopCleaning = startCleaning(deps, CLEAN_UPS);

  return {
    address,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      const overdue = setTimeout(() => server.closeAllConnections(), grace);
      await closed;
      clearTimeout(overdue);
      await Promise.all([worker.stop(), stopCleaning()]);
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} on ${host} is in use. Set PORT to another one, or stop what uses it.`)
          : error,
      );
    });
    server.listen(port, host, () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? `http://${host}:${address.port}` : String(address));
    });
  });
}
