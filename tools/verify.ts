import { spawnSync } from 'node:child_process';
import type { Counts } from './run.ts';

/** What `npm run verify` holds, in the order of how fast it fails. */
const CHECKS: Record<string, string> = {
  'format and lint': 'biome ci --error-on-warnings --colors=off .',
  types: 'tsc',
  'lit and accessibility lint': 'eslint components src',
  'template types': 'node tools/templates.ts',
  arrows: 'depcruise --config .dependency-cruiser.cjs src components server demo tools',
  'unused files, exports and packages': 'knip',
  manifest: 'node tools/manifest.ts --check',
  'database schema': 'node tools/schema.ts --check',
  sizes: 'node tools/sizes.ts',
  licences: 'node tools/licences.ts',
};

/** Runs every check, or those whose name begins so, prints the output of those that fail, and counts. */
export async function verify(wanted: string[] = []): Promise<Counts> {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, command] of Object.entries(CHECKS)) {
    if (wanted.length && !wanted.some((start) => name.startsWith(start))) continue;
    const started = performance.now();
    const { status, stdout, stderr } = spawnSync(command, { shell: true, encoding: 'utf8', maxBuffer: 64 << 20 });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    counts[status === 0 ? 'passed' : 'failed']++;
    console.log(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (status !== 0) console.log(`${stdout}${stderr}`);
  }
  return counts;
}

// `npm run verify -- types arrows` runs some of them.
if (import.meta.main) {
  const { passed, failed } = await verify(process.argv.slice(2));
  process.exitCode = failed || !passed ? 1 : 0;
}
