import { glob, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const root = new URL('../', import.meta.url);
const sources = ['demo/pages/**/*', 'demo/vite.config.ts', 'src/**/*.ts', 'components/**/*.ts', 'package.json'];

const changedAt = async (path: URL): Promise<number> => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

/** Builds the pages into `dist/demo` unless they are newer than all their sources. */
export async function buildPages(): Promise<URL> {
  const built = await changedAt(new URL('dist/demo/index.html', root));
  for await (const file of glob(sources, { cwd: fileURLToPath(root) })) {
    if ((await changedAt(new URL(file, root))) <= built) continue;
    // Loaded only when needed: Vite takes half a second to start.
    const { build } = await import('vite');
    await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });
    break;
  }
  return new URL('dist/demo/', root);
}
