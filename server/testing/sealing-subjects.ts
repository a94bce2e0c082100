import { sql } from 'kysely';
import { listDocumentEvents, signDocument } from '../../src/contract/documents.ts';
import { acceptOrder } from '../../src/contract/orders.ts';
import { createOrderWorld } from './order-world.ts';
import { createSigningWorld } from './signing-world.ts';
import type { createTestApp, TestApp } from './test-app.ts';
import type { TestClient } from './test-client.ts';

/** What somebody is about to sign. */
export interface Made {
  id: string;
  userId: string;
  body: object;
}

/** What is found of it. */
export interface Found {
  status: string;
  /** Of its PDF. */
  sha256: string;
  /** How often it was signed. */
  signatures: number;
  /** Whether all that belongs to a signature is there as often. */
  whole: boolean;
}

interface Subject {
  make(options: Parameters<typeof createTestApp>[0]): Promise<{ t: TestApp; made: Made }>;
  find(t: TestApp, client: TestClient, made: Made): Promise<Found>;
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
    const signed = await client.call(signDocument, { params: { id }, body: body as never }, { key });
    return { status: signed.status, sha256: signed.body?.sha256 };
  },
};

const offer: Subject = {
  async make(options) {
    const { t, users, acceptance, ...w } = await createOrderWorld(options);
    const shown = await w.offer();
    return { t, made: { id: shown.id, userId: users.buyer.id, body: acceptance(shown, { options: { b: 2 } }) } };
  },

  async find({ deps }, client, { id }) {
    const { status, file } = await (await client.request(`/orders/${id}`)).json();
    const { rows } = await deps.db.system((tx) =>
      sql<{ counts: number[] }>`
        select array[
          (select count(*) from order_answers where order_id = ${id}::uuid),
          (select count(*) from history_entries where record_id = ${id}::uuid and kind = 'status'),
          (select count(*) from attachments where record_id = ${id}::uuid),
          (select count(*) from outbox where kind = 'order-mail' and payload ->> 'kind' = 'confirmed'),
          (select count(*) from changes where record_id = ${id}::uuid and kind = 'offer_accepted')
        ]::int[] as counts
      `.execute(tx),
    );
    const { counts } = rows[0]!;
    return { status, sha256: file.sha256, signatures: counts[0]!, whole: new Set(counts).size === 1 };
  },

  async sign(client, { id, body }, key) {
    const accepted = await client.call(acceptOrder, { params: { id }, body: body as never }, { key });
    return { status: accepted.status, sha256: accepted.body?.file?.sha256 };
  },
};

/** What is signed and sealed. */
export const SUBJECTS = { document, offer };
