import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createApp } from './app.ts';
import type { Deps } from './deps.ts';
import { CLEAN_UPS, jobHandlers } from './modules/modules.ts';
import { startCleaning } from './modules/outbox/clean-up.ts';
import { startWorker } from './modules/outbox/outbox.ts';

/** How long requests may still take when the server stops, in milliseconds. */
const GRACE_PERIOD = 3_000;

/**
 * How long slow clients are waited for, in milliseconds. Headers arrive within seconds, and a body may take as long as 25 MB take on a slow
 * line. Node checks every few seconds, and closes the connections that are over their time.
 */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Maximum number of connections: many more than people work at the same time, and few enough for the memory they take. */
const CONNECTIONS_MAX = 10_000;

export interface RunningServer {
  /** URL that the server answers at. */
  address: string;
  /** Finishes the requests and the job that are in progress, and accepts no more. */
  stop(): Promise<void>;
}

interface ServerOptions {
  host: string;
  port: number;
  /** How long requests may still take when the server stops, in milliseconds. Live updates always take all of it. */
  gracePeriod?: number;
  /** Factor for the timeouts of slow clients, so that tests need not wait for them. */
  timeoutFactor?: number;
  /** Adds routes to the API's, such as static pages. */
  extend?: (app: OpenAPIHono) => void;
}

/** Runs the API, its jobs and its clean-ups. */
export async function startServer(
  deps: Deps,
  { host, port, extend, gracePeriod = GRACE_PERIOD, timeoutFactor = 1 }: ServerOptions,
): Promise<RunningServer> {
  const { app } = createApp(deps);
  extend?.(app);
  const serverOptions = Object.fromEntries(Object.entries(TIMEOUTS).map(([name, ms]) => [name, ms * timeoutFactor]));
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions }) as Server;
  server.maxConnections = CONNECTIONS_MAX;
  const address = await listen(server, host, port);
  const worker = await startWorker(deps, jobHandlers(deps));
  const stopCleaning = startCleaning(deps, CLEAN_UPS);

  return {
    address,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      const overdue = setTimeout(() => server.closeAllConnections(), gracePeriod);
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
