import { type ChildProcess, spawn } from 'node:child_process';
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
