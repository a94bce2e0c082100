import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openBlobStore } from './blobs/blob-store.ts';
import { readConfig } from './config.ts';
import { openDatabase } from './db/database.ts';
import { createLogger } from './log.ts';
import { createMailer } from './modules/outbox/mailer.ts';
import { ownSecret } from './modules/identity/secrets.ts';
import { startServer } from './server.ts';

const { app, host, port, databaseUrl, dataDirectory, preparedDatabase, smtpUrl } = readConfig(process.env);
const log = createLogger((line) => process.stdout.write(line));

await mkdir(dataDirectory, { recursive: true });
const db = await openDatabase({ url: databaseUrl, directory: dataDirectory, prepared: preparedDatabase });
const config = { ...app, secret: app.secret ?? (await ownSecret(db)) };
const blobs = await openBlobStore(join(dataDirectory, 'blobs'));
const server = await startServer({ db, blobs, mailer: createMailer(smtpUrl, config, log), config, clock: () => new Date(), log }, { host, port });
log.info('The portal is ready.', { address: server.address, publicUrl: config.publicUrl });

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop(signal));

async function stop(signal: string): Promise<void> {
  log.info('The portal stops.', { signal });
  await server.stop();
  await db.close();
}
