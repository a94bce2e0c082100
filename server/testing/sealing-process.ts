import { setTimeout as sleep } from 'node:timers/promises';
import { listDocumentEvents, type SigningDocument, signDocument } from '../../src/contract/documents.ts';
import { openBlobStore } from '../blobs/blob-store.ts';
import type { Database, Tx } from '../db/database.ts';
import { openDatabase } from '../db/database.ts';
import { createSigningWorld } from './signing-world.ts';
import { createTestApp } from './test-app.ts';

// A server that is killed while it signs; see sealing.test.ts.

/** What the process is to do, as JSON in its first argument. */
export interface Task {
  directory: string;
  prepared: string;
  /** Absent: make a document and end. */
  sign?: { document: SigningDocument; values: SigningDocument['values']; userId: string; key: string; stopAt: number };
}

/** What it says, a line each. */
export type Line =
  | { document: SigningDocument; values: SigningDocument['values']; userId: string }
  | { found: SigningDocument; signatures: number; intact: boolean; stored: boolean }
  /** It stands still from here on. */
  | { step: string }
  | { status: number; answer: SigningDocument };

const { directory, prepared, sign }: Task = JSON.parse(process.argv[2]!);
const say = (line: Line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const db = await openDatabase({ directory, prepared });
const blobs = await openBlobStore(`${directory}/blobs`);

if (!sign) {
  const w = await createSigningWorld({ db, blobs });
  const document = await w.look(w.clients.signer, await w.send());
  say({ document, values: w.filled(document), userId: w.users.signer.id });
  await w.t.close();
} else {
  let steps = 0;
  const step = async (name: string): Promise<void> => {
    if (++steps !== sign.stopAt) return;
    say({ step: name });
    await sleep(60_000);
  };
  const { document, values, userId, key } = sign;
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
  const client = await t.as({ id: userId } as Parameters<typeof t.as>[0]);
  const params = { id: document.id };
  const [seen, trail] = await Promise.all([
    client.request(`/documents/${document.id}`).then((response) => response.json() as Promise<SigningDocument>),
    client.call(listDocumentEvents, { params }),
  ]);
  say({
    found: seen,
    signatures: trail.body.items.filter(({ kind }) => kind === 'signed').length,
    intact: trail.body.intact,
    stored: await blobs.has(seen.sha256),
  });
  const body = { sha256: document.sha256, values };
  const { status, body: answer } = await client.call(signDocument, { params, body }, { key });
  say({ status, answer });
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
