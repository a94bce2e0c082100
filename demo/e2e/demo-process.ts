import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Milliseconds until a start counts as failed; it takes seconds, on a machine with other things to do a minute. */
const START_TIMEOUT = 300_000;
const START_ATTEMPTS = 3;

/** The real demo in a process of its own, with a data directory and two ports of its own. */
export class DemoProcess {
  #ports: readonly [portal: number, second: number] = [0, 0];
  readonly #data = mkdtempSync(join(tmpdir(), 'etron-demo-'));
  #child: ChildProcess | undefined;

  private constructor() {}

  /** Starts one with the data that DEMO_DATA names a copy of, or else with freshly made data. */
  static async start(): Promise<DemoProcess> {
    const demo = new DemoProcess();
    const { DEMO_DATA } = process.env;
    try {
      if (DEMO_DATA) cpSync(DEMO_DATA, demo.#data, { recursive: true });
      for (let attempt = 1; ; attempt++) {
        demo.#ports = [await freePort(), await freePort()];
        try {
          await demo.restart();
          return demo;
        } catch (error) {
          // Somebody else may take a port between the look at it and its use.
          if (attempt === START_ATTEMPTS || !/\bEADDRINUSE\b/.test(`${error}`)) throw error;
        }
      }
    } catch (error) {
      await demo.remove();
      throw error;
    }
  }

  get portalUrl(): string {
    return `http://localhost:${this.#ports[0]}`;
  }

  get secondUrl(): string {
    return `http://localhost:${this.#ports[1]}`;
  }

  /** Starts it again, after it ended, with the data and the addresses it had. */
  async restart(): Promise<void> {
    const [port, secondPort] = this.#ports;
    const env = {
      ...process.env,
      PORT: `${port}`,
      SECOND_PORT: `${secondPort}`,
      DATA_DIRECTORY: this.#data,
      DATABASE_URL: '',
    };
    const child = spawn(process.execPath, ['demo/start.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (chunk) => (said += chunk));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The demo did not start.\n${said}`)), START_TIMEOUT);
      child.stdout.on('data', (chunk) => {
        said += chunk;
        if (!said.includes(this.secondUrl)) return;
        clearTimeout(timer);
        resolve();
      });
      child.once('close', () => {
        clearTimeout(timer);
        reject(new Error(`The demo ended.\n${said}`));
      });
    });
  }

  /** Ends it: with SIGKILL as a power cut would, without a chance to tidy up. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'close');
    child.kill(signal);
    await ended;
  }

  /** Ends it and removes its data. */
  async remove(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.#data, { recursive: true, force: true });
  }

  /**
   * Calls `work` with a folder for DEMO_DATA: to make the demo's data, hundreds of tickets and signed documents, takes ten times as long as
   * to start with a copy.
   */
  static async withData<T>(work: (folder: string) => Promise<T>): Promise<T> {
    const demo = await DemoProcess.start();
    try {
      // What it has written is complete only when it has closed its database.
      await demo.end('SIGTERM');
      return await work(demo.#data);
    } finally {
      await demo.remove();
    }
  }
}

/**
 * A port nobody listens on. Below those that systems give to outgoing connections, so that none of them can have it while the demo is down
 * between two starts.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000);
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (isFree) return port;
  }
}
