import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

const KEPT = ['src', 'components', 'server', 'demo', 'tools', 'package.json', 'README.md', '.gitignore', 'LICENSE'];
const CONFIGURATION = globSync(['*.{json,js,mjs,cjs}', '.dependency-cruiser.cjs']).filter(
  (path) => !KEPT.includes(path),
);

/** What `npm run verify` keeps of what TypeScript found out. */
const TYPES = 'node_modules/.cache/types.tsbuildinfo';

/** A copy of the house with a new room of each kind. */
let root: string;
/** The files that were written or changed for them. */
let changed: string[];

before(() => {
  root = mkdtempSync(join(tmpdir(), 'etron-house-'));
  for (const path of [...KEPT, ...CONFIGURATION]) cpSync(path, join(root, path), { recursive: true });
  mkdirSync(join(root, 'node_modules'));
  for (const name of readdirSync('node_modules').filter((name) => name !== '.cache' && name !== '.package-lock.json'))
    symlinkSync(resolve('node_modules', name), join(root, 'node_modules', name), 'junction');
  // What TypeScript knows of the files that are the same; without it, it takes three times as long.
  if (existsSync(TYPES)) cpSync(TYPES, join(root, TYPES));
  changed = [
    ['element', 'sample-room'],
    ['module', 'sample-rooms'],
  ].flatMap((room) => {
    const said = execFileSync(process.execPath, ['tools/new.ts', ...room], { cwd: root, encoding: 'utf8' });
    return said.split('\n\n')[0]?.split('\n') ?? [];
  });
  assert.ok(changed.length > 5, changed.join('\n'));
});

after(() => rmSync(root, { recursive: true }));

// Inside a test, `node --test` would run nothing and succeed, unless it believes to be the outermost one.
const { NODE_TEST_CONTEXT: _, ...env } = process.env;
const run = (command: string) => spawnSync(command, { cwd: root, env, shell: true, encoding: 'utf8' });

const newFiles = (where: RegExp): string => changed.filter((path) => where.test(path)).join(' ');

/** What `npm run verify` checks: on the new files alone where a tool can do that, because the others are as they were. */
const CHECKS: Record<string, () => string> = {
  'format and lint': () => `biome ci --error-on-warnings --colors=off ${newFiles(/[.]ts$/)}`,
  types: () => `tsc --pretty false --preserveSymlinks --incremental --tsBuildInfoFile ${TYPES}`,
  'lit and accessibility lint': () => `eslint ${newFiles(/^(components|src)[/\\].*[.]ts$/)}`,
  'template types': () => `node tools/templates.ts ${newFiles(/^components[/\\].*[.]ts$/)}`,
  arrows: () => 'depcruise --preserve-symlinks --config .dependency-cruiser.cjs src components server demo tools',
  'unused files and exports': () => 'knip --include files,exports,types',
};

for (const [name, command] of Object.entries(CHECKS)) {
  test(`new rooms pass: ${name}`, () => {
    const { status, stdout, stderr } = run(command());
    assert.equal(status, 0, `${stdout}${stderr}`);
  });
}

test('the manifest knows the new element', () => {
  const { status, stderr } = run('node tools/manifest.ts --check');
  assert.equal(status, 0, stderr);
});

test('the new module answers, and its test shows it', () => {
  const { status, stdout } = run('node --test server/modules/sample-rooms/sample-rooms.test.ts');
  assert.equal(status, 0, stdout);
});

test('a module that is not in the list, or has no module.ts, is red', () => {
  const house = () => run("node --test --test-name-pattern='server module' tools/house.test.ts");
  assert.equal(house().status, 0, house().stdout);
  const path = join(root, 'server/modules/modules.ts');
  const listed = readFileSync(path, 'utf8');
  writeFileSync(path, listed.replace(/^ {2}sampleRoomsModule,\n/m, ''));
  assert.match(house().stdout, /sample-rooms is not in the list/);
  writeFileSync(path, listed);
  mkdirSync(join(root, 'server/modules/empty-rooms'));
  assert.match(house().stdout, /empty-rooms has no module\.ts/);
});

test('a name that is taken is refused', () => {
  assert.match(run('node tools/new.ts element sample-room').stderr, /exists already/);
  assert.match(run('node tools/new.ts element Sample').stderr, /Usage/);
});
