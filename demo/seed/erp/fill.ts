import { sql } from 'kysely';
import type { Deps } from '../../../server/deps.ts';
import { createScope, type Scope } from '../../../server/http/scope.ts';
import { findApiKey } from '../../../server/modules/identity/actor.store.ts';
import type { ApiKeyActor } from '../../../server/modules/identity/actor.ts';
import { insertApiKey, revokeApiKey } from '../../../server/modules/identity/admin.store.ts';
import { hashToken, newApiKey } from '../../../server/modules/identity/secrets.ts';
import { KINDS } from '../../../server/modules/modules.ts';
import { receiveFile, syncRows } from '../../../server/modules/sync/sync.service.ts';
import { SCOPES, type SyncKind } from '../../../src/contract/sync.limits.ts';
import type { SyncRows } from '../../../src/contract/sync.ts';
import { type BusinessLetter, writeBusinessLetter } from './business-letter.ts';
import { catalogueRows } from './catalogue.ts';
import { demoInvoices } from './invoices.ts';
import { demoOrders, takenBackAt, tellAnswers } from './orders.ts';
import { subscriptionRows } from './subscriptions.ts';
import { tellTalks } from './talks.ts';
import { workRows } from './work.ts';

const KEY = 'ERP der Demo';
const TOGETHER = 8;

/**
 * Sends the records of the demo's ERP through the API for ERPs, and lets people answer offers and write messages. Starts when `people` and their companies
 * exist.
 */
export async function fillErp(deps: Deps, now: number, people: Promise<unknown>): Promise<void> {
  const erp = await connect(deps);
  const orders = demoOrders(now);
  const orderRows = await withPdfs(deps, erp, orders);
  const invoiceRows = await withPdfs(deps, erp, demoInvoices(now));
  await people;
  await send(deps, erp, 'catalogue', catalogueRows);
  await send(deps, erp, 'orders', orderRows);
  await send(deps, erp, 'invoices', invoiceRows);
  await send(deps, erp, 'subscriptions', subscriptionRows(now));
  await tellAnswers(deps, orders, now);
  for (const [index, row] of orderRows.entries()) {
    const at = takenBackAt(orders[index]!);
    if (at === undefined) continue;
    await send({ ...deps, clock: () => new Date(at) }, erp, 'orders', [{ ...row, status: 'cancelled' }]);
  }
  await tellTalks(deps, now);
  await send(deps, erp, 'time-entries', workRows(now));
  await deps.db.system(async (tx) => {
    await revokeApiKey(tx, KEY);
    await sql`analyze`.execute(tx);
  });
}

/** Sends the catalogue alone. */
export const fillCatalogue = async (deps: Deps): Promise<void> =>
  send(deps, await connect(deps), 'catalogue', catalogueRows);

/** Creates an API key, which is revoked afterwards. */
async function connect({ db }: Deps): Promise<Scope<ApiKeyActor>> {
  const hash = hashToken(newApiKey());
  const actor = await db.system(async (tx) => {
    await insertApiKey(tx, { name: KEY, hash, scopes: SCOPES });
    return findApiKey(tx, hash);
  });
  return createScope(db, actor!);
}

/** Hands in the PDFs of rows and returns the rows with their checksums. Only a few at a time, because the queue for inspection is short. */
async function withPdfs<Row>(
  deps: Deps,
  erp: Scope<ApiKeyActor>,
  records: readonly { row: Row; letter: BusinessLetter | null }[],
): Promise<(Row & { pdf: string | null })[]> {
  const rows: (Row & { pdf: string | null })[] = [];
  for (let start = 0; start < records.length; start += TOGETHER)
    rows.push(
      ...(await Promise.all(
        records.slice(start, start + TOGETHER).map(async ({ row, letter }) => ({
          ...row,
          pdf: letter && (await handIn(deps, erp, letter)),
        })),
      )),
    );
  return rows;
}

async function handIn(deps: Deps, erp: Scope<ApiKeyActor>, letter: BusinessLetter): Promise<string> {
  const pdf = writeBusinessLetter(letter) as Uint8Array<ArrayBuffer>;
  return (await receiveFile(deps, erp, new Blob([pdf]).stream())).sha256;
}

/** Sends rows of a kind. Throws when one is refused: the demo's ERP makes no mistakes. */
async function send<K extends SyncKind>(
  deps: Deps,
  erp: Scope<ApiKeyActor>,
  kind: K,
  rows: readonly SyncRows[K][],
): Promise<void> {
  const body = new Blob([rows.map((row) => JSON.stringify(row)).join('\n')]).stream();
  let ended = false;
  for await (const messages of syncRows({ ...deps, kinds: KINDS.sync }, erp, kind, body)) {
    const failure = messages.find(({ type }) => type === 'failure');
    if (failure) throw new Error(`The demo's ${kind} were refused: ${JSON.stringify(failure)}`);
    ended = messages.some(({ type }) => type === 'end');
  }
  if (!ended) throw new Error(`The demo's ${kind} broke off.`);
}
