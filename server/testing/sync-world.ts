import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type ApiScope, SCOPES, type SyncKind } from '../../src/contract/sync.limits.ts';
import { syncMessageSchema } from '../../src/contract/sync.schema.ts';
import type { SyncCompany, SyncFailure, SyncMessage, SyncProgress, SyncRows } from '../../src/contract/sync.ts';
import { insertApiKey } from '../modules/identity/admin.store.ts';
import { hashToken, newApiKey } from '../modules/identity/secrets.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import { TestClient } from './test-client.ts';

/** What became of the rows of a request. */
interface Synced extends SyncProgress {
  failures: SyncFailure[];
}

/** A program of the ERP, and its API key as the `Authorization` header sends it. */
export interface Program {
  client: TestClient;
  authorization: string;
}

/** A program whose key has these scopes; all scopes by default. */
export async function createProgram({ app, deps }: TestApp, scopes: readonly ApiScope[] = SCOPES): Promise<Program> {
  const key = newApiKey();
  await deps.db.system((tx) => insertApiKey(tx, { name: randomUUID(), hash: hashToken(key), scopes }));
  const authorization = `Bearer ${key}`;
  return { client: new TestClient(app, { authorization }), authorization };
}

/** The messages of an answer, one per line, each checked against the contract. */
export function messagesOf(text: string): SyncMessage[] {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  return lines.map((line) => syncMessageSchema.parse(JSON.parse(line)));
}

/** The last message of an answer, with all failures before it. */
export function summaryOf(messages: readonly SyncMessage[]): Synced {
  const end = messages.at(-1);
  assert.ok(end?.type === 'end', 'it came to an end');
  const failures = messages.flatMap((message) => {
    if (message.type !== 'failure') return [];
    const { type: _, ...failure } = message;
    return [failure];
  });
  const { type: _, ...progress } = end;
  return { ...progress, failures };
}

/** A row for a company of a customer. */
export const companyRow = (externalId: string, name = 'Firma'): SyncCompany => ({
  externalId,
  kind: 'customer',
  name,
});

/** The portal, and an ERP with all scopes. */
export async function createSyncWorld(app?: TestApp) {
  const t = app ?? (await createTestApp());
  const { client: erp } = await createProgram(t);

  /** Sends a body as it is. */
  const sendText = (kind: SyncKind, body: NonNullable<RequestInit['body']>, client = erp): Promise<Response> =>
    client.request(`/sync/${kind}`, { method: 'PUT', body, headers: { 'content-type': 'application/x-ndjson' } });

  /** Sends rows, and waits for the end of the answer. */
  async function sync<K extends SyncKind>(kind: K, ...rows: SyncRows[K][]): Promise<Synced> {
    const response = await sendText(kind, rows.map((row) => JSON.stringify(row)).join('\n'));
    assert.equal(response.status, 200);
    return summaryOf(messagesOf(await response.text()));
  }

  /** Names of the companies whose ids in the ERP begin so, in the order of these ids. */
  async function companyNames(prefix: string): Promise<string[]> {
    const rows = await t.rows<{ name: string }>(
      sql`select name from companies where external_id like ${`${prefix}%`} order by external_id`,
    );
    return rows.map(({ name }) => name);
  }

  return { t, erp, sendText, sync, companyNames };
}

export type SyncWorld = Awaited<ReturnType<typeof createSyncWorld>>;
