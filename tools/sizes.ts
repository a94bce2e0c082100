import { gzipSync } from 'node:zlib';
import { build, mergeConfig, type Rolldown } from 'vite';
import { bundle, elementEntries } from './bundle.ts';

/** Bytes after gzip of what a page loads at once for an element, Lit included; what it loads later on demand is not counted. */
const BUDGETS: Record<string, number> = {
  // Login, menus and overview; each further page comes when it is opened.
  portal: 45_000,
  // pdf.js comes when a document is shown.
  'sign-doc': 20_000,
  'ticket-form': 12_000,
  'ticket-list': 18_000,
};

/** The gzip size of an entry with the chunks it imports statically, in bytes. Each entry is bundled alone, as a page that uses one element only would. */
export async function sizeOf(entry: string): Promise<number> {
  const [result] = (await build(
    mergeConfig(bundle, { build: { write: false, lib: { entry, formats: ['es'] } } }),
  )) as Rolldown.RolldownOutput[];
  const chunks = result?.output.filter((file) => file.type === 'chunk') ?? [];
  const loaded = new Set(chunks.filter(({ isEntry }) => isEntry));
  for (const { imports } of loaded) {
    for (const chunk of chunks) if (imports.includes(chunk.fileName)) loaded.add(chunk);
  }
  return [...loaded].reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

if (import.meta.main) {
  for (const [name, entry] of Object.entries({ ...elementEntries, 'all of them': 'tools/all.ts' })) {
    const size = await sizeOf(entry);
    const budget = BUDGETS[name];
    const over = budget !== undefined && size > budget;
    const share = budget ? `${Math.round((size / budget) * 100)} % of ${budget / 1000} kB` : '';
    console.log(`${over ? '✗' : ' '} ${name.padEnd(16)} ${(size / 1000).toFixed(2).padStart(7)} kB gzip  ${share}`);
    if (over) process.exitCode = 1;
  }
}
