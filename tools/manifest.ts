import { readFileSync, writeFileSync } from 'node:fs';
// @ts-expect-error The analyzer ships no types.
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { reference } from './reference.ts';

/**
 * Writes custom-elements.json and the element reference in README.md from the elements' docs; with `--check` only says whether they are stale.
 */
const MANIFEST = 'custom-elements.json';
const README = 'README.md';
const MARKERS = /(<!-- elements:start -->\n)[\s\S]*?(<!-- elements:end -->)/;

const manifest = `${JSON.stringify(await cli({ argv: ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'], noWrite: true }), null, 2)}\n`;

const readme = read(README);
const files: [path: string, now: string, fresh: string][] = [
  [MANIFEST, read(MANIFEST), manifest],
  [
    README,
    readme,
    readme.replace(MARKERS, (_, start: string, end: string) => `${start}${reference(JSON.parse(manifest))}${end}`),
  ],
];
for (const [path, now, fresh] of files) {
  if (now === fresh) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: run npm run manifest`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, fresh);
    console.log(`${path} written`);
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
