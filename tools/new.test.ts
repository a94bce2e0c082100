import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

const KEPT = ['src', 'components', 'server', 'demo', 'tools', 'package.json', 'README.md', '.gitignore', 'LICENSE'];
const CONFIGURATION = globSync(['*.{json,js,mjs,cjs}', '.dependency-cruiser.cjs']).filter(
  (path) => !KEPT.includes(path),
);

/** A copy of the house with a new room of each kind. */
let root: string;

before(() => {
  root = mkdtempSync(join(tmpdir(), 'etron-house-'));
  for (const path of [...KEPT, ...CONFIGURATION]) cpSync(path, join(root, path), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(root, 'node_modules'), 'junction');
  for (const room of [
    ['element', 'sample-room'],
    ['module', 'sample-rooms'],
  ])
    execFileSync(process.execPath, ['tools/new.ts', ...room], { cwd: root, stdio: 'pipe' });
});

after(() => rmSync(root, { recursive: true }));

// Inside a test, `node --test` would run nothing and succeed, unless it believes to be the outermost one.
const { NODE_TEST_CONTEXT: _, ...env } = process.env;
const run = (command: string) => spawnSync(command, { cwd: root, env, shell: true, encoding: 'utf8' });

/** Each says what is wrong by file: nothing may be wrong with the new ones. */
const CHECKS: Record<string, string> = {
  'format and lint': 'biome ci --error-on-warnings --colors=off --max-diagnostics=none .',
  types: 'tsc --pretty false',
  'lit and accessibility lint': 'eslint components src',
  'template types': 'node tools/templates.ts',
  arrows: 'depcruise --preserve-symlinks --config .dependency-cruiser.cjs src components server demo tools',
  'unused files and exports': 'knip --include files,exports,types',
};

for (const [name, command] of Object.entries(CHECKS)) {
  test(`new rooms pass: ${name}`, () => {
    const { stdout, stderr } = run(command);
    const complaints = `${stdout}${stderr}`
      .split('\n')
      .filter((line) => /sample-room|server\/modules\/modules\.ts|i18n\/register\.ts/.test(line));
    assert.deepEqual(complaints, []);
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
