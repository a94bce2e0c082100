import assert from 'node:assert/strict';
import { after, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { createTestApp } from '../../testing/test-app.ts';
import { ATTEMPTS_MAX, enqueue, type JobHandlers, startWorker } from './outbox.ts';

const app = await createTestApp();

beforeEach(() => app.rows(sql`delete from outbox`));

after(() => app.close());

const add = (payload: object, kind = 'test') => app.deps.db.system((tx) => enqueue(tx, kind, payload));

const rows = () =>
  app.rows(sql<{ attempts: number; done: boolean; error: string | null }>`
      select attempts, done_at is not null as done, last_error as error from outbox order by id
    `);

async function run(handlers: JobHandlers): Promise<void> {
  const worker = await startWorker(app.deps, handlers);
  await worker.drain();
  await worker.stop();
}

test('a job is done once its transaction has committed, with its payload', async () => {
  const seen: unknown[] = [];
  await app.deps.db
    .system(async (tx) => {
      await enqueue(tx, 'test', { rolled: 'back' });
      throw new Error('no');
    })
    .catch(() => {});
  await add({ a: 'Ä' });
  await run({ test: async (payload) => void seen.push(payload) });
  assert.deepEqual(seen, [{ a: 'Ä' }]);
  assert.deepEqual(await rows(), [{ attempts: 1, done: true, error: null }]);
});

test('requests may leave jobs behind, but not look at them', async () => {
  const { id } = await app.make.user();
  await app.deps.db.as({ userId: id, owner: `user:${id}` }, (tx) => enqueue(tx, 'test', {}));
  assert.equal((await rows()).length, 1);
});

test('a new job wakes the worker', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const worker = await startWorker(app.deps, { test: async () => resolve() });
  await worker.drain();
  await add({});
  await promise;
  await worker.stop();
});

test('a failed job is tried again, later and later, and stays visible in the end', async () => {
  await add({});
  const now = () => app.deps.clock().getTime();
  let failedAt = 0;
  const failing: JobHandlers = {
    test: async () => {
      failedAt = now();
      throw new Error('mail server away');
    },
  };
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    await run(failing);
    const [{ runAt }] = (await app.rows(sql<{ runAt: Date }>`select run_at as "runAt" from outbox`)) as [
      { runAt: Date },
    ];
    // The delay counts from some moment between the failure and now, however busy the machine is.
    const delay = Math.min(5_000 * 2 ** (attempt - 1), 60 * 60 * 1000);
    assert.ok(failedAt + delay <= runAt.getTime() && runAt.getTime() <= now() + delay, `attempt ${attempt}`);
    app.advance(Math.max(0, runAt.getTime() - now()));
  }
  app.advance(24 * 60 * 60 * 1000);
  await run(failing);
  assert.deepEqual(await rows(), [{ attempts: ATTEMPTS_MAX, done: false, error: 'mail server away' }]);
  assert.equal(app.errors.splice(0).length, ATTEMPTS_MAX);
});

test('many workers do each job once', async () => {
  const done: number[] = [];
  for (let job = 0; job < 40; job++) await add({ job });
  const handlers: JobHandlers = { test: async ({ job }: { job: number }) => void done.push(job) };
  await Promise.all(Array.from({ length: 4 }, () => run(handlers)));
  assert.deepEqual(
    done.sort((a, b) => a - b),
    Array.from({ length: 40 }, (_, index) => index),
  );
});

test('a job whose worker was killed is taken over', async () => {
  await add({});
  // What a worker does before it dies in the middle of the job.
  const leasedUntil = new Date(app.deps.clock().getTime() + 120_000);
  await app.rows(sql`update outbox set attempts = 1, run_at = ${leasedUntil}`);
  let done = 0;
  const handlers: JobHandlers = { test: async () => void done++ };
  await run(handlers);
  assert.equal(done, 0);
  app.advance(121_000);
  await run(handlers);
  assert.equal(done, 1);
});

test('whoever lost a job to another worker does not say how it ended', async () => {
  await add({});
  const failing = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = run({
    test: () => {
      begun.resolve();
      return failing.promise;
    },
  });
  await begun.promise;
  app.advance(121_000);
  await run({
    test: async () => {
      failing.reject(new Error('too late'));
      await slow;
    },
  });
  assert.deepEqual(await rows(), [{ attempts: 2, done: true, error: null }]);
  assert.equal(app.errors.splice(0).length, 1);
});

test('jobs nobody here can do are left for who can', async () => {
  await add({}, 'unknown');
  await run({ test: async () => assert.fail('not its kind') });
  assert.deepEqual(await rows(), [{ attempts: 0, done: false, error: null }]);
});

test('done jobs are removed after a week, failed ones stay', async () => {
  await add({});
  await add({}, 'failed');
  await run({ test: async () => {} });
  app.advance(8 * 24 * 60 * 60 * 1000);
  await app.runCleanUps();
  assert.deepEqual(await rows(), [{ attempts: 0, done: false, error: null }]);
});
