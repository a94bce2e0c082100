import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { prepareDatabase } from '../../db/embedded.ts';
import type { Line, Task } from '../../testing/sealing-process.ts';
import { onServer } from '../../testing/test-database.ts';

/** A dozen servers are started: what the first one compiles the others take over. */
const QUICKER = 'data:text/javascript,import { enableCompileCache } from "node:module"; enableCompileCache();';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'etron-sealing-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs a server until it ends or stands still; then it is killed. */
async function run(task: Task): Promise<Line[]> {
  const program = new URL('../../testing/sealing-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', QUICKER, program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: Line[] = [];
  for await (const text of createInterface(child.stdout)) {
    const line: Line = JSON.parse(text);
    lines.push(line);
    if ('step' in line) child.kill('SIGKILL');
  }
  await ended;
  return lines;
}

// The embedded database goes down together with the process; a server would see no more than a connection that ends.
const options = onServer ? { skip: 'on the embedded database only' } : {};

test('kill -9 at every step leaves a document wholly open or wholly signed', options, async () => {
  const task = { directory: join(folder, 'data'), prepared: join(folder, 'prepared.tgz') };
  await prepareDatabase(task.prepared);
  const [made] = await run(task);
  assert.ok(made && 'document' in made);
  const key = randomUUID();
  const steps: string[] = [];
  for (;;) {
    const [state, end] = await run({ ...task, sign: { ...made, key, stopAt: steps.length + 1 } });
    assert.ok(state && 'found' in state && end);
    const committed = steps.at(-1) === 'after commit';
    const { found, signatures, intact, stored } = state;
    const where = `after a kill ${steps.at(-1)}`;
    assert.deepEqual([found.status, signatures], committed ? ['signed', 1] : ['waiting', 0], where);
    assert.equal(found.sha256 === made.document.sha256, !committed, where);
    assert.ok(intact && stored, where);
    if ('status' in end) {
      assert.equal(end.status, 200);
      assert.equal(end.answer.sha256, found.sha256, 'the answer that was lost');
      break;
    }
    assert.ok('step' in end);
    steps.push(end.step);
  }
  const rendering = ['before sealing', 'after sealing', 'before the PDF is written', 'after the PDF is written'];
  assert.deepEqual(steps.slice(0, 4), rendering);
  assert.deepEqual(steps.slice(-2), ['before commit', 'after commit']);
  assert.ok(steps.length > 9, `${steps.length} steps`);
});
