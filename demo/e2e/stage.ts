import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import axe, { type RunOptions } from 'axe-core';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { COLOR_RULES } from '../../src/internal/testing/axe.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../../tools/browser.ts';
import { DemoProcess } from './demo-process.ts';

/** Milliseconds anything on a page may take. Waits end when what they wait for is there, so on a busy machine they are late and not wrong. */
const PATIENCE = 60_000;

interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** The real demo with data of its own, and a browser to use it with. */
export class Stage {
  /** What pages complained about: broken policies, errors in scripts. */
  readonly complaints: string[] = [];
  readonly #demo: DemoProcess;
  readonly #browser: Browser;

  private constructor(demo: DemoProcess, browser: Browser) {
    this.#demo = demo;
    this.#browser = browser;
  }

  static async open(): Promise<Stage> {
    const demo = await DemoProcess.start();
    try {
      return new Stage(demo, await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS }));
    } catch (error) {
      await demo.remove();
      throw error;
    }
  }

  get portalUrl(): string {
    return this.#demo.portalUrl;
  }

  get secondUrl(): string {
    return this.#demo.secondUrl;
  }

  killServer(): Promise<void> {
    return this.#demo.end('SIGKILL');
  }

  startServer(): Promise<void> {
    return this.#demo.restart();
  }

  /** A browser profile: its pages share cookies and what they keep. */
  async newProfile(options: BrowserContextOptions = {}): Promise<BrowserContext> {
    const profile = await this.#browser.newContext({
      locale: 'de-AT',
      timezoneId: 'Europe/Vienna',
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    profile.setDefaultTimeout(PATIENCE);
    await profile.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error(`Policy: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    // With a listener, Chromium hands over every file dialog; switched on only when needed, it may be late for the first one.
    profile.on('page', (page) => page.on('filechooser', () => {}));
    profile.on('weberror', (error) => this.complaints.push(error.error().stack ?? error.error().message));
    profile.on('console', (message) => {
      // Failed requests are complained about by what needs their answer.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
        this.complaints.push(message.text());
    });
    return profile;
  }

  /** A page in a profile of its own. */
  async newPage(options?: BrowserContextOptions): Promise<Page> {
    return (await this.newProfile(options)).newPage();
  }

  /** Mails to an address, newest first; waits for the first one with a subject like that. */
  async mail(to: string, subject: RegExp): Promise<Mail> {
    for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(100)) {
      const mails: Mail[] = await (await fetch(`${this.portalUrl}/mails/all`)).json();
      const found = mails.find((mail) => mail.to === to && subject.test(mail.subject));
      if (found) return found;
    }
    throw new Error(`No mail to ${to} with a subject like ${subject}.`);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#demo.remove();
  }
}

/** Keeps a picture of a page, or of what the screen shows of it, for people to look at, where SCREENSHOTS names a folder. */
export async function picture(page: Page, name: string, what: 'page' | 'screen' = 'page'): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: what === 'page' });
}

/** What axe finds wrong on a page, shadow roots included: with all its rules, or with some where the others have judged the same already. */
export async function violations(page: Page, rules: 'all' | 'colors' | 'all but colors' = 'all'): Promise<string[]> {
  const options: RunOptions = { resultTypes: ['violations'] };
  if (rules === 'colors') options.runOnly = { type: 'rule', values: COLOR_RULES };
  if (rules === 'all but colors') options.rules = Object.fromEntries(COLOR_RULES.map((id) => [id, { enabled: false }]));
  if (await page.evaluate(() => !('axe' in window))) await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(
    (chosen) => (window as unknown as { axe: typeof axe }).axe.run(chosen),
    options,
  );
  return found.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
}

/** Pixels a page is too wide. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
