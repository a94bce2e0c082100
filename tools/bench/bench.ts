import pg from 'pg';
import { startPostgres } from '../../server/testing/postgres.ts';
import { benchEmbedded } from './embedded.ts';
import { benchLists } from './lists.ts';
import { benchSigning } from './signing.ts';

/** `npm run bench`: figures for goals.md, each beside what it is compared to, measured in the same run. `npm run bench 1000 100000` for some sizes only. */
const sizes = process.argv.slice(2).map(Number);
const postgres = await startPostgres();
// Numbers and moments as the server's own driver reads them.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
try {
  await benchLists(postgres.url, sizes.length > 0 ? sizes : [1_000, 100_000, 1_000_000]);
} finally {
  await postgres.stop();
}
await benchEmbedded();
await benchSigning();
