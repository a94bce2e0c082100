import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { signDocumentBody } from '../../src/contract/documents.schema.ts';
import { listDocumentEvents, signDocument } from '../../src/contract/documents.ts';
import { acceptOrderBody } from '../../src/contract/orders.schema.ts';
import { acceptOrder } from '../../src/contract/orders.ts';
import { openBlobStore } from '../blobs/blob-store.ts';
import type { Database, Tx } from '../db/database.ts';
import { openDatabase } from '../db/open-database.ts';
import { createOrderWorld } from './order-world.ts';
import { createSigningWorld } from './signing-world.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

// A server that is killed while somebody signs; `sealing.test.ts` starts it as a process of its own.

/** What somebody is about to sign. */
interface Made {
  id: string;
  userId: string;
  body: object;
}

/** What the server finds of it after a restart. */
interface StoredSubject {
  status: string;
  /** Hash of its PDF. */
  sha256: string;
  /** How often it was signed. */
  signatures: number;
  /** Whether everything that belongs to a signature exists as often. */
  whole: boolean;
}

/** A kind of signature: how to make something to sign, look at it, and sign it. */
interface Subject {
  make(options: Parameters<typeof createTestApp>[0]): Promise<{ t: TestApp; made: Made }>;
  find(t: TestApp, client: TestClient, made: Made): Promise<StoredSubject>;
  sign(client: TestClient, made: Made, key: string): Promise<{ status: number; sha256: string | undefined }>;
}

const document: Subject = {
  async make(options) {
    const { t, clients, users, look, send, filled } = await createSigningWorld(options);
    const shown = await look(clients.signer, await send());
    const body = { sha256: shown.sha256, values: filled(shown) };
    return { t, made: { id: shown.id, userId: users.signer.id, body } };
  },

  async find(_, client, { id }) {
    const { status, sha256 } = await (await client.request(`/documents/${id}`)).json();
    const { items, intact } = (await client.call(listDocumentEvents, { params: { id } })).body;
    const signatures = items.filter(({ kind }) => kind === 'signed').length;
    return { status, sha256, signatures, whole: intact };
  },

  async sign(client, { id, body }, key) {
    const signed = await client.call(signDocument, { params: { id }, body: signDocumentBody.parse(body) }, { key });
    return { status: signed.status, sha256: signed.body?.sha256 };
  },
};

const offer: Subject = {
  async make(options) {
    const { t, users, acceptance, ...w } = await createOrderWorld(options);
    const shown = await w.offer();
    return { t, made: { id: shown.id, userId: users.buyer.id, body: acceptance(shown, { options: { b: '2' } }) } };
  },

  async find({ deps }, client, { id }) {
    const { status, file } = await (await client.request(`/orders/${id}`)).json();
    const { rows } = await deps.db.system((tx) =>
      sql<{ counts: number[] }>`
        select array[
          (select count(*) from order_answers where order_id = ${id}::uuid),
          (select count(*) from history_entries where record_id = ${id}::uuid and kind = 'status'),
          (select count(*) from attachments where record_id = ${id}::uuid),
          (select count(*) from outbox where kind = 'notice' and payload ->> 'event' = 'offerConfirmed' and payload -> 'record' ->> 'id' = ${id}::text),
          (select count(*) from changes where record_id = ${id}::uuid and kind = 'offer_accepted')
        ]::int[] as counts
      `.execute(tx),
    );
    const { counts } = rows[0]!;
    return { status, sha256: file.sha256, signatures: counts[0]!, whole: new Set(counts).size === 1 };
  },

  async sign(client, { id, body }, key) {
    const accepted = await client.call(acceptOrder, { params: { id }, body: acceptOrderBody.parse(body) }, { key });
    return { status: accepted.status, sha256: accepted.body?.file?.sha256 };
  },
};

/** The kinds of signatures. */
const SUBJECTS = { document, offer };

/** The task of the process, as JSON in its first argument. */
export interface Task {
  directory: string;
  prepared: string;
  subject: keyof typeof SUBJECTS;
  /** If absent, the process makes something to sign, and ends. */
  sign?: { made: Made; key: string; stopAt: number };
}

/** What the process prints, one JSON value per line. */
export type ProcessMessage =
  | { made: Made }
  | { found: StoredSubject; stored: boolean }
  /** The process has reached the step at which it was told to stop, and waits to be killed. */
  | { step: string }
  | { status: number; sha256: string | undefined };

const { directory, prepared, subject, sign }: Task = JSON.parse(process.argv[2]!);
const { make, find, sign: signIt } = SUBJECTS[subject];
const say = (line: ProcessMessage) => process.stdout.write(`${JSON.stringify(line)}\n`);

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

/** A database that stops between the statements of a writing request, before its commit, and after it. */
function stepping(inner: Database, step: (name: string) => Promise<void>): Database {
  const watched = (tx: Tx): Tx => {
    let statements = 0;
    return tx.withPlugin({
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        // Each step takes a process of its own. The statements of one transaction are alike, so every eighth is enough.
        if (statements++ % 8 === 0) await step(`after statement ${statements}`);
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
