import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { BROWSER_ARGUMENTS, findBrowser } from './browser.ts';
import { packed } from './packed.ts';

const tsc = resolve('node_modules/typescript/bin/tsc');

/** What users of the package get with it; every host page pays for each. */
const DEPENDENCIES = ['@lit/context', 'lit', 'signature_pad'];

/** A page of somebody else, with the package and its dependencies installed. */
let page: string;
let installed: string;

before(() => {
  page = mkdtempSync(join(tmpdir(), 'etron-page-'));
  installed = join(page, 'node_modules/@etron/portal-widgets');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', packed(page), '-C', installed, '--strip-components=1']);
  for (const name of DEPENDENCIES) {
    const link = join(page, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(resolve('node_modules', name), link, 'junction');
  }
});

after(() => rmSync(page, { recursive: true }));

test('the package depends on what its elements are made of, and on nothing else', () => {
  const { dependencies, peerDependencies, optionalDependencies } = JSON.parse(
    readFileSync(join(installed, 'package.json'), 'utf8'),
  );
  assert.deepEqual(Object.keys(dependencies), DEPENDENCIES);
  assert.deepEqual([peerDependencies, optionalDependencies], [undefined, undefined]);
});

test('its entry points are what bundlers expect', async () => {
  const { messages, pkg } = await publint({ pkgDir: installed, strict: true, pack: false });
  assert.deepEqual(
    messages.map((message) => formatMessage(message, pkg)),
    [],
  );
});

for (const [modules, imports] of [
  ['dist/{*,{components,packages,src}/**/*}.js', new RegExp(`^(\\.\\.?/|(${DEPENDENCIES.join('|')})(/|$))`)],
  ['dist/cdn/**/*.js', /^\.\.?\//],
] as const) {
  test(`${modules} import nothing but ${imports}`, () => {
    const paths = globSync(modules, { cwd: installed });
    assert.ok(paths.length > 5);
    for (const path of paths) {
      const code = readFileSync(join(installed, path), 'utf8');
      for (const [, specifier = ''] of code.matchAll(/\b(?:from|import)\s*\(?\s*["'`]([\w@./~-]+)["'`]/g))
        assert.match(specifier, imports, `${path} imports ${specifier}`);
    }
  });
}

test('an application that bundles it has one Lit', () => {
  const code = globSync('dist/{*,{components,packages,src}/**/*}.js', { cwd: installed }).map((path) =>
    readFileSync(join(installed, path), 'utf8'),
  );
  // Every copy of Lit notes its version there.
  assert.ok(!code.some((text) => text.includes('litElementVersions')));
});

test('it carries no test, no schema, no server and no demo', () => {
  const files = globSync('**/*', { cwd: installed }).map((path) => path.replaceAll('\\', '/'));
  const foreign = files.filter((path) =>
    /\.test\.|\.schema\.|\/testing\/|^(server|demo|tools|dist\/demo)\b|\.map$|[^s]\.gz$/.test(path),
  );
  assert.deepEqual(foreign, []);
  const wanted =
    'dist/cdn/portal-widgets.js dist/cdn/loader.js dist/cdn/integrity.json dist/cdn/licences.md dist/licences.md custom-elements.json LICENSE README.md';
  for (const path of wanted.split(' ')) assert.ok(files.includes(path), path);
});

test('it can be imported where there is no page, and talks to the API there too', () => {
  const elements = globSync('dist/components/*/*.define.d.ts', { cwd: installed }).map((path) =>
    basename(path, '.define.d.ts'),
  );
  assert.ok(elements.length > 5);
  const code = ['', '/portal-widgets', ...elements.flatMap((name) => [`/${name}`, `/${name}/define`])]
    .map((entry) => `await import('@etron/portal-widgets${entry}');\n`)
    .join('');
  const use = `import { Client } from '@etron/portal-widgets';
import { EtronTicketForm } from '@etron/portal-widgets/ticket-form';
console.log(new Client('https://portal.example/').apiUrl, EtronTicketForm.name, 'document' in globalThis, 'HTMLElement' in globalThis);
`;
  writeFileSync(join(page, 'server.mjs'), use + code);
  const told = execFileSync(process.execPath, ['server.mjs'], { cwd: page, encoding: 'utf8' });
  assert.equal(told, 'https://portal.example EtronTicketForm false false\n');
});

for (const [moduleResolution, module] of [
  ['bundler', 'esnext'],
  ['nodenext', 'nodenext'],
] as const) {
  test(`its types hold with module resolution ${moduleResolution}`, () => {
    writeFileSync(
      join(page, 'page.mts'),
      `import { Client, ProblemError } from '@etron/portal-widgets';
import type { TicketCreatedEvent } from '@etron/portal-widgets/ticket-form';
import type { EtronTicketList, TicketListView } from '@etron/portal-widgets/ticket-list';
import '@etron/portal-widgets/portal-widgets';

const form = document.createElement('etron-ticket-form');
form.apiUrl = 'https://portal.example/api/v1';
form.addEventListener('click', () => form.requestUpdate());
form.addEventListener('etron-ticket-created', (event: TicketCreatedEvent) => event.number.slice(2));
const view: TicketListView = { sort: 'number' };
export const list: EtronTicketList = Object.assign(document.createElement('etron-ticket-list'), { view });
document.body.append(form);
// @ts-expect-error An attribute that is none.
form.apiUri = '';
export const client: Client = new Client(form.apiUrl);
export const isProblem = (error: unknown): error is ProblemError => error instanceof ProblemError;
`,
    );
    const options = ['--noEmit', '--strict', '--lib', 'es2023,dom,dom.iterable,esnext.asynciterable'];
    const compile = [tsc, ...options, '--module', module, '--moduleResolution', moduleResolution, 'page.mts'];
    try {
      execFileSync(process.execPath, compile, { cwd: page, encoding: 'utf8' });
    } catch (error) {
      assert.fail((error as { stdout: string }).stdout);
    }
  });
}

/** A server of `dist/cdn` in any folder, and of one page; notes what was requested. */
async function serve(
  t: TestContext,
  html: string,
  policy?: string,
): Promise<{ page: Page; requested: string[]; complaints: string[] }> {
  const requested: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const path = url.replace(/^\/\w+\//, '');
    if (url.endsWith('.js')) {
      requested.push(path);
      return response.setHeader('content-type', 'text/javascript').end(readFileSync(join(installed, 'dist/cdn', path)));
    }
    if (url === '/') {
      if (policy) response.setHeader('content-security-policy', policy);
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(html);
    }
    if (!url.endsWith('/session')) return undefined;
    return response
      .writeHead(401, { 'content-type': 'application/problem+json' })
      .end('{"type":"about:blank","title":"?","status":401,"code":"unauthenticated"}');
  }).listen(0, '127.0.0.1');
  t.after(() => server.close().closeAllConnections());
  const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS });
  t.after(() => browser.close());
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { page, requested, complaints };
}

const isDefined = (page: Page, tag: string) => page.waitForFunction((name) => customElements.get(name), tag);

test('two copies of it find each other on a page that allows Lit’s policy twice', async (t) => {
  const { page, complaints } = await serve(
    t,
    `<!doctype html><html lang="de"><title>Two copies</title>
    <script type="module" src="/one/provider.js"></script><script type="module" src="/two/ticket-list.js"></script>
    <etron-provider api-url="/api/v1"><etron-ticket-list></etron-ticket-list></etron-provider>`,
    "script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html 'allow-duplicates'; default-src 'self' data:",
  );
  // The list itself gets no answer: what it says, it heard from the provider.
  await page.getByText('Bitte melden Sie sich an').waitFor();
  assert.deepEqual(
    await page.evaluate(() => (globalThis as { litElementVersions?: string[] }).litElementVersions?.length),
    2,
  );
  assert.deepEqual(complaints, []);
});

test('a page without a bundler loads one file for the ticket form', async (t) => {
  const { page, requested, complaints } = await serve(
    t,
    '<!doctype html><html lang="de"><title>Form</title><script type="module" src="/x/ticket-form.js"></script><etron-ticket-form api-url="/api/v1" embed-key="x"></etron-ticket-form>',
  );
  await page.getByRole('button', { name: 'Ticket einreichen' }).waitFor();
  assert.deepEqual(requested, ['ticket-form.js']);
  assert.deepEqual(complaints, []);
});

test('the loader loads the elements whose tags are on the page, at once or later, and no others', async (t) => {
  const { page, requested, complaints } = await serve(
    t,
    '<!doctype html><html lang="de"><title>Loader</title><script type="module" src="/x/loader.js"></script><main><etron-ticket-form></etron-ticket-form></main>',
  );
  await isDefined(page, 'etron-ticket-form');
  assert.ok(!requested.includes('loaded/login.js'), `${requested}`);
  await page.evaluate(() => {
    document.querySelector('main')!.innerHTML =
      '<section><etron-login></etron-login></section><etron-nothing></etron-nothing>';
  });
  await isDefined(page, 'etron-login');
  assert.ok(!requested.some((path) => /ticket-list|overview|portal/.test(path)), `${requested}`);
  assert.equal(new Set(requested).size, requested.length, 'nothing is loaded twice');
  assert.deepEqual(complaints, []);
});

test('integrity.json has the hash of each file for pages', () => {
  const hashes = JSON.parse(readFileSync(join(installed, 'dist/cdn/integrity.json'), 'utf8'));
  const files = globSync('**/*.js', { cwd: join(installed, 'dist/cdn') });
  assert.deepEqual(Object.keys(hashes).sort(), files.sort());
  for (const path of files) {
    const code = readFileSync(join(installed, 'dist/cdn', path));
    assert.equal(hashes[path], `sha384-${createHash('sha384').update(code).digest('base64')}`, path);
  }
});
