import { chmodSync, globSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DemoProcess } from '../demo/e2e/demo-process.ts';
import { startPostgres } from '../server/testing/postgres.ts';
import { findFirefox } from './browser.ts';
import { withPacked } from './packed.ts';
import { type Failure, noCounts, noResult, type Result, run, runNodeTests, type Timing } from './run.ts';
import { verify } from './verify.ts';

// `npm test` runs all stages, `npm test -- tools elements` those whose names begin so.

const SLOWEST = 10;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    'both-databases': { type: 'boolean', default: false },
    'all-hosts': { type: 'boolean', default: false },
  },
});

/** Bytes that have to be free in memory for the temporary files of all tests. */
const SCRATCH_SIZE = 4 * 2 ** 30;

keepTemporaryFilesInMemory();

const PACKAGE = ['tools/package.test.ts'];
const PDF = globSync('server/pdf/**/*.test.ts').sort();
/** What may stand on a database. */
const SERVER = globSync('server/**/*.test.ts', { exclude: PDF }).sort();
/** In its first line a test says why one database is enough for it; see docs/decisions/0013-tests-on-two-databases.md. */
const ONE_DATABASE = /^\/\/ One database: /;
const ON_BOTH = SERVER.filter((file) => values['both-databases'] || !ONE_DATABASE.test(readFileSync(file, 'utf8')));

type Stages = Record<string, () => Promise<Result>>;

/**
 * Everything a change must pass: rounds of lanes of stages. Lanes of a round run beside each other, stages of a lane one after the other. In Firefox the
 * elements leave most of the machine idle; what waits for pages in Chromium runs alone.
 */
const ROUNDS: Stages[][] = [
  [
    {
      verify: () => verify(),
      tools: () => runNodeTests(globSync('{tools,demo}/**/*.test.ts', { exclude: PACKAGE })),
      package: () =>
        withPacked((path) =>
          runNodeTests([...PACKAGE, ...globSync('demo/hosts/*.host.ts')], {
            PACKED: path,
            ...(values['all-hosts'] && { ALL_HOSTS: '1' }),
          }),
        ),
      'PDF engine': () => runNodeTests(PDF),
      'server on PostgreSQL': () => onPostgres((url) => runNodeTests(SERVER, { TEST_DATABASE_URL: url })),
      'server on the embedded database': () => runNodeTests(ON_BOTH),
    },
    {
      'elements in Firefox': async () => {
        if (findFirefox()) return elementsIn('firefox');
        console.log(
          'SKIPPED: no Firefox found. Install one (Debian: apt-get install firefox-esr) or set FIREFOX_PATH.',
        );
        return { ...noResult(), counts: { ...noCounts(), skipped: 1 } };
      },
    },
  ],
  [
    {
      'elements in Chromium': () => elementsIn('chromium'),
      'end to end': () =>
        DemoProcess.withData((folder) => runNodeTests(globSync('demo/e2e/*.e2e.ts'), { DEMO_DATA: folder })),
    },
  ],
];

/**
 * Databases, browser profiles and copies of the house are thousands of files that live for seconds: to make and remove them on a disk takes
 * longer than many tests. Where Linux has room in memory, and lets programs run there, everything temporary is put into one folder of it, and
 * goes with the run.
 */
function keepTemporaryFilesInMemory(): void {
  const memory = '/dev/shm';
  try {
    const mount = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory);
    const { bavail, bsize } = statfsSync(memory);
    if (!mount || /\bnoexec\b/.test(mount) || bavail * bsize < SCRATCH_SIZE) return;
  } catch {
    return;
  }
  const folder = mkdtempSync(join(memory, 'etron-test-'));
  // PostgreSQL runs as another user, in a folder of its own in here.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
}

const elementsIn = (browser: 'chromium' | 'firefox'): Promise<Result> =>
  run(['node_modules/@web/test-runner/dist/bin.js'], { TEST_BROWSER: browser });

async function onPostgres<T>(work: (url: string) => Promise<T>): Promise<T> {
  const postgres = await startPostgres();
  try {
    return await work(postgres.url);
  } finally {
    await postgres.stop();
  }
}

const summary = ({ passed, failed, skipped }: Result['counts']): string =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;

const line = ({ name, seconds, slowest }: Timing): string =>
  `${seconds.toFixed(1).padStart(6)} s  ${name}${slowest ? ` (${slowest.seconds.toFixed(1)} s: ${slowest.name})` : ''}`;

/** Lines of a failure that are repeated at the end. */
const REPEATED = 12;

const failureLines = ({ name, message }: Failure): string =>
  `✗ ${name}\n${message.trim().split('\n').slice(0, REPEATED).join('\n').replace(/^/gm, '    ')}`;

const totals = noCounts();
const timings: Timing[] = [];
const failures: Failure[] = [];
const lines: string[] = [];
const started = performance.now();
const seconds = (since: number): string => `${Math.round((performance.now() - since) / 1000)} s`;

async function runStage(name: string, stage: () => Promise<Result>): Promise<void> {
  if (positionals.length && !positionals.some((start) => name.startsWith(start))) return;
  console.log(`\n— ${name}`);
  const stageStarted = performance.now();
  const result = await stage().catch((error: unknown): Result => {
    console.error(error);
    return { counts: { ...noCounts(), failed: 1 }, timings: [], failures: [{ name, message: String(error) }] };
  });
  for (const key of ['passed', 'failed', 'skipped'] as const) totals[key] += result.counts[key];
  timings.push(...result.timings);
  failures.push(...result.failures.map((failure) => ({ ...failure, name: `${name}: ${failure.name}` })));
  const said = `${name}: ${summary(result.counts)} in ${seconds(stageStarted)}`;
  lines.push(said);
  console.log(`\n— ${said}\n`);
}

for (const lanes of ROUNDS) {
  const runLane = async (stages: Stages): Promise<void> => {
    for (const [name, stage] of Object.entries(stages)) await runStage(name, stage);
  };
  await Promise.all(lanes.map(runLane));
}

timings.sort((a, b) => b.seconds - a.seconds);
console.log(`\nThe ${SLOWEST} slowest files, each with its slowest test:`);
console.log(timings.slice(0, SLOWEST).map(line).join('\n'));
if (failures.length) console.log(`\n${failures.map(failureLines).join('\n')}`);
console.log(`\n${lines.join('\n')}\nAll in ${seconds(started)}\n\n${summary(totals)}`);
process.exit(totals.failed || !lines.length ? 1 : 0);
