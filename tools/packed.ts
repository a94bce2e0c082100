import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const isWindows = process.platform === 'win32';

/** Builds the package and packs it into a folder; returns the file's path. */
export function pack(folder: string): string {
  execFileSync(process.execPath, ['tools/build.ts'], { stdio: 'pipe' });
  const said = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: isWindows,
  });
  return join(folder, JSON.parse(said)[0].filename);
}

/** The packed package: PACKED names it where it was made before. */
export const packed = (folder: string): string => process.env['PACKED'] ?? pack(folder);

/** Calls `work` with a packed package for PACKED: to make it takes half a minute. */
export async function withPacked<T>(work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'etron-packed-'));
  try {
    return await work(pack(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** An application of somebody else: a copy of one in `demo/hosts/`, in an empty folder, with what it depends on and the packed package installed. */
export class Host {
  readonly folder = mkdtempSync(join(tmpdir(), 'etron-host-'));

  constructor(name: string, tarball: string) {
    cpSync(resolve('demo/hosts', name), this.folder, {
      recursive: true,
      filter: (path) => !/[/\\](node_modules|dist)$/.test(path),
    });
    this.run('npm ci --ignore-scripts --no-audit');
    this.run(`npm install --no-save --no-package-lock --ignore-scripts --no-audit ${JSON.stringify(tarball)}`);
  }

  /** @throws What the command printed, when it fails. */
  run(command: string): void {
    const { status, stdout, stderr } = spawnSync(command, { cwd: this.folder, shell: true, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command}\n${stdout}\n${stderr}`);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
