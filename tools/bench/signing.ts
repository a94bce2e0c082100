import { execFileSync } from 'node:child_process';
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import autocannon from 'autocannon';
import { loadCredentials, type SealCredentials } from '../../server/pdf/credentials.ts';
import { openPdfEngine } from '../../server/pdf/engine.ts';
import type { PdfEngine } from '../../server/pdf/pdf.ts';
import { AUDIT, MARKS, sealWithPdfLib, writeScan, writeText } from '../../server/pdf/testing/baseline.ts';

/** Pages, bytes of the picture on each, and what goals.md wants of pdf-lib with @signpdf. */
const DOCUMENTS = [
  { name: '200 pages', pages: 200, picture: 85_000, goal: 0.25, runs: 3 },
  { name: '20 pages', pages: 20, picture: 85_000, goal: 0.35, runs: 7 },
  { name: '1 page', pages: 1, picture: 20_000, goal: 0.25, runs: 15 },
];

/** Burning and sealing, against pdf-lib with @signpdf, and against the floor: copying, hashing and signing without any PDF. */
export async function benchSigning(): Promise<void> {
  const { p12, credentials } = await makeKey();
  const engine = openPdfEngine({ credentials });
  console.log('\n## Signing');
  try {
    const big = await benchDocuments(engine, credentials, p12);
    await benchOthers(engine, big);
    await benchCores(credentials, big);
    await benchChain(credentials, p12);
  } finally {
    await engine.close();
  }
}

async function benchDocuments(engine: PdfEngine, credentials: SealCredentials, p12: Buffer): Promise<Uint8Array> {
  let big: Uint8Array = new Uint8Array();
  for (const { name, pages, picture, goal, runs } of DOCUMENTS) {
    const pdf = await writeScan(pages, picture);
    if (pages === 200) big = pdf;
    const sides = {
      ours: () => engine.seal(pdf, MARKS, AUDIT),
      pdfLib: () => sealWithPdfLib(pdf, p12),
      floor: () => floor(pdf, credentials),
    };
    const times = await inTurn(sides, runs);
    const ratio = times.ours / times.pdfLib;
    console.log(
      `${name.padEnd(12)} ${(pdf.length / 1e6).toFixed(1).padStart(5)} MB  ${milliseconds(times.ours)}  pdf-lib ${milliseconds(times.pdfLib)}  ` +
        `floor ${milliseconds(times.floor)}  ${ratio.toFixed(2)} of pdf-lib (goal ${goal}), ${(times.ours / times.floor).toFixed(1)} × floor`,
    );
  }
  return big;
}

const milliseconds = (time: number): string => `${time.toFixed(1).padStart(7)} ms`;

/** Medians in milliseconds; all sides take their turns, so that noise of the machine hits all of them. The first turn warms up. */
async function inTurn<Side extends string>(
  sides: Record<Side, () => unknown>,
  runs: number,
): Promise<Record<Side, number>> {
  const entries = Object.entries(sides) as [Side, () => unknown][];
  const times = new Map(entries.map(([side]) => [side, [] as number[]]));
  for (let run = 0; run <= runs; run++) {
    for (const [side, work] of entries) {
      const start = performance.now();
      await work();
      if (run > 0) times.get(side)?.push(performance.now() - start);
    }
  }
  const medians = entries.map(([side]) => [side, times.get(side)!.sort((a, b) => a - b)[runs >> 1]!]);
  return Object.fromEntries(medians) as Record<Side, number>;
}

function floor(pdf: Uint8Array, { key }: SealCredentials): Buffer {
  const copy = Uint8Array.from(pdf);
  const digest = createHash('sha256').update(copy).digest();
  return sign('sha256', digest, createPrivateKey(key));
}

/** All that is done with a PDF from its upload to its seal, against pdf-lib with @signpdf: load, draw, save, sign. */
async function benchChain(credentials: SealCredentials, p12: Buffer): Promise<void> {
  const documents: [name: string, pdf: Uint8Array, runs: number][] = [
    ['200 scanned pages', await writeScan(200, 85_000), 3],
    ['1 scanned page', await writeScan(1, 20_000), 15],
    ['1000 pages of text', await writeText(1_000), 3],
    ['20 pages of text', await writeText(20), 15],
  ];
  for (const [name, pdf, runs] of documents) {
    const engine = openPdfEngine({ credentials, workers: 1 });
    const memory = watchMemory();
    const chain = async () => {
      await engine.inspect(pdf);
      await engine.seal(await engine.prepare(pdf, []), MARKS, AUDIT);
    };
    await chain();
    const most = memory.stop();
    const times = await inTurn({ chain, pdfLib: () => sealWithPdfLib(pdf, p12) }, runs);
    await engine.close();
    console.log(
      `${name.padEnd(18)} inspect, prepare and seal ${milliseconds(times.chain)}  pdf-lib ${milliseconds(times.pdfLib)}  ` +
        `${(times.chain / times.pdfLib).toFixed(2)} of pdf-lib (goal 2), ${Math.round(most / 1e6)} MB more at most (goal 300)`,
    );
  }
}

/** How many bytes more the process takes than now, at most. */
function watchMemory(): { stop(): number } {
  const before = process.memoryUsage.rss();
  let most = 0;
  const look = () => {
    most = Math.max(most, process.memoryUsage.rss() - before);
  };
  const timer = setInterval(look, 5);
  return {
    stop() {
      look();
      clearInterval(timer);
      return most;
    },
  };
}

/** A small request of the same process while 20 big documents are sealed. */
async function benchOthers(engine: PdfEngine, big: Uint8Array): Promise<void> {
  const server = createServer((_, response) => response.end('{"status":"ok"}')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const load = (duration: number) => autocannon({ url, connections: 1, duration });
  await load(1);
  const idle = await load(3);
  const sealing = Promise.all(Array.from({ length: 20 }, () => engine.seal(big, MARKS, AUDIT)));
  const busy = await load(3);
  await sealing;
  server.close();
  console.log(
    `another request, p99: idle ${idle.latency.p99} ms, while 20 × 200 pages are sealed ${busy.latency.p99} ms (goal 8 ×; highest ${busy.latency.max} ms)`,
  );
}

async function benchCores(credentials: SealCredentials, big: Uint8Array): Promise<void> {
  if (availableParallelism() < 2) return console.log('one core: nothing to compare');
  const seconds: number[] = [];
  for (const workers of [1, 2]) {
    const engine = openPdfEngine({ credentials, workers });
    const all = () => Promise.all(Array.from({ length: 20 }, () => engine.seal(big, MARKS, AUDIT)));
    await all();
    const start = performance.now();
    await all();
    seconds.push((performance.now() - start) / 1000);
    await engine.close();
  }
  const [one = 0, two = 1] = seconds;
  console.log(
    `20 × 200 pages: one core ${one.toFixed(2)} s, two ${two.toFixed(2)} s: ${(one / two).toFixed(2)} × (goal 1.7)`,
  );
}

/** An RSA key, as both sides can use it. */
async function makeKey(): Promise<{ p12: Buffer; credentials: SealCredentials }> {
  const folder = mkdtempSync(join(tmpdir(), 'etron-bench-'));
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: 'pipe' });
  try {
    openssl(
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '30',
      '-subj',
      '/CN=Bench',
      '-keyout',
      file('key'),
      '-out',
      file('cert'),
    );
    openssl(
      'pkcs12',
      '-export',
      '-inkey',
      file('key'),
      '-in',
      file('cert'),
      '-passout',
      'pass:bench',
      '-out',
      file('p12'),
    );
    const pem = `${readFileSync(file('key'), 'utf8')}\n${readFileSync(file('cert'), 'utf8')}`;
    return { p12: readFileSync(file('p12')), credentials: await loadCredentials({ pem, development: null }) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
