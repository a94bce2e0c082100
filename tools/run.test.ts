import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run, runNodeTests } from './run.ts';

const FILES = {
  'good.test.mjs': `
    import { describe, it, test } from 'node:test';
    test('passes', () => {});
    describe('suite', () => { it('passes', () => {}); it('is skipped', { skip: true }, () => {}); });
    test('parent', (t) => t.test('child', () => {}));`,
  'bad.test.mjs': `
    import { test } from 'node:test';
    test('passes', () => {});
    test('fails', () => { throw new Error('expected'); });`,
  'hook.test.mjs': `
    import { after, describe, it } from 'node:test';
    describe('suite', () => { after(() => { throw new Error('expected'); }); it('passes', () => {}); });`,
  'crash.test.mjs': `throw new Error('expected');`,
  'empty.test.mjs': '',
  'exit.test.mjs': `
    import { test } from 'node:test';
    test('ends the process', () => process.exit(0));`,
  'silent.mjs': '',
  'slow.test.mjs': `
    import { describe, it } from 'node:test';
    describe('suite', () => {
      it('is quick', () => {});
      it('is slow', () => new Promise((resolve) => setTimeout(resolve, 300)));
    });`,
};

let folder: string;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'etron-counts-'));
  for (const [name, code] of Object.entries(FILES)) writeFileSync(join(folder, name), code);
});

after(() => rmSync(folder, { recursive: true }));

const counts = async (name: keyof typeof FILES) => (await runNodeTests([join(folder, name)])).counts;

test('counts passed and skipped tests, and no suites', async () => {
  assert.deepEqual(await counts('good.test.mjs'), { passed: 4, failed: 0, skipped: 1 });
});

test('counts failed tests', async () => {
  assert.deepEqual(await counts('bad.test.mjs'), { passed: 1, failed: 1, skipped: 0 });
});

test('counts a failed hook', async () => {
  assert.deepEqual(await counts('hook.test.mjs'), { passed: 1, failed: 1, skipped: 0 });
});

test('counts a crash, a file without tests and a file that ends early as failed', async () => {
  for (const name of ['crash.test.mjs', 'empty.test.mjs', 'exit.test.mjs'] as const)
    assert.deepEqual(await counts(name), { passed: 0, failed: 1, skipped: 0 }, name);
});

test('counts a runner that says nothing as failed', async () => {
  assert.deepEqual((await run([join(folder, 'silent.mjs')])).counts, { passed: 0, failed: 1, skipped: 0 });
});

test('counts no files at all as failed', async () => {
  const { counts } = await runNodeTests([join(folder, 'nowhere.test.mjs')]);
  assert.deepEqual(counts, { passed: 0, failed: 1, skipped: 0 });
});

test('says which test of a file is the slowest', async () => {
  const { timings } = await runNodeTests([join(folder, 'good.test.mjs'), join(folder, 'slow.test.mjs')]);
  assert.equal(timings.length, 2);
  const slow = timings.find(({ name }) => name.endsWith('slow.test.mjs'));
  assert.equal(slow?.slowest?.name, 'is slow');
  assert.ok(slow.seconds >= slow.slowest.seconds && slow.slowest.seconds >= 0.29, JSON.stringify(slow));
});

test('names the tests that failed, and what they said', async () => {
  const { failures } = await runNodeTests([join(folder, 'bad.test.mjs')]);
  assert.equal(failures.length, 1);
  assert.match(failures[0]?.name ?? '', /bad\.test\.mjs: fails$/);
  assert.match(failures[0]?.message ?? '', /Error: expected/);
});
