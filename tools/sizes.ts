import { brotliCompressSync, gzipSync } from 'node:zlib';
import { build, mergeConfig, type Rolldown } from 'vite';
import { bundle, elementEntries } from './bundle.ts';

interface Size {
  gzip: number;
  brotli: number;
}

/** Bytes that a page loads at once for an element alone, compressed, Lit included; what it loads later on demand is not counted. */
const BUDGETS: Record<string, Partial<Size>> = {
  // Login, menus and overview; each further page comes when it is opened.
  portal: { gzip: 36_000 },
  // pdf.js comes when a document is shown.
  'sign-doc': { gzip: 24_000 },
  'ticket-form': { gzip: 16_000, brotli: 14_600 },
  'ticket-list': { gzip: 22_000 },
};

/**
 * Size of an entry with the chunks it imports statically. Each entry is bundled alone, as the bundler of an application that uses one element only would:
 * nobody imports from the entry of an application, so what is shared with parts that are loaded later may stay in it.
 */
async function sizeOf(entry: string): Promise<Size> {
  const [result] = (await build(
    mergeConfig(bundle, {
      build: { write: false, lib: { entry, formats: ['es'] }, rolldownOptions: { preserveEntrySignatures: false } },
    }),
  )) as Rolldown.RolldownOutput[];
  const chunks = result?.output.filter((file) => file.type === 'chunk') ?? [];
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  const sum = (compressed: (code: string) => Buffer) =>
    [...loaded].reduce((bytes, { code }) => bytes + compressed(code).length, 0);
  return { gzip: sum((code) => gzipSync(code, { level: 9 })), brotli: sum(brotliCompressSync) };
}

for (const [name, entry] of Object.entries({ ...elementEntries, 'all of them': 'tools/all.ts' })) {
  const size = await sizeOf(entry);
  const budget = BUDGETS[name] ?? {};
  const texts = (['gzip', 'brotli'] as const).map((compression) => {
    const most = budget[compression];
    if (most && size[compression] > most) process.exitCode = 1;
    const share = most ? `${Math.round((size[compression] / most) * 100)} % of ${most / 1000} kB` : '';
    return `${(size[compression] / 1000).toFixed(2).padStart(7)} kB ${compression} ${share.padEnd(14)}`;
  });
  console.log(`${name.padEnd(18)} ${texts.join('  ')}`);
}
