import { readFileSync, writeFileSync } from 'node:fs';
// @ts-expect-error The analyzer ships no types.
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { validateCem } from '@wc-toolkit/cem-validator';
import { renderedParts } from './parts.ts';
import { elementsOf, reference } from './reference.ts';

// Writes custom-elements.json and the element reference in README.md from the elements' docs; with `--check` it only says whether they are stale. Says in
// both cases which parts are documented but not rendered, or rendered but not documented.

const MARKERS = /(<!-- elements:start -->\n)[\s\S]*?(<!-- elements:end -->)/;

const manifest = await cli({
  argv: ['analyze', '--config', 'custom-elements-manifest.config.mjs', '--quiet'],
  noWrite: true,
});
await validateCem(manifest, {
  rules: {
    // The package is of modules only, and its types lie beside each entry.
    packageJson: { main: 'off', module: 'off', types: 'off' },
    // Types of the API are exported by the main entry.
    manifest: { exportTypes: 'off', typeDefinitionPath: 'off' },
  },
});
for (const { tagName, cssParts } of elementsOf(manifest)) {
  const room = (tagName ?? '').replace('etron-', '');
  const rendered = renderedParts(`components/${room}/${room}.ts`);
  const documented = new Set(cssParts?.map(({ name }) => name));
  for (const part of new Set([...rendered, ...documented])) {
    if (rendered.has(part) === documented.has(part)) continue;
    console.error(`<${tagName}>: the part \`${part}\` is ${rendered.has(part) ? 'not documented' : 'never rendered'}`);
    process.exitCode = 1;
  }
}
bringUpToDate('custom-elements.json', () => `${JSON.stringify(manifest, null, 2)}\n`);
bringUpToDate('README.md', (readme) =>
  readme.replace(MARKERS, (_, start: string, end: string) => `${start}${reference(manifest)}${end}`),
);

function bringUpToDate(path: string, change: (now: string) => string): void {
  const now = readFileSync(path, 'utf8');
  const fresh = change(now);
  if (now === fresh) return;
  if (process.argv.includes('--check')) {
    console.error(`${path} is stale: run npm run manifest`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, fresh);
    console.log(`${path} written`);
  }
}
