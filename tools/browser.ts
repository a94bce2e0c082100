import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** True when this process may use `sudo`-less package installation, and when Chromium refuses its sandbox. */
export const isRoot = process.getuid?.() === 0;

/** Command line of a browser for tests: no start-up traffic, no sandbox for root. */
export const BROWSER_ARGUMENTS = [
  ...(isRoot ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Path of an installed Chrome or Chromium: `CHROME_PATH`, the usual names and places, or Debian's package, which is installed when nothing is
 * found and this process is root.
 * @throws Error that says what to install.
 */
export function findBrowser(): string {
  const found = installed();
  if (found) return found;
  if (isRoot && onPath('apt-get')) {
    console.log('No Chrome or Chromium found; installing Debian’s chromium …');
    execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'] });
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const now = installed();
    if (now) return now;
  }
  throw new Error('No Chrome or Chromium found: install one (Debian: apt-get install chromium) or set CHROME_PATH.');
}

/** Path of an installed Firefox: `FIREFOX_PATH` or the usual names; undefined without one. Debian's is `firefox-esr`. */
export const findFirefox = (): string | undefined =>
  [process.env.FIREFOX_PATH, onPath('firefox-esr'), onPath('firefox')].find((path) => path && isExecutable(path));

function installed(): string | undefined {
  const { CHROME_PATH } = process.env;
  return [CHROME_PATH, ...NAMES.map(onPath), ...PLACES].find((path) => path && isExecutable(path));
}

/** The path of a program on PATH. */
export function onPath(name: string): string | undefined {
  const folders = (process.env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return folders.map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
