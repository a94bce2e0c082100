import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

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

/** A test, or a check, that failed. */
export interface Failure {
  /** Of the file and of the test in it. */
  name: string;
  message: string;
}

/** What a runner found out; reporters write it as JSON to the file that TEST_RESULT names. */
export interface Result {
  counts: Counts;
  timings: Timing[];
  failures: Failure[];
}

export const noCounts = (): Counts => ({ passed: 0, failed: 0, skipped: 0 });

/** The result of a runner that ran nothing yet. */
export const noResult = (): Result => ({ counts: noCounts(), timings: [], failures: [] });

/** Milliseconds: a runner that takes longer hangs, on however busy a machine. */
const TIMEOUT = 60 * 60_000;

/** Where Node keeps compiled modules: half of the time that a test file takes to load, and most of the processes that tests start. */
const COMPILE_CACHE = join(import.meta.dirname, '../node_modules/.cache/node-compile');

/** Runs Node's own test runner on files, two at a time. */
export const runNodeTests = (files: string[], environment?: Record<string, string>): Promise<Result> =>
  run(
    [
      '--test',
      '--test-concurrency=2',
      `--test-reporter=${import.meta.resolve('./node-reporter.ts')}`,
      '--test-reporter-destination=stdout',
      ...files,
    ],
    environment,
  );

/**
 * Runs a test runner whose reporter writes a Result. One that crashes, hangs or finds no test counts as one failure more. Its output is printed
 * without the codes that move a terminal's cursor, because two runners print at the same time.
 */
export async function run(args: string[], environment: Record<string, string> = {}): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'etron-run-'));
  const file = join(folder, 'result.json');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...withoutTestContext(), NODE_COMPILE_CACHE: COMPILE_CACHE, ...environment, TEST_RESULT: file },
    timeout: TIMEOUT,
  });
  for (const from of ['stdout', 'stderr'] as const)
    child[from].setEncoding('utf8').on('data', (text: string) => process[from].write(stripVTControlCharacters(text)));
  const ending = await new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? (code ? `exit code ${code}` : ''))),
  );
  let result = noResult();
  const fail = (message: string) => {
    console.log(message);
    result.counts.failed++;
    result.failures.push({ name: args.at(-1) ?? '', message });
  };
  try {
    result = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('The runner left no result.');
  }
  rmSync(folder, { recursive: true });
  const { passed, failed } = result.counts;
  if (passed + failed === 0) fail('No test ran.');
  else if (ending && !failed) fail(`The runner ended with ${ending}.`);
  return result;
}

/** Inside a test, Node's test runner would report to the one above it. */
function withoutTestContext(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return environment;
}
