import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { BROWSER_ARGUMENTS, findBrowser, findFirefox } from './tools/browser.ts';
import { bundledTests } from './tools/bundled-tests.ts';
import { resultReporter } from './tools/wtr-reporter.ts';

const require = createRequire(import.meta.url);
const mockWorker = join(dirname(require.resolve('msw/package.json')), 'lib/mockServiceWorker.js');

const TESTS = ['src/**/*.test.ts', 'components/**/*.test.ts'];

const LAUNCHERS = {
  chromium: () =>
    chromeLauncher({
      launchOptions: { executablePath: findBrowser(), args: BROWSER_ARGUMENTS },
      // Tabs in the background get no animation frames: each test file has a browser context, and so a window, of its own.
      createPage: async ({ browser }) => (await browser.createBrowserContext()).newPage(),
    }),
  firefox: () =>
    chromeLauncher({
      launchOptions: {
        browser: 'firefox',
        executablePath: findFirefox(),
        // Root has no home of its own user's profile in every container; Firefox needs a folder it may write to.
        env: { ...process.env, HOME: tmpdir() },
        extraPrefsFirefox: { 'ui.prefersReducedMotion': 1, 'intl.accept_languages': 'en-US' },
      },
      createPage: async ({ browser }) => {
        const page = await (await browser.createBrowserContext()).newPage();
        // WebDriver BiDi, by which Firefox is driven, has no such command: its element tests run in the browser's own colour scheme.
        page.emulateMediaFeatures = async () => {};
        return page;
      },
    }),
};

const browser = process.env.TEST_BROWSER ?? 'chromium';

export default {
  files: TESTS,
  plugins: [await bundledTests([...TESTS, 'components/**/*.define.ts'])],
  middleware: [
    // The worker of msw must lie at the root to see every request.
    async (context, next) => {
      if (context.path === '/mockServiceWorker.js') context.url = `/${mockWorker.slice(process.cwd().length + 1)}`;
      await next();
    },
  ],
  // What an element complains about in a host's console is a defect.
  filterBrowserLogs({ type, args }, result) {
    // "ResizeObserver loop completed with undelivered notifications" is no error and has none: the rest comes with the next frame.
    if (args[0] === null) return false;
    if (type === 'error') {
      result.passed = false;
      result.errors = [
        ...(result.errors ?? []),
        { message: `console.error: ${args.map((argument) => inspect(argument)).join(' ')}` },
      ];
    }
    return true;
  },
  // In Firefox all pages are tabs of one window, of which only one is visible and has the focus.
  concurrency: browser === 'firefox' ? 1 : 2,
  // Milliseconds, for a machine that is busy with other things too: what hangs is found a little later.
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 900_000,
  testFramework: { config: { ui: 'bdd', timeout: 60_000 } },
  browsers: [LAUNCHERS[browser]()],
  reporters: [defaultReporter({ reportTestProgress: false }), resultReporter()],
};
