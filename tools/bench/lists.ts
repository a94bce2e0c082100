import pg from 'pg';
import { openDatabase } from '../../server/db/database.ts';
import { type BenchRole, fill, NEEDLE, ROLES, UUID_OF } from './fill.ts';
import { benchLive } from './live.ts';
import { login } from './login.ts';
import { type Figures, measure, type Target } from './measure.ts';
import { startProgram } from './processes.ts';

const count = (value: number) => value.toLocaleString('en');

/** The ticket list at each size: our server, plain pg + Hono, and the bare statements. */
export async function benchLists(url: string, sizes: readonly number[]): Promise<void> {
  const first: Record<string, Figures> = {};
  for (const size of sizes) {
    console.log(`\n## ${count(size)} tickets`);
    const databaseUrl = await createDatabase(url, size);
    const ours = await startProgram('server/main.ts', {
      DATABASE_URL: databaseUrl,
      PORT: '0',
      DATA_DIRECTORY: '/tmp/etron-bench',
    });
    const baselines = await startProgram('tools/bench/baselines.ts', {
      DATABASE_URL: databaseUrl,
      ACTOR: JSON.stringify(CUSTOMER),
    });
    try {
      if (size === sizes[0]) await benchConstant(baselines.address);
      for (const [page, targets] of Object.entries(await pagesOf(ours.address, baselines.address, databaseUrl))) {
        await requireSameTickets(page, targets);
        report(page, await measure(targets), first);
      }
    } finally {
      await Promise.all([ours.stop(), baselines.stop()]);
    }
    if (size === sizes[0]) await benchLive(databaseUrl);
  }
}

const CUSTOMER = {
  kind: 'user',
  id: '00000000-0000-4000-8000-000000001001',
  name: 'Anna Kunde',
  email: 'customer@bench.example',
  emailVerified: true,
  phone: null,
  role: 'customer',
  management: false,
  permissions: [],
  company: { id: '00000000-0000-4000-8000-000000000001', name: 'Bäckerei 1' },
  via: 'host',
  host: null,
};

async function createDatabase(url: string, size: number): Promise<string> {
  const name = `bench_${size}`;
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const databaseUrl = url.replace('/postgres?', `/${name}?`);
  await (await openDatabase({ url: databaseUrl })).close();
  const client = new pg.Client(databaseUrl);
  await client.connect();
  await client.query(UUID_OF);
  const started = performance.now();
  await fill(client, size);
  console.log(`filled in ${Math.round((performance.now() - started) / 1000)} s`);
  await client.end();
  return databaseUrl;
}

/** What is measured: the same pages of each server. The first three are the customer's; partner and staff see more companies. */
async function pagesOf(ours: string, baselines: string, databaseUrl: string): Promise<Record<string, Target[]>> {
  const tokens = Object.fromEntries(
    await Promise.all(ROLES.map(async (role) => [role, await login(ours, role)])),
  ) as Record<BenchRole, string>;
  const middle = await middleOf(databaseUrl);
  const our = (role: BenchRole, query: string): Target => ({
    name: 'ours',
    url: `${ours}/api/v1/tickets${query}`,
    headers: { authorization: `Bearer ${tokens[role]}` },
  });
  const plain = (query: string): Target => ({
    name: 'plain',
    url: `${baselines}/plain/tickets${query}`,
    headers: { 'x-user': CUSTOMER.email },
  });
  const bare = (query: string): Target => ({ name: 'bare', url: `${baselines}/bare/tickets${query}` });
  const after = `?before=${encodeURIComponent(middle.changedAt)}&beforeId=${middle.id}`;
  return {
    'first page': [our('customer', ''), plain(''), bare('')],
    'middle page': [our('customer', `?cursor=${middle.cursor}`), plain(after), bare(`?cursor=${middle.cursor}`)],
    search: [our('customer', `?search=${NEEDLE}`), plain(`?search=${NEEDLE}`), bare(`?search=${NEEDLE}`)],
    'first page, partner': [our('partner', '')],
    'first page, staff': [our('staff', '')],
  };
}

/** The customer's ticket in the middle of their list, and our cursor that leads behind it. */
async function middleOf(databaseUrl: string): Promise<{ changedAt: string; id: string; cursor: string }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const { rows } = await client.query(
    `select id, changed_at::text as "changedAt", (extract(epoch from changed_at) * 1000000)::bigint as key from tickets
     where company_id = $1 order by changed_at desc, id desc offset (select count(*) / 2 from tickets where company_id = $1) limit 1`,
    [CUSTOMER.company.id],
  );
  await client.end();
  const { id, changedAt, key } = rows[0];
  // As tickets.cursor.ts writes it.
  return { id, changedAt, cursor: Buffer.from(JSON.stringify([' changed desc', [], key, id])).toString('base64url') };
}

/** @throws when what is compared is not the same. */
async function requireSameTickets(page: string, targets: readonly Target[]): Promise<void> {
  const answers = await Promise.all(
    targets.map(async ({ url, headers = {} }) => {
      const { items } = (await (await fetch(url, { headers })).json()) as { items: { id: string }[] };
      return items.map(({ id }) => id).join();
    }),
  );
  if (!answers[0] || new Set(answers).size > 1) throw new Error(`${page}: not everybody gives the same tickets.`);
}

async function benchConstant(baselines: string): Promise<void> {
  const ours = await startProgram('tools/bench/constant.ts', {});
  const figures = await measure([
    { name: 'ours', url: `${ours.address}/api/v1/constant` },
    { name: 'bare Hono', url: `${baselines}/constant` },
  ]);
  report('constant answer', figures, {});
  await ours.stop();
}

/** Prints a row a target, with its ratio to the first, and to the same page at the smallest size. */
function report(page: string, figures: Map<string, Figures>, first: Record<string, Figures>): void {
  const ours = figures.get('ours');
  for (const [name, { throughput, p50, p99 }] of figures) {
    const label = `${page}, ${name}`;
    first[label] ??= { throughput, p50, p99 };
    const ratio = name === 'ours' || !ours ? '' : `ours is ${(ours.throughput / throughput).toFixed(2)}×`;
    const growth = `${(throughput / (first[label]?.throughput ?? Number.NaN)).toFixed(2)}× the first size, p99 ${(p99 / (first[label]?.p99 ?? Number.NaN)).toFixed(2)}×`;
    console.log(
      `${label.padEnd(28)} ${count(Math.round(throughput)).padStart(7)}/s  p50 ${p50} ms  p99 ${p99} ms  ${growth}  ${ratio}`,
    );
  }
}
