import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBlobStore } from './blobs/blob-store.ts';
import { type Environment, readConfig } from './config.ts';
import { openDatabase } from './db/open-database.ts';
import { createLogger } from './log.ts';
import { installationSecret } from './modules/identity/secrets.ts';
import { createMailer } from './modules/outbox/mailer.ts';
import { openSealingEngine } from './sealing-engine.ts';
import { startServer } from './server.ts';

/** Starts the server as the environment says, and stops it on SIGINT or SIGTERM. */
export async function start(env: Environment): Promise<void> {
  const log = createLogger((line) => process.stdout.write(line));
  try {
    const stop = await run(env, log);
    const end = (signal: string): void => {
      log.info('The portal stops.', { signal });
      void stop();
    };
    process.once('SIGINT', end);
    process.once('SIGTERM', end);
  } catch (error) {
    log.error('The portal could not start.', error);
    process.exitCode = 1;
  }
}

async function run(env: Environment, log: ReturnType<typeof createLogger>): Promise<() => Promise<void>> {
  const { app, host, port, databaseUrl, dataDirectory, preparedDatabase, smtpUrl, seal } = readConfig(env);
  await mkdir(dataDirectory, { recursive: true });
  const db = await openDatabase({ url: databaseUrl, directory: dataDirectory, prepared: preparedDatabase });
  const stops: (() => Promise<void>)[] = [() => db.close()];
  const stop = async () => {
    for (const end of stops.splice(0).reverse()) await end();
  };
  try {
    const config = { ...app, secret: app.secret ?? (await installationSecret(db)) };
    const blobs = await openBlobStore(join(dataDirectory, 'blobs'));
    const mailer = createMailer(smtpUrl, config, log);
    const pdf = await openSealingEngine(seal, dataDirectory);
    stops.push(() => pdf.close());
    const deps = { db, blobs, mailer, pdf, config, clock: () => new Date(), log };
    if (config.supportAddress === undefined)
      log.info('Without SUPPORT_ADDRESS, nobody is mailed what customers do where no employee is assigned.');
    const server = await startServer(deps, { host, port });
    stops.push(() => server.stop());
    log.info('The portal is ready.', { address: server.address, publicUrl: config.publicUrl });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
