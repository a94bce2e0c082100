import { globSync } from 'node:fs';
import { startPostgres } from '../server/testing/postgres.ts';
import { type Counts, run, runNodeTests } from './run.ts';
import { verify } from './verify.ts';

const PDF = globSync('server/pdf/**/*.test.ts').sort();
/** What may stand on a database. */
const SERVER = globSync('server/**/*.test.ts', { exclude: PDF }).sort();

/** Everything a change must pass, cheapest first. Each gives its counts. */
const STAGES: Record<string, () => Promise<Counts>> = {
  verify: () => verify(),
  tools: () => runNodeTests(globSync('{tools,demo}/**/*.test.ts').sort()),
  'PDF engine': () => runNodeTests(PDF),
  'server on the embedded database': () => runNodeTests(SERVER),
  'server on PostgreSQL': onPostgres,
  'elements in a browser': () => run(['node_modules/@web/test-runner/dist/bin.js']),
  'end to end': () => runNodeTests(globSync('demo/e2e/*.e2e.ts').sort(), {}, 1),
};

async function onPostgres(): Promise<Counts> {
  const postgres = await startPostgres();
  try {
    return await runNodeTests(SERVER, { TEST_DATABASE_URL: postgres.url });
  } finally {
    await postgres.stop();
  }
}

const totals: Counts = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
const summary = ({ passed, failed, skipped }: Counts): string =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

for (const [name, stage] of Object.entries(STAGES)) {
  console.log(`\n— ${name}`);
  const started = performance.now();
  const counts = await stage().catch((error: unknown): Counts => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  for (const key of ['passed', 'failed', 'skipped'] as const) totals[key] += counts[key];
  lines.push(`${name}: ${summary(counts)} in ${Math.round((performance.now() - started) / 1000)} s`);
}

console.log(`\n${lines.join('\n')}\n\n${summary(totals)}`);
process.exit(totals.failed ? 1 : 0);
