import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { openDatabase } from '../../server/db/open-database.ts';
import { insertApiKey } from '../../server/modules/identity/admin.store.ts';
import { hashToken, newApiKey } from '../../server/modules/identity/secrets.ts';
import { startPostgres } from '../../server/testing/postgres.ts';
import { SCOPES, type SyncKind } from '../../src/contract/sync.limits.ts';
import type { SyncCompany, SyncInvoice, SyncMessage, SyncOrder, SyncRows } from '../../src/contract/sync.ts';
import { peakMegabytes, residentMegabytes, startProgram } from './processes.ts';

const COMPANIES = 1_000;

const company = (index: number): SyncCompany => ({
  externalId: `C-${index % COMPANIES}`,
  kind: 'customer',
  name: `Bäckerei ${index % COMPANIES}`,
});

const invoice = (index: number): SyncInvoice => ({
  externalId: `I-${index}`,
  number: `RE-2026-${String(index).padStart(6, '0')}`,
  title: 'Wartung und Hotline',
  company: company(index).externalId,
  status: 'open',
  date: '2026-03-01',
  dueDate: '2026-03-15',
  net: '100.00',
  gross: '120.00',
  due: '120.00',
});

const order = (index: number): SyncOrder => ({
  externalId: `O-${index}`,
  number: `AN-2026-${String(index).padStart(6, '0')}`,
  title: 'Kassensystem',
  company: company(index).externalId,
  status: 'ordered',
  date: '2026-03-01',
  lines: Array.from({ length: 5 }, (_, line) => ({
    kind: 'item',
    id: String(line),
    text: 'Kassa mit Bondrucker und Lade',
    description: null,
    quantity: '1',
    unit: 'Stk.',
    unitPrice: '100.00',
    discount: '0',
    taxRate: 20,
    optional: false,
  })),
  gross: '600.00',
});

/** Importing rows: how fast, beside a loop of single statements, what memory it takes, and how much was told before the last row was sent. */
export async function benchSync(count: number): Promise<void> {
  console.log(`\n## ${count.toLocaleString('en')} rows of the ERP`);
  const postgres = await startPostgres();
  const folder = await mkdtemp(join(tmpdir(), 'etron-bench-'));
  const key = newApiKey();
  const db = await openDatabase({ url: postgres.url });
  await db.system((tx) => insertApiKey(tx, { name: 'bench', hash: hashToken(key), scopes: SCOPES }));
  await db.close();
  const server = await startProgram('server/main.ts', {
    DATABASE_URL: postgres.url,
    DATA_DIRECTORY: folder,
    PORT: '0',
  });
  const send = <K extends SyncKind>(kind: K, rowOf: (index: number) => SyncRows[K], rows = count) =>
    measureSync({ url: `${server.address}/api/v1/sync/${kind}`, key }, rowOf, rows);
  try {
    const idle = await residentMegabytes(server.process.pid);
    await send('companies', company, COMPANIES);
    const plain = await measurePlain(postgres.url, count);
    report('invoices, a loop of single statements', plain, 1);
    for (const [label, run] of [
      ['invoices', () => send('invoices', invoice)],
      ['invoices, unchanged', () => send('invoices', invoice)],
      ['orders of five lines', () => send('orders', order)],
      ['orders of five lines, unchanged', () => send('orders', order)],
    ] as const)
      report(label, await run(), plain.seconds);
    console.log(`memory of the server: ${idle} MB idle, ${await peakMegabytes(server.process.pid)} MB at most`);
  } finally {
    await server.stop();
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

interface Measured {
  rows: number;
  seconds: number;
  /** Rows that were done when the last one was sent. */
  early?: number;
}

async function measureSync<Row>(
  { url, key }: { url: string; key: string },
  rowOf: (index: number) => Row,
  count: number,
): Promise<Measured> {
  const started = performance.now();
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/x-ndjson' };
  const sending = request(url, { method: 'PUT', headers });
  sending.flushHeaders();
  let done = 0;
  const [answer] = (await once(sending, 'response')) as [IncomingMessage];
  const told = (async () => {
    let last: SyncMessage | undefined;
    for await (const line of createInterface({ input: answer })) {
      last = JSON.parse(line) as SyncMessage;
      if (last.type !== 'failure') done = last.done;
    }
    if (last?.type !== 'end' || last.failed > 0 || last.done !== count) throw new Error(JSON.stringify(last));
  })();
  for (let index = 0; index < count; index += 100) {
    const rows = Array.from({ length: 100 }, (_, offset) => `${JSON.stringify(rowOf(index + offset))}\n`).join('');
    if (!sending.write(rows)) await once(sending, 'drain');
  }
  const early = done;
  sending.end();
  await told;
  return { rows: count, seconds: (performance.now() - started) / 1000, early };
}

/** What one writes without us: a statement a row, in a transaction of its own, of the same rows into a table alike. */
async function measurePlain(url: string, count: number): Promise<Measured> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('create table plain_invoices (like invoices including all)');
  const started = performance.now();
  for (let index = 0; index < count; index++) {
    const { externalId, number, title, status, date, dueDate, net, gross, due, company: of } = invoice(index);
    await client.query({
      name: 'plain',
      text: `insert into plain_invoices (external_id, number, title, status, company_id, date, due_date, net, gross, due, search_text)
        values ($1, $2, $3, $4, (select id from companies where external_id = $5), $6, $7, $8, $9, $10, lower($2 || ' ' || $3))
        on conflict (external_id) do update set number = excluded.number, title = excluded.title, status = excluded.status,
          company_id = excluded.company_id, date = excluded.date, due_date = excluded.due_date, net = excluded.net, gross = excluded.gross,
          due = excluded.due, search_text = excluded.search_text`,
      values: [externalId, number, title, status, of, date, dueDate, net, gross, due],
    });
  }
  const seconds = (performance.now() - started) / 1000;
  await client.query('drop table plain_invoices');
  await client.end();
  return { rows: count, seconds };
}

function report(label: string, { rows, seconds, early }: Measured, plain: number): void {
  const told =
    early === undefined
      ? ''
      : `  ours is ${(plain / seconds).toFixed(2)}×, ${early.toLocaleString('en')} rows were done when the last was sent`;
  const rate = Math.round(rows / seconds).toLocaleString('en');
  console.log(`${label.padEnd(40)} ${seconds.toFixed(1).padStart(6)} s ${rate.padStart(8)}/s${told}`);
}
