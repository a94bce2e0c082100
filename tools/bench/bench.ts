import pg from 'pg';
import { startPostgres } from '../../server/testing/postgres.ts';
import { benchEmbedded } from './embedded.ts';
import { benchFirstPage } from './first-page.ts';
import { benchLists } from './lists.ts';
import { benchSigning } from './signing.ts';
import { benchSync } from './sync.ts';

/**
 * `npm run bench`: figures for goals.md, each beside what it is compared to, measured in the same run. `npm run bench signing first-page` for some parts
 * only, `npm run bench 1000 100000` for some sizes of the lists.
 */
const parts: Record<string, () => Promise<void>> = {
  lists,
  embedded: benchEmbedded,
  signing: benchSigning,
  'first-page': benchFirstPage,
  sync: () => benchSync(sizes[0] ?? 100_000),
};
const words = process.argv.slice(2);
const sizes = words.map(Number).filter((size) => size > 0);
const names = words.filter((word) => !(Number(word) > 0));
const unknown = names.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')} to measure, only ${Object.keys(parts).join(', ')}.`);
  process.exit(1);
}
for (const [name, bench] of Object.entries(parts)) if (names.length === 0 || names.includes(name)) await bench();

async function lists(): Promise<void> {
  const postgres = await startPostgres();
  // Numbers and moments as the server's own driver reads them.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  try {
    await benchLists(postgres.url, sizes.length > 0 ? sizes : [1_000, 100_000, 1_000_000]);
  } finally {
    await postgres.stop();
  }
}
