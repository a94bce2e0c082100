import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../server/db/embedded.ts';
import { peakMegabytes, residentMegabytes, startProgram } from './processes.ts';

/** Start of the embedded database on a prepared directory, to the first answer, and the memory it then holds. */
export async function benchEmbedded(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'etron-bench-'));
  const prepared = join(folder, 'prepared.tar.gz');
  await prepareDatabase(prepared);
  console.log('\n## Embedded database');
  for (const [name, environment] of [
    ['prepared, first start', { PREPARED_DATABASE: prepared }],
    ['second start', {}],
  ] as const) {
    const started = performance.now();
    const server = await startProgram('server/main.ts', {
      ...environment,
      DATA_DIRECTORY: join(folder, 'data'),
      PORT: '0',
      DATABASE_URL: '',
    });
    await fetch(`${server.address}/api/v1/health`);
    const seconds = (performance.now() - started) / 1000;
    console.log(
      `${name.padEnd(24)} ${seconds.toFixed(2)} s to the first answer, ${await residentMegabytes(server.process.pid)} MB, ${await peakMegabytes(server.process.pid)} MB at most`,
    );
    await server.stop();
  }
  await rm(folder, { recursive: true });
}
