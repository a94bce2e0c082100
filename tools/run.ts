import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** What a test file, or a check, took. */
export interface Timing {
  name: string;
  seconds: number;
  /** The slowest test of a file. */
  slowest?: { name: string; seconds: number } | undefined;
}

/** What a runner found out; reporters write it as JSON to the file that TEST_RESULT names. */
export interface Result {
  counts: Counts;
  timings: Timing[];
}

export const noCounts = (): Counts => ({ passed: 0, failed: 0, skipped: 0 });

/** Milliseconds: a runner that takes longer hangs, on however busy a machine. */
const TIMEOUT = 60 * 60_000;

/** Where Node keeps compiled modules: half of the time that a test file takes to load, and most of the processes that tests start. */
const COMPILE_CACHE = join(import.meta.dirname, '../node_modules/.cache/node-compile');

/** Runs Node's own test runner on files, three at a time: they wait for databases and browsers nearly half of the time, and two cores are usual. */
export const runNodeTests = (files: string[], environment?: Record<string, string>): Promise<Result> =>
  run(
    [
      '--test',
      '--test-concurrency=3',
      `--test-reporter=${import.meta.resolve('./node-reporter.ts')}`,
      '--test-reporter-destination=stdout',
      ...files,
    ],
    environment,
  );

/** Runs a test runner whose reporter writes a Result. One that crashes, hangs or finds no test counts as one failure more. */
export async function run(args: string[], environment: Record<string, string> = {}): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'etron-run-'));
  const file = join(folder, 'result.json');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...withoutTestContext(), NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment, TEST_RESULT: file },
    timeout: TIMEOUT,
  });
  const ending = await new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? (code ? `exit code ${code}` : ''))),
  );
  let result: Result = { counts: noCounts(), timings: [] };
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('The runner left no result.');
  }
  rmSync(folder, { recursive: true });
  const { counts } = result;
  const nothing = counts.passed + counts.failed === 0;
  if (nothing) console.log('No test ran.');
  else if (ending && !counts.failed) console.log(`The runner ended with ${ending}.`);
  if ((ending && !counts.failed) || nothing) counts.failed++;
  return result;
}

/** Inside a test, Node's test runner would report to the one above it. */
function withoutTestContext(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return environment;
}
