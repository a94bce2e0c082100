import { setTimeout as sleep } from 'node:timers/promises';
import { openBlobStore } from '../blobs/blob-store.ts';
import type { Database, Tx } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { type Found, type Made, SUBJECTS } from './sealing-subjects.ts';
import { createTestApp } from './test-app.ts';

// A server that is killed while somebody signs; see sealing.test.ts.

/** What the process is to do, as JSON in its first argument. */
export interface Task {
  directory: string;
  prepared: string;
  subject: keyof typeof SUBJECTS;
  /** Absent: make something to sign, and end. */
  sign?: { made: Made; key: string; stopAt: number };
}

/** What it says, a line each. */
export type Line =
  | { made: Made }
  | { found: Found; stored: boolean }
  /** It stands still from here on. */
  | { step: string }
  | { status: number; sha256: string | undefined };

const { directory, prepared, subject, sign }: Task = JSON.parse(process.argv[2]!);
const { make, find, sign: signIt } = SUBJECTS[subject];
const say = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const db = await openDatabase({ directory, prepared });
const blobs = await openBlobStore(`${directory}/blobs`);

if (!sign) {
  const { t, made } = await make({ db, blobs });
  say({ made });
  await t.close();
} else {
  let steps = 0;
  const step = async (name: string): Promise<void> => {
    if (++steps !== sign.stopAt) return;
    say({ step: name });
    await sleep(60_000);
  };
  const { made, key } = sign;
  const engine = (await createTestApp({ db, blobs })).deps.pdf;
  const t = await createTestApp({
    db: stepping(db, step),
    blobs: {
      ...blobs,
      async write(content, limits) {
        await step('before the PDF is written');
        const written = await blobs.write(content, limits);
        await step('after the PDF is written');
        return written;
      },
    },
    pdf: {
      ...engine,
      async seal(...parameters) {
        await step('before sealing');
        const sealed = await engine.seal(...parameters);
        await step('after sealing');
        return sealed;
      },
    },
  });
  const client = await t.as({ id: made.userId } as Parameters<typeof t.as>[0]);
  const found = await find(t, client, made);
  say({ found, stored: await blobs.has(found.sha256) });
  say(await signIt(client, made, key));
  await t.close();
}

/** Steps between the statements of a writing request, before its commit, and after it. */
function stepping(inner: Database, step: (name: string) => Promise<void>): Database {
  const watched = (tx: Tx): Tx => {
    let statements = 0;
    return tx.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        // A process each: of what is one transaction anyway, every fourth is enough.
        if (statements++ % 4 === 0) await step(`after statement ${statements}`);
        return result;
      },
    });
  };
  return {
    ...inner,
    async as(principal, work, access) {
      if (access === 'read') return inner.as(principal, work, access);
      const result = await inner.as(principal, async (tx) => {
        const done = await work(watched(tx));
        await step('before commit');
        return done;
      });
      await step('after commit');
      return result;
    },
  };
}
