import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { sql } from 'kysely';
import { type ApiScope, SCOPES, type SyncKind } from '../../src/contract/sync.limits.ts';
import { syncMessageSchema } from '../../src/contract/sync.schema.ts';
import type { SyncFailure, SyncMessage, SyncProgress, SyncRows } from '../../src/contract/sync.ts';
import { insertApiKey } from '../modules/identity/admin.store.ts';
import { hashToken, newApiKey } from '../modules/identity/tokens.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import { TestClient } from './test-client.ts';

/** What became of rows. */
export interface Synced extends SyncProgress {
  failures: SyncFailure[];
}

/** A program of the ERP's side, and its key as the header has it. */
export interface Program {
  client: TestClient;
  authorization: string;
}

/** A program whose key has these scopes, all of them unless told. */
export async function createProgram({ app, deps }: TestApp, scopes: readonly ApiScope[] = SCOPES): Promise<Program> {
  const key = newApiKey();
  await deps.db.system((tx) => insertApiKey(tx, { name: randomUUID(), hash: hashToken(key), scopes }));
  const authorization = `Bearer ${key}`;
  return { client: new TestClient(app, { authorization }), authorization };
}

/** Each line of an answer, checked against the contract. */
export function messagesOf(text: string): SyncMessage[] {
  const lines = text.split('\n');
  assert.equal(lines.pop(), '');
  return lines.map((line) => syncMessageSchema.parse(JSON.parse(line)));
}

/** The end of an answer with all failures. */
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

/** The portal with an ERP that may do everything. */
export async function createSyncWorld(app?: TestApp) {
  const t = app ?? (await createTestApp());
  const { client: erp } = await createProgram(t);

  /** Sends lines as they are. */
  const sendText = (kind: SyncKind, body: NonNullable<RequestInit['body']>, client = erp): Promise<Response> =>
    client.request(`/sync/${kind}`, { method: 'PUT', body, headers: { 'content-type': 'application/x-ndjson' } });

  /** Sends rows, and waits for the end. */
  async function sync<K extends SyncKind>(kind: K, ...rows: SyncRows[K][]): Promise<Synced> {
    const response = await sendText(kind, rows.map((row) => JSON.stringify(row)).join('\n'));
    assert.equal(response.status, 200);
    return summaryOf(messagesOf(await response.text()));
  }

  /** Rows of a statement. */
  const rowsOf = async <Row>(statement: ReturnType<typeof sql<Row>>): Promise<Row[]> =>
    (await t.deps.db.system((tx) => statement.execute(tx))).rows;

  return { t, erp, sendText, sync, rowsOf };
}

export type SyncWorld = Awaited<ReturnType<typeof createSyncWorld>>;
