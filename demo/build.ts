import { glob, mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareDatabase } from '../server/db/embedded.ts';

const root = new URL('../', import.meta.url);
const pages = new URL('dist/demo/', root);
const database = new URL('dist/demo-database.tar.gz', root);

const changedAt = async (path: URL): Promise<number> => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

async function isStale(built: URL, sources: string[]): Promise<boolean> {
  const time = await changedAt(built);
  for await (const file of glob(sources, { cwd: fileURLToPath(root) })) {
    if ((await changedAt(new URL(file, root))) > time) return true;
  }
  return false;
}

/** Builds the pages into `dist/demo`, unless they are newer than all their sources. Returns that folder. */
export async function buildPages(): Promise<URL> {
  const sources = ['demo/pages/**/*', 'demo/vite.config.ts', 'src/**/*.ts', 'components/**/*.ts', 'package-lock.json'];
  if (await isStale(new URL('index.html', pages), sources)) {
    // Loaded only when needed: Vite takes half a second to start.
    const { build } = await import('vite');
    await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
  }
  return pages;
}

/**
 * Creates the file from which new embedded databases start, unless it is newer than the schema. Returns its path. Without it, a start takes some seconds
 * more.
 */
export async function buildDatabase(): Promise<string> {
  const file = fileURLToPath(database);
  if (await isStale(database, ['server/db/**/*', 'package-lock.json'])) {
    await mkdir(new URL('.', database), { recursive: true });
    await prepareDatabase(file);
  }
  return file;
}

// `npm ci` runs this, so that the first start does not have to.
if (import.meta.main) await Promise.all([buildPages(), buildDatabase()]);
