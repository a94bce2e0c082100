import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import type { AddressInfo, Server } from 'node:net';
import { createInterface } from 'node:readline';

export interface Started {
  process: ChildProcess;
  address: string;
  stop(): Promise<void>;
}

/** Starts a Node program that prints a JSON line with its `address` when it answers. */
export function startProgram(file: string, env: Record<string, string>): Promise<Started> {
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () =>
    new Promise<void>((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${file} ended with code ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { address } = JSON.parse(line);
      if (address) resolve({ process: child, address, stop });
    });
  });
}

/** What the constant answer holds. */
export const CONSTANT = { status: 'ok' };

/** Listens on any port, and tells `startProgram` the address. */
export function listen(server: Pick<Server, 'listen' | 'address'>): void {
  server.listen(0, '127.0.0.1', () => {
    console.log(JSON.stringify({ address: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }));
  });
}

/** Memory a process holds, where the system tells. */
export function residentMegabytes(pid = 0): Promise<number> {
  return megabytesOf(pid, 'VmRSS');
}

/** The most memory it held so far. */
export function peakMegabytes(pid = 0): Promise<number> {
  return megabytesOf(pid, 'VmHWM');
}

async function megabytesOf(pid: number, field: string): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
}
