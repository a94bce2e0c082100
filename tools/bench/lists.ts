import pg from 'pg';
import { openDatabase } from '../../server/db/open-database.ts';
import { type BenchRole, fill, ROLES, UUID_OF } from './fill.ts';
import { fillErp } from './fill-erp.ts';
import { benchLive } from './live.ts';
import { login } from './login.ts';
import { type Figures, measure, type Target } from './measure.ts';
import { CUSTOMER, pagesOf } from './pages.ts';
import { startProgram } from './processes.ts';

const count = (value: number) => value.toLocaleString('en');

/** The lists of tickets, invoices and offers at each size: our server, plain pg + Hono, and the bare statements. */
export async function benchLists(url: string, sizes: readonly number[]): Promise<void> {
  const first: Record<string, Figures> = {};
  for (const size of sizes) {
    console.log(`\n## ${count(size)} of each`);
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
      const tokens = Object.fromEntries(
        await Promise.all(ROLES.map(async (role) => [role, await login(ours.address, role)])),
      ) as Record<BenchRole, string>;
      const servers = { ours: ours.address, baselines: baselines.address, databaseUrl, tokens };
      for (const [page, targets] of Object.entries(await pagesOf(servers))) {
        await requireSameRows(page, targets);
        report(page, await measure(targets), first);
      }
    } finally {
      await Promise.all([ours.stop(), baselines.stop()]);
    }
    if (size === sizes[0]) await benchLive(databaseUrl);
  }
}

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
  await fillErp(client, size);
  await client.query('vacuum analyze');
  console.log(`filled in ${Math.round((performance.now() - started) / 1000)} s`);
  await client.end();
  return databaseUrl;
}

/** @throws when what is compared is not the same. */
async function requireSameRows(page: string, targets: readonly Target[]): Promise<void> {
  const answers = await Promise.all(
    targets.map(async ({ url, headers = {} }) => {
      const { items } = (await (await fetch(url, { headers })).json()) as { items: { id: string }[] };
      return items.map(({ id }) => id).join();
    }),
  );
  if (!answers[0] || new Set(answers).size > 1) throw new Error(`${page}: not everybody gives the same rows.`);
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
      `${label.padEnd(34)} ${count(Math.round(throughput)).padStart(7)}/s  p50 ${p50} ms  p99 ${p99} ms  ${growth}  ${ratio}`,
    );
  }
}
