import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

/** One wrong file per rule: what it imports (after `type`, only types of), and the rules it must break. */
const WRONG: Record<string, [path: string, imports: string[], alsoBreaks?: string[]]> = {
  'no-cycles': ['server/cycle.ts', ['type ./other-half.ts']],
  resolvable: ['server/lost.ts', ['./nowhere.ts']],
  'not-to-tests': ['server/eager.ts', ['./testing/app.ts']],
  'contract-stands-alone': ['src/contract/curious.ts', ['../api/client.ts']],
  'zod-in-schemas-only': ['demo/pages/zod.ts', ['zod']],
  'schemas-not-in-the-browser': ['components/a/a.check.ts', ['../../src/contract/a.schema.ts']],
  'src-knows-no-element': ['src/internal/nosy.ts', ['../../components/a/a.ts']],
  'api-above-contract': ['src/api/high.ts', ['../controllers/query.ts']],
  'words-and-styles-are-leaves': ['src/i18n/busy.ts', ['../controllers/query.ts']],
  'controllers-show-nothing': ['src/controllers/talker.ts', ['../i18n/a.ts']],
  'front-door-for-guests': ['components/a/a.guest.ts', ['../../src/index.ts']],
  'components-in-the-browser': ['components/a/a.direct.ts', ['../../server/main.ts']],
  'browser-without-node': ['src/api/files.ts', ['node:fs']],
  'few-packages-in-elements': ['components/a/a.heavy.ts', ['hono']],
  'pdfjs-on-demand': ['components/a/a.viewer.ts', ['pdfjs-dist']],
  'ink-in-the-dialog': ['components/a/a.ink.ts', ['signature_pad']],
  'compose-by-tag': ['components/a/a.sibling.ts', ['../b/b.ts']],
  'define-what-you-render': ['components/a/a.wrong.define.ts', ['../b/b.ts']],
  'shared-are-leaves': ['components/shared/a.part.ts', ['../a/a.ts'], ['compose-by-tag']],
  'server-knows-the-contract': ['server/reader.ts', ['../src/api/client.ts']],
  'no-http-in-services': ['server/modules/a/a.service.ts', ['hono']],
  'no-sql-in-services': ['server/modules/a/a.routes.ts', ['kysely']],
  'domain-is-pure': ['server/modules/a/a.domain.ts', ['../../db/database.ts']],
  'stores-below-services': ['server/modules/a/a.store.ts', ['./b.routes.ts']],
  'pdf-lib-in-its-room': ['server/print.ts', ['pdf-lib']],
  'pages-use-the-package': ['demo/pages/short.ts', ['../../components/a/a.define.ts']],
  'pages-know-no-server': ['demo/pages/inside.ts', ['../start.ts']],
};

/** What the house allows, near to each of the wrongs. */
const RIGHT: Record<string, string[]> = {
  'src/contract/a.ts': [],
  'src/contract/a.schema.ts': ['zod', './a.ts'],
  'src/api/client.ts': ['../contract/a.ts'],
  'src/context/contexts.ts': ['../api/client.ts'],
  'src/controllers/query.ts': ['../api/client.ts', 'lit'],
  'src/i18n/a.ts': ['../contract/a.ts'],
  'src/internal/element.ts': ['../context/contexts.ts'],
  'src/internal/testing/network.ts': ['zod', '../../contract/a.schema.ts'],
  'src/index.ts': ['./api/client.ts'],
  'components/a/a.ts': ['lit', '../../src/internal/element.ts', '../shared/part.ts', '../b/b.events.ts'],
  'components/a/a.define.ts': ['./a.ts', '../b/b.define.ts'],
  'components/a/a.test.ts': ['./a.define.ts', '../b/b.ts', '../../src/internal/testing/network.ts'],
  'components/b/b.ts': ['lit'],
  'components/b/b.events.ts': [],
  'components/b/b.define.ts': ['./b.ts'],
  'components/sign-doc/sign-doc.engine.ts': ['pdfjs-dist'],
  'components/shared/part.ts': ['lit', '../../src/i18n/a.ts'],
  'server/main.ts': ['../src/contract/a.schema.ts', 'hono', 'node:fs'],
  'server/db/database.ts': ['kysely'],
  'server/testing/app.ts': ['../main.ts'],
  'server/a.test.ts': ['./testing/app.ts'],
  'server/modules/a/b.routes.ts': ['hono', './b.service.ts'],
  'server/modules/a/b.service.ts': ['./b.store.ts', './b.domain.ts'],
  'server/modules/a/b.store.ts': ['kysely', './b.domain.ts'],
  'server/modules/a/b.domain.ts': ['../../../src/contract/a.ts'],
  'server/pdf/burn.ts': ['pdf-lib'],
  'demo/start.ts': ['../server/main.ts'],
  'demo/pages/page.ts': ['@etron/portal-widgets/a', '@etron/portal-widgets', 'lit'],
};

let root: string;
let violations: { from: string; rule: { name: string } }[];

before(() => {
  root = mkdtempSync(join(tmpdir(), 'etron-arrows-'));
  for (const file of ['package.json', 'tsconfig.json']) cpSync(file, join(root, file));
  for (const name of ['zod', 'hono', 'kysely', 'lit', 'pdf-lib', 'pdfjs-dist', 'signature_pad']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  write('server/other-half.ts', importOf('type ./cycle.ts'));
  const wrong = Object.values(WRONG).map(([path, imports]): [string, string[]] => [path, imports]);
  for (const [path, imports] of [...Object.entries(RIGHT), ...wrong]) write(path, imports.map(importOf).join(''));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs'),
      ...['--config', resolve('.dependency-cruiser.cjs'), '--output-type', 'json'],
      ...['src', 'components', 'server', 'demo'],
    ],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  assert.ok(stdout, stderr);
  violations = JSON.parse(stdout).summary.violations;
});

after(() => rmSync(root, { recursive: true }));

function importOf(specifier: string): string {
  return specifier.startsWith('type ')
    ? `import type { A } from '${specifier.slice('type '.length)}';\n`
    : `import '${specifier}';\n`;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const broken = (path: string): string[] =>
  [...new Set(violations.filter(({ from }) => from === path).map(({ rule }) => rule.name))].sort();

for (const [rule, [path, imports, alsoBreaks = []]] of Object.entries(WRONG)) {
  test(`${rule}: ${path} must not import ${imports}`, () => {
    assert.deepEqual(broken(path), [rule, ...alsoBreaks].sort());
  });
}

test('what the house allows breaks no rule', () => {
  for (const path of Object.keys(RIGHT)) assert.deepEqual(broken(path), [], path);
});

test('each rule has a file that breaks it', () => {
  const { forbidden } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');
  assert.deepEqual(forbidden.map(({ name }: { name: string }) => name).sort(), Object.keys(WRONG).sort());
});
