import assert from 'node:assert/strict';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { BROWSER_ARGUMENTS, findBrowser } from '../../tools/browser.ts';
import { Host, packed } from '../../tools/packed.ts';

/** Elements that each entry has to define at once; those of which it is made come with it. */
const ELEMENTS = globSync('components/*/*.define.ts').map((path) => basename(dirname(path)));
const MADE_OF: Record<string, string[]> = {
  portal: ['portal', 'provider', 'login', 'overview'],
  history: ['history', 'message'],
  'ticket-link': ['ticket-link', 'ticket'],
  'portal-widgets': ELEMENTS,
};
const ENTRIES = [...ELEMENTS, 'portal-widgets'];

/** The quickest ones; `npm run test:hosts` takes all. */
const QUICK = ['vite', 'esbuild'];
const BUNDLERS = process.env['ALL_HOSTS'] ? [...QUICK, 'rollup', 'webpack'] : QUICK;

const TYPES: Record<string, string> = { '.js': 'text/javascript', '.html': 'text/html' };

const folder = mkdtempSync(join(tmpdir(), 'etron-bundlers-'));
const host = new Host('bundlers', packed(folder));
const server = createServer(({ url = '' }, response) => {
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  if (pathname === '/')
    return response
      .setHeader('content-type', 'text/html; charset=utf-8')
      .end(
        `<!doctype html><html lang="de"><title>Host</title><link rel="icon" href="data:,"><script type="module" src="${searchParams.get('script')}"></script>`,
      );
  try {
    const file = readFileSync(join(host.folder, 'dist', pathname));
    return response.setHeader('content-type', TYPES[extname(pathname)] ?? 'application/octet-stream').end(file);
  } catch {
    return response.writeHead(404).end();
  }
});
let browser: Browser;

before(async () => {
  mkdirSync(join(host.folder, 'entries'));
  for (const name of ENTRIES) {
    const entry = name === 'portal-widgets' ? name : `${name}/define`;
    writeFileSync(
      join(host.folder, 'entries', `${name}.js`),
      `import '@etron/portal-widgets/${entry}';\nglobalThis.isLoaded = true;\n`,
    );
  }
  host.run(`node build.js ${BUNDLERS.join(' ')}`);
  server.listen(0, '127.0.0.1');
  browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS });
});

after(async () => {
  await browser?.close();
  server.close().closeAllConnections();
  host.remove();
  rmSync(folder, { recursive: true });
});

for (const bundler of BUNDLERS) {
  test(`bundled by ${bundler}, each entry defines its elements and loads what exists`, async () => {
    const { port } = server.address() as AddressInfo;
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => complaints.push(message.text()));
    page.on('response', (response) => response.ok() || complaints.push(`${response.status()} ${response.url()}`));
    for (const entry of ENTRIES) {
      await page.goto(`http://127.0.0.1:${port}/?script=/${bundler}/${entry}.js`);
      await page.waitForFunction(() => 'isLoaded' in globalThis);
      const undefinedTags = await page.evaluate(
        (names) => names.filter((name) => !customElements.get(`etron-${name}`)),
        MADE_OF[entry] ?? [entry],
      );
      assert.deepEqual(undefinedTags, [], entry);
    }
    // What they load on demand is on its way.
    await page.waitForLoadState('networkidle');
    assert.deepEqual(complaints, []);
    await page.close();
  });
}
