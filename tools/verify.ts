import { spawn } from 'node:child_process';
import { noResult, type Result } from './run.ts';

/** What `npm run verify` holds: the longest first, because two run at a time and a long one that starts last ends alone. */
const CHECKS: Record<string, string> = {
  types: 'tsc --incremental --tsBuildInfoFile node_modules/.cache/types.tsbuildinfo',
  sizes: 'node tools/sizes.ts',
  'database schema': 'node tools/schema.ts --check',
  'template types': 'node tools/templates.ts',
  'lit and accessibility lint': 'eslint components src',
  'format and lint': 'biome ci --error-on-warnings --colors=off .',
  arrows: 'depcruise --config .dependency-cruiser.cjs src components server demo tools',
  'unused files, exports and packages': 'knip',
  manifest: 'node tools/manifest.ts --check',
  licences: 'node tools/licences.ts',
};

/** Runs every check, or those whose name begins so, two at a time; prints the output of those that fail. */
export async function verify(wanted: string[] = []): Promise<Result> {
  const result = noResult();
  const checks = Object.entries(CHECKS).filter(
    ([name]) => !wanted.length || wanted.some((start) => name.startsWith(start)),
  );
  const work = async () => {
    for (let check = checks.shift(); check; check = checks.shift()) {
      const [name, command] = check;
      const { passed, output, seconds } = await runCheck(command);
      result.counts[passed ? 'passed' : 'failed']++;
      result.timings.push({ name: `verify ${name}`, seconds });
      console.log(`${passed ? '✓' : '✗'} ${name} (${seconds.toFixed(1)} s)`);
      if (passed) continue;
      console.log(output);
      result.failures.push({ name, message: output });
    }
  };
  await Promise.all([work(), work()]);
  return result;
}

function runCheck(command: string): Promise<{ passed: boolean; output: string; seconds: number }> {
  const started = performance.now();
  const child = spawn(command, { shell: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) =>
    child.on('error', reject).on('close', (code) => {
      resolve({ passed: code === 0, output, seconds: (performance.now() - started) / 1000 });
    }),
  );
}

// `npm run verify -- types arrows` runs some of them.
if (import.meta.main) {
  const { passed, failed } = (await verify(process.argv.slice(2))).counts;
  process.exitCode = failed || !passed ? 1 : 0;
}
