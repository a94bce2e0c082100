import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../server/testing/postgres.ts';
import { type Counts, verify } from './verify.ts';

/** Two cores: two test files at a time. */
const NODE_TEST = ['--test', '--test-concurrency=2', '--test-reporter=dot', '--test-reporter-destination=stdout'];
const COUNT_REPORTER = ['--test-reporter=./tools/node-reporter.ts', '--test-reporter-destination=stderr'];

const scratch = mkdtempSync(join(tmpdir(), 'etron-test-'));
const totals: Counts = { passed: 0, failed: 0, skipped: 0 };

function add(name: string, counts: Counts, started: number): void {
  for (const key of ['passed', 'failed', 'skipped'] as const) totals[key] += counts[key];
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`\n${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}

/** Runs a test runner that writes its counts to TEST_COUNTS. One that crashes or finds no test counts as one failure. */
async function run(
  name: string,
  command: string,
  args: string[],
  environment: Record<string, string> = {},
): Promise<void> {
  console.log(`\n— ${name}`);
  const started = performance.now();
  const file = join(scratch, `${name.replace(/\W+/g, '-')}.json`);
  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment, TEST_COUNTS: file },
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log(`${name}: the runner wrote no result (exit code ${code})`);
  }
  if ((code !== 0 && counts.failed === 0) || counts.passed + counts.failed === 0) counts.failed++;
  add(name, counts, started);
}

const serverTests = globSync('{server,tools}/**/*.test.ts');
const node = process.execPath;

const started = performance.now();
console.log('— verify');
add('verify', verify(), started);
await run('server on the embedded database', node, [...NODE_TEST, ...COUNT_REPORTER, ...serverTests]);
const postgres = await startPostgres();
try {
  await run('server on PostgreSQL', node, [...NODE_TEST, ...COUNT_REPORTER, ...globSync('server/**/*.test.ts')], {
    TEST_DATABASE_URL: postgres.url,
  });
} finally {
  await postgres.stop();
}
await run('elements in a browser', node, ['node_modules/@web/test-runner/dist/bin.js']);
await run('end to end', node, [
  ...NODE_TEST.map((argument) => argument.replace('concurrency=2', 'concurrency=1')),
  ...COUNT_REPORTER,
  ...globSync('demo/e2e/*.e2e.ts'),
]);
rmSync(scratch, { recursive: true, force: true });

console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`);
process.exitCode = totals.failed ? 1 : 0;
