import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** A runner that takes longer hangs. */
const TIMEOUT = 20 * 60_000;

/** Runs Node's own test runner on files. Two cores: two files at a time. */
export const runNodeTests = (files: string[], environment?: Record<string, string>, concurrency = 2): Promise<Counts> =>
  run(
    [
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-reporter=${import.meta.resolve('./node-reporter.ts')}`,
      '--test-reporter-destination=stdout',
      ...files,
    ],
    environment,
  );

/** Runs a test runner that writes its counts to the file TEST_COUNTS names. One that crashes, hangs or finds no test counts as one failure more. */
export async function run(args: string[], environment: Record<string, string> = {}): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'etron-run-'));
  const file = join(folder, 'counts.json');
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...withoutTestContext(), ...environment, TEST_COUNTS: file },
    timeout: TIMEOUT,
  });
  const ending = await new Promise<string>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? (code ? `exit code ${code}` : ''))),
  );
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.log('The runner left no result.');
  }
  rmSync(folder, { recursive: true });
  const nothing = counts.passed + counts.failed === 0;
  if (nothing) console.log('No test ran.');
  else if (ending && !counts.failed) console.log(`The runner ended with ${ending}.`);
  if ((ending && !counts.failed) || nothing) counts.failed++;
  return counts;
}

/** Inside a test, Node's test runner would report to the one above it. */
function withoutTestContext(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...environment } = process.env;
  return environment;
}
