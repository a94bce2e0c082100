import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenAPIHono } from '@hono/zod-openapi';
import type { RawBuilder } from 'kysely';
import { createApp } from '../app.ts';
import { openBlobStore } from '../blobs/blob-store.ts';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import type { Api } from '../http/bind.ts';
import { createLogger } from '../log.ts';
import { hashToken, newToken } from '../modules/identity/secrets.ts';
import { insertSession } from '../modules/identity/session.store.ts';
import { SESSION_LIFETIME, sessionCookie } from '../modules/identity/session-cookie.ts';
import { CLEAN_UPS, jobHandlers } from '../modules/modules.ts';
import { runCleanUps } from '../modules/outbox/clean-up.ts';
import type { Mail } from '../modules/outbox/mailer.ts';
import { startWorker } from '../modules/outbox/outbox.ts';
import { createFactories, type Factories, type TestUser } from './factories.ts';
import { TestClient } from './test-client.ts';
import { openTestDatabase } from './test-database.ts';
import { openTestPdfEngine } from './test-pdf-engine.ts';

const PUBLIC_URL = 'https://portal.example';

/** The whole server on a fresh database, without a socket. As a client it sends requests of nobody in particular, from no page. */
export interface TestApp extends TestClient {
  app: OpenAPIHono;
  /** For tests that bind operations of their own. */
  api: Api;
  deps: Deps;
  make: Factories;
  /** Mails that were sent, oldest first. */
  mails: Mail[];
  /** Errors that were logged. A test that expects some has to empty the list, otherwise `close` fails. */
  errors: unknown[];
  /** Lets time pass. */
  advance(milliseconds: number): void;
  /** Runs a statement past all rules, and returns its rows. */
  rows<Row>(statement: RawBuilder<Row>): Promise<Row[]>;
  /** A user who is logged in on the portal's own page. */
  as(user: { id: string }): Promise<TestClient>;
  /** The same for several users, by their names in the test. */
  asAll<Name extends string>(users: Record<Name, TestUser>): Promise<Record<Name, TestClient>>;
  /** Runs the jobs that are due. */
  runJobs(): Promise<void>;
  runCleanUps(): Promise<void>;
  close(): Promise<void>;
}

/** Starts a server. `overrides` replace parts it is made of, `config` parts of its configuration. */
export async function createTestApp({
  config,
  ...overrides
}: Partial<Omit<Deps, 'config'>> & { config?: Partial<Config> } = {}): Promise<TestApp> {
  const folder = overrides.blobs ? undefined : await mkdtemp(join(tmpdir(), 'etron-test-'));
  const mails: Mail[] = [];
  const errors: unknown[] = [];
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  const deps: Deps = {
    db: overrides.db ?? (await openTestDatabase()),
    blobs: overrides.blobs ?? (await openBlobStore(join(folder!, 'blobs'))),
    mailer: { send: async (mail) => void mails.push(mail) },
    pdf: overrides.pdf ?? (await openTestPdfEngine(clock)),
    clock,
    log: { ...createLogger(() => {}), error: (_message, error) => void errors.push(error) },
    config: {
      publicUrl: PUBLIC_URL,
      printLanguage: 'de',
      appName: 'ETRON Kundenportal',
      secret: randomBytes(32).toString('base64url'),
      proxyHops: 0,
      proofOfWork: { cost: 10, counter: 5 },
      mailFrom: 'portal@example.com',
      ...config,
    },
    ...overrides,
  };
  const api = createApp(deps);
  const { app } = api;

  async function as({ id }: { id: string }): Promise<TestClient> {
    const token = newToken();
    const expiresAt = new Date(deps.clock().getTime() + SESSION_LIFETIME * 1000);
    const session = { userId: id, tokenHash: hashToken(token), expiresAt, ip: '127.0.0.1', userAgent: null };
    await deps.db.system((tx) => insertSession(tx, session));
    return new TestClient(app, { cookie: sessionCookie(token).split(';')[0]!, origin: deps.config.publicUrl });
  }

  return Object.assign(new TestClient(app, {}), {
    app,
    api,
    deps,
    make: createFactories(deps.db, deps.clock, deps.blobs),
    mails,
    errors,
    advance(milliseconds: number) {
      offset += milliseconds;
    },
    rows: async <Row>(statement: RawBuilder<Row>) => (await deps.db.system((tx) => statement.execute(tx))).rows,
    as,
    async asAll<Name extends string>(users: Record<Name, TestUser>) {
      const entries = Object.entries<TestUser>(users).map(async ([name, user]) => [name, await as(user)] as const);
      return Object.fromEntries(await Promise.all(entries)) as Record<Name, TestClient>;
    },
    async runJobs() {
      const worker = await startWorker(deps, jobHandlers(deps));
      await worker.drain();
      await worker.stop();
    },
    runCleanUps: () => runCleanUps(deps, CLEAN_UPS),
    async close() {
      await deps.pdf.close();
      await deps.db.close();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
      if (errors.length > 0) throw new AggregateError(errors, 'The server logged errors.');
    },
  });
}
