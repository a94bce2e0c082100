import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { OpenAPIHono } from '@hono/zod-openapi';
import { createApp } from './app.ts';
import type { Deps } from './deps.ts';
import { CLEAN_UPS, jobHandlers } from './modules/modules.ts';
import { startCleaning } from './modules/outbox/clean-up.ts';
import { startWorker } from './modules/outbox/worker.ts';

/** Milliseconds that current requests are given when the server stops. */
const GRACE = 3_000;

/**
 * Milliseconds that slow clients are given. Headers have to arrive within seconds; a body may take as long as 25 MB do on a slow connection.
 * Node checks connections every few seconds, and closes those that have exceeded their time.
 */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 300_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

/** Far more connections than there are users, and few enough for the memory they take. */
const CONNECTIONS_MAX = 10_000;

export interface RunningServer {
  /** URL at which the server answers. */
  address: string;
  /** Lets current requests and the current job finish, and takes no more. */
  stop(): Promise<void>;
}

export interface ServerOptions {
  host: string;
  port: number;
  /** Milliseconds that current requests are given when the server stops. Live updates never end by themselves, and so take all of it. */
  grace?: number;
  /** Factor by which the timeouts for slow clients are multiplied; less than 1 in tests. */
  timeoutFactor?: number;
  /** Adds further routes, such as static pages. */
  extend?: (app: OpenAPIHono) => void;
}

/** Starts the API with its jobs and clean-ups. */
export async function startServer(
  deps: Deps,
  { host, port, extend, grace = GRACE, timeoutFactor = 1 }: ServerOptions,
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
