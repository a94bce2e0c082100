import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { BROWSER_ARGUMENTS, findBrowser } from '../../tools/browser.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const START_PATIENCE = 120_000;

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The real demo in a process of its own, with a fresh data directory, and a browser to use it with. */
export class Stage {
  readonly portalUrl: string;
  readonly secondUrl: string;
  /** What pages complained about: broken policies, errors in scripts. */
  readonly complaints: string[] = [];
  readonly #ports: readonly [number, number];
  readonly #data = mkdtempSync(join(tmpdir(), 'etron-demo-'));
  #browser: Browser | undefined;
  #process: ChildProcess | undefined;

  private constructor(ports: readonly [number, number]) {
    this.#ports = ports;
    this.portalUrl = `http://localhost:${ports[0]}`;
    this.secondUrl = `http://localhost:${ports[1]}`;
  }

  static async open(): Promise<Stage> {
    const stage = new Stage([await freePort(), await freePort()]);
    try {
      stage.#browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS });
      await stage.startServer();
    } catch (error) {
      await stage.close();
      throw error;
    }
    return stage;
  }

  async startServer(): Promise<void> {
    const [port, secondPort] = this.#ports;
    const env = {
      ...process.env,
      PORT: `${port}`,
      SECOND_PORT: `${secondPort}`,
      DATA_DIRECTORY: this.#data,
      DATABASE_URL: '',
    };
    const child = spawn(process.execPath, ['demo/start.ts'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#process = child;
    let said = '';
    child.stderr?.on('data', (chunk) => (said += chunk));
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`The demo did not start.\n${said}`)), START_PATIENCE);
      child.stdout?.on('data', (chunk) => {
        said += chunk;
        if (!said.includes(this.secondUrl)) return;
        clearTimeout(timer);
        resolve();
      });
      child.once('exit', () => reject(new Error(`The demo ended.\n${said}`)));
    });
  }

  /** As a power cut would, without a chance to tidy up. */
  async killServer(): Promise<void> {
    const server = this.#process;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await gone;
  }

  /** A page in a browser profile of its own. */
  async newPage(options: BrowserContextOptions = {}): Promise<Page> {
    if (!this.#browser) throw new Error('The stage is not open.');
    const context = await this.#browser.newContext({
      locale: 'de-AT',
      timezoneId: 'Europe/Vienna',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(10_000);
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error(`Policy: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    const page = await context.newPage();
    // With a listener, Chromium hands over every file dialog; switched on only when needed, it may be late for the first one.
    page.on('filechooser', () => {});
    page.on('pageerror', (error) => this.complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // Failed requests are complained about by what needs their answer.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
    return page;
  }

  /** Mails to an address, newest first; waits for the first one with a subject like that. */
  async mail(to: string, subject: RegExp): Promise<Mail> {
    for (let attempt = 0; attempt < 100; attempt++) {
      const mails: Mail[] = await (await fetch(`${this.portalUrl}/mails/all`)).json();
      const found = mails.find((mail) => mail.to === to && subject.test(mail.subject));
      if (found) return found;
      await sleep(100);
    }
    throw new Error(`No mail to ${to} with a subject like ${subject}.`);
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    await this.killServer();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

/** Keeps a picture of a page, or of what the screen shows of it, for people to look at, where SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string, what: 'page' | 'screen' = 'page'): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: what === 'page' });
}

/** What axe finds wrong on a page, shadow roots included. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run());
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Pixels a page is too wide. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
