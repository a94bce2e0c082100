import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { prepareDatabase } from '../../db/embedded.ts';
import type { ProcessMessage, Task } from '../../testing/sealing-process.ts';
import { onServer } from '../../testing/test-database.ts';

/** A dozen servers are started: what the first one compiles the others take over. */
const QUICKER = 'data:text/javascript,import { enableCompileCache } from "node:module"; enableCompileCache();';

const folder = await mkdtemp(join(tmpdir(), 'etron-sealing-'));
if (!onServer) await prepareDatabase(join(folder, 'prepared.tgz'));
after(() => rm(folder, { recursive: true, force: true }));

/** Runs a server until it ends or stands still; then it is killed. */
async function run(task: Task): Promise<ProcessMessage[]> {
  const program = new URL('../../testing/sealing-process.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', QUICKER, program, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines: ProcessMessage[] = [];
  for await (const text of createInterface(child.stdout)) {
    const line: ProcessMessage = JSON.parse(text);
    lines.push(line);
    if ('step' in line) child.kill('SIGKILL');
  }
  await ended;
  return lines;
}

// The embedded database goes down together with the process; a server would see no more than a connection that ends.
const options = onServer ? { skip: 'on the embedded database only' } : {};

for (const [subject, open, signed] of [
  ['document', 'waiting', 'signed'],
  ['offer', 'open', 'ordered'],
] as const)
  test(`kill -9 at every step: the ${subject} is wholly ${open} or wholly ${signed}`, options, async () => {
    const task = { directory: join(folder, subject), prepared: join(folder, 'prepared.tgz'), subject };
    const [line] = await run(task);
    assert.ok(line && 'made' in line);
    const { made } = line;
    const key = randomUUID();
    const steps: string[] = [];
    let shown: string | undefined;
    for (;;) {
      const [state, end] = await run({ ...task, sign: { made, key, stopAt: steps.length + 1 } });
      assert.ok(state && 'found' in state && end);
      const committed = steps.at(-1) === 'after commit';
      const { found, stored } = state;
      shown ??= found.sha256;
      const where = `after a kill ${steps.at(-1)}`;
      assert.deepEqual([found.status, found.signatures], committed ? [signed, 1] : [open, 0], where);
      assert.equal(found.sha256 === shown, !committed, where);
      assert.ok(found.whole && stored, where);
      if ('status' in end) {
        assert.deepEqual(end, { status: 200, sha256: found.sha256 }, 'the answer that was lost');
        break;
      }
      assert.ok('step' in end);
      steps.push(end.step);
    }
    const rendering = ['before sealing', 'after sealing', 'before the PDF is written', 'after the PDF is written'];
    assert.deepEqual(steps.slice(0, 4), rendering);
    assert.deepEqual(steps.slice(-2), ['before commit', 'after commit']);
    assert.ok(steps.length > 7, `${steps.length} steps`);
  });
