import { gzipSync } from 'node:zlib';
import { build, mergeConfig, type Rolldown } from 'vite';
import { bundle, elementEntries } from './bundle.ts';

/** Bytes after gzip of an element with all it needs, Lit included; what it loads later on demand is not counted. goals.md has the reasons. */
const BUDGETS: Record<string, number> = {
  'ticket-form': 12_000,
  'ticket-list': 18_000,
  ticket: 20_000,
};

/** Modules a page loads only when it needs them: rows by the hundred. */
const ON_DEMAND = /@lit-labs\/virtualizer/;

/** The gzip size of one entry and the chunks it imports statically, in bytes. */
export async function sizeOf(entry: string): Promise<number> {
  const result = (await build(
    mergeConfig(bundle, {
      build: {
        write: false,
        lib: { entry, formats: ['es'] },
        rolldownOptions: { external: ON_DEMAND },
      },
    }),
  )) as Rolldown.RolldownOutput[];
  const chunks = (result[0]?.output ?? []).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
  return chunks.reduce((sum, { code }) => sum + gzipSync(code, { level: 9 }).length, 0);
}

if (import.meta.main) {
  for (const [name, entry] of Object.entries(elementEntries)) {
    const size = await sizeOf(entry);
    const budget = BUDGETS[name];
    const over = budget !== undefined && size > budget;
    const share = budget ? `${Math.round((size / budget) * 100)} % of ${(budget / 1000).toFixed(0)} kB` : '';
    console.log(`${over ? '✗' : ' '} ${name.padEnd(16)} ${(size / 1000).toFixed(2).padStart(7)} kB gzip  ${share}`);
    if (over) process.exitCode = 1;
  }
}
