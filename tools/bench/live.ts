import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { LISTENING_USERS } from './fill.ts';
import { login } from './login.ts';
import { median } from './measure.ts';
import { residentMegabytes, startProgram } from './processes.ts';

/** As many as one user may have. */
const STREAMS_OF_A_USER = 20;
const CHANGES = 11;

/** Live updates: what a thousand listeners to one ticket cost the server in memory, and how long until a change has reached all of them. */
export async function benchLive(databaseUrl: string): Promise<void> {
  console.log('\n## Live updates');
  const database = new pg.Client(databaseUrl);
  const server = await startProgram('server/main.ts', {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    DATA_DIRECTORY: '/tmp/etron-bench',
  });
  const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });
  try {
    await database.connect();
    const { rows } = await database.query('select id from tickets where company_id = uuid_of(1) limit 1');
    const { id } = rows[0];
    const url = `${server.address}/api/v1/records/ticket/${id}/changes`;
    const tokens: string[] = [];
    for (let user = 0; user < LISTENING_USERS; user++) tokens.push(await login(server.address, `listener${user}`));
    await sleep(1_000);
    const before = await residentMegabytes(server.process.pid);
    const streams: IncomingMessage[] = [];
    for (const token of tokens) {
      streams.push(...(await Promise.all(Array.from({ length: STREAMS_OF_A_USER }, () => open(url, token, agent)))));
    }
    await sleep(1_000);
    const after = await residentMegabytes(server.process.pid);

    const times: number[] = [];
    for (let change = 0; change < CHANGES; change++) {
      const told = Promise.all(streams.map(nextEvent));
      const started = performance.now();
      await database.query('update tickets set changed_at = now() where id = $1', [id]);
      await told;
      times.push(performance.now() - started);
    }
    console.log(
      `${streams.length} listeners          ${after - before} MB more (${before} → ${after} MB), a change reaches all in ${Math.round(median(times))} ms (slowest ${Math.round(Math.max(...times))} ms)`,
    );
    for (const stream of streams) stream.destroy();
  } finally {
    agent.destroy();
    await database.end();
    await server.stop();
  }
}

function open(url: string, token: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.on('error', () => {});
      response.resume();
      if (response.statusCode === 200) resolve(response);
      else reject(new Error(`A stream was answered with ${response.statusCode}.`));
    }).on('error', reject);
  });
}

function nextEvent(stream: IncomingMessage): Promise<void> {
  return new Promise((resolve) => {
    const read = (bytes: Buffer): void => {
      if (!bytes.includes('data: ')) return;
      stream.off('data', read);
      resolve();
    };
    stream.on('data', read);
  });
}
