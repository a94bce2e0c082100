import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { openBlobStore } from '../../server/blobs/blob-store.ts';
import { openDatabase } from '../../server/db/open-database.ts';
import type { Deps } from '../../server/deps.ts';
import { createLogger } from '../../server/log.ts';
import { installationSecret } from '../../server/modules/identity/secrets.ts';
import { createMailer } from '../../server/modules/outbox/mailer.ts';
import { openSealingEngine } from '../../server/sealing-engine.ts';
import { startServer } from '../../server/server.ts';
import { buildDatabase, buildPages } from '../build.ts';
import { fillDocuments } from '../seed/documents.ts';
import { fillErp } from '../seed/erp/fill.ts';
import { fillDemo, isEmpty } from '../seed/fill.ts';
import { connectHost, type HostBackend, tokenRoute } from './host.ts';
import { startMailSink } from './mail-sink.ts';
import { servePages } from './pages.ts';

const HOST = '127.0.0.1';
/** Milliseconds that requests get to finish after Ctrl+C. */
const GRACE = 500;

export interface DemoOptions {
  /** Port of the portal. */
  port: number;
  /** Port of the second origin, with the partner's website and onRetail. */
  secondPort: number;
  dataDirectory: string;
  /** URL of a PostgreSQL server; without it the database is embedded. */
  databaseUrl?: string | undefined;
  /** Writes a line of the server's log. */
  log(line: string): void;
}

export interface Demo {
  portalUrl: string;
  secondUrl: string;
  stop(): Promise<void>;
}

/** Starts the portal, a second origin beside it, and a mail server, on one machine. */
export async function startDemo({ port, secondPort, dataDirectory, databaseUrl, log }: DemoOptions): Promise<Demo> {
  const [portalUrl, secondUrl] = [`http://localhost:${port}`, `http://localhost:${secondPort}`];
  const directory = await buildPages();
  await mkdir(dataDirectory, { recursive: true });
  const stops: (() => unknown)[] = [];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const prepared = databaseUrl ? undefined : await buildDatabase();
    const db = await openDatabase({ url: databaseUrl, directory: dataDirectory, prepared });
    stops.push(() => db.close());
    const mails = await startMailSink();
    stops.push(() => mails.close());
    const config: Deps['config'] = {
      publicUrl: portalUrl,
      printLanguage: 'de',
      appName: 'ETRON Portal',
      secret: await installationSecret(db),
      proxyHops: 0,
      proofOfWork: { cost: 1_000, counter: 250 },
      mailFrom: 'support@etron.example',
    };
    const logger = createLogger(log);
    const blobs = await openBlobStore(join(dataDirectory, 'blobs'));
    const pdf = await openSealingEngine({ developmentAllowed: true }, dataDirectory);
    stops.push(() => pdf.close());
    const deps: Deps = {
      db,
      blobs,
      mailer: createMailer(mails.url, config, logger),
      pdf,
      config,
      clock: () => new Date(),
      log: logger,
    };
    if (await isEmpty(db)) {
      const now = Date.now();
      // The steps run at the same time, so that the database is used while PDFs are inspected and sealed in threads.
      const people = fillDemo(deps, now);
      await Promise.all([people.then(() => fillDocuments(deps, now)), fillErp(deps, now, people)]);
    }
    const host = await connectHost(db, [secondUrl], portalUrl);

    const pages = await servePages({
      directory,
      pages: { '/': 'index.html', '/staff.html': 'staff.html', '/verify.html': 'verify.html' },
    });
    const extend = (app: Hono) => app.route('/mails', mails.pages).route('/', pages);
    const server = await startServer(deps, {
      host: HOST,
      port,
      gracePeriod: GRACE,
      extend: (app) => extend(app as unknown as Hono),
    });
    stops.push(() => server.stop());
    stops.push(await serveSecondOrigin(secondPort, await secondOrigin(directory, portalUrl, host)));
  } catch (error) {
    await stop();
    throw error;
  }
  return { portalUrl, secondUrl, stop };
}

function serveSecondOrigin(port: number, { fetch }: Hono): Promise<() => void> {
  const server = createAdaptorServer({ fetch });
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, HOST, () => resolve(() => server.close()));
  });
}

/** The partner's website and onRetail, with the little that a host's own backend has to do. */
async function secondOrigin(directory: URL, portalUrl: string, host: HostBackend): Promise<Hono> {
  const pages = {
    '/': 'partner/index.html',
    '/partner/': 'partner/index.html',
    '/partner/en.html': 'partner/en.html',
    '/onretail/': 'onretail/index.html',
  };
  const values = { apiUrl: `${portalUrl}/api/v1`, portalUrl };
  return tokenRoute(await servePages({ directory, pages, origins: [portalUrl], values }), host);
}
