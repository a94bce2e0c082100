import type { OpenAPIHono } from '@hono/zod-openapi';
import { compress } from 'hono/compress';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build, mergeConfig, type Rolldown } from 'vite';
import type { Deps } from '../../server/deps.ts';
import { BASE_PATH } from '../../server/http/bind.ts';
import { hashToken, newToken } from '../../server/modules/identity/secrets.ts';
import { insertSession } from '../../server/modules/identity/session.store.ts';
import { SESSION_LIFETIME, sessionCookie } from '../../server/modules/identity/session-cookie.ts';
import { writeScan } from '../../server/pdf/testing/baseline.ts';
import { startServer } from '../../server/server.ts';
import { createSigningWorld, fieldsFor } from '../../server/testing/signing-world.ts';
import {
  createDocument,
  getDocumentFile,
  type SigningDocument,
  sendDocument,
  updateDocument,
} from '../../src/contract/documents.ts';
import { BROWSER_ARGUMENTS, findBrowser } from '../browser.ts';
import { bundle, elementEntries } from '../bundle.ts';
import { median } from './measure.ts';

type SigningWorld = Awaited<ReturnType<typeof createSigningWorld>>;

/** A line of 10 Mbit/s; bytes per second, milliseconds. */
const LINE = { offline: false, downloadThroughput: 10_000_000 / 8, uploadThroughput: 10_000_000 / 8, latency: 20 };
const ROUNDS = 3;
const GOAL = 0.1;

/** What the page notes down, in milliseconds since it was asked for. */
interface Noted {
  /** The element asks for the file, for the first time. */
  asked: number;
  /** The first page is on the screen. */
  painted: number;
}

/**
 * How long a signer looks at an empty sheet, when a scan of 200 pages and 17 MB waits on a slow line, as a part of the time that all of the file takes.
 *
 * Each time is of a browser that has nothing yet: a page of the server's own origin with the built element, its modules and the API, compressed where a
 * server would. The first page is there with the first frame after its canvas was put in its place, drawn; from the element's first request for the file,
 * and from the navigation, which adds the element itself and pdf.js. The whole download is one `fetch` of the same file on the same line.
 */
export async function benchFirstPage(): Promise<void> {
  console.log('\n## First page');
  const portal = await startPortal();
  const browser = await chromium.launch({ executablePath: findBrowser(), args: BROWSER_ARGUMENTS });
  try {
    const rounds: (Noted & { whole: number })[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const noted = await onTheLine(browser, `${portal.address}/`, firstPage);
      const whole = await onTheLine(browser, `${portal.address}/empty`, (page) => wholeFile(page, portal.file));
      rounds.push({ ...noted, whole });
    }
    const whole = median(rounds.map((round) => round.whole));
    const shown = median(rounds.map(({ asked, painted }) => painted - asked));
    const navigated = median(rounds.map(({ painted }) => painted));
    console.log(
      `200 pages, ${(portal.size / 1e6).toFixed(1)} MB, 10 Mbit/s: first page ${seconds(shown)} after the first request for it, whole download ${seconds(whole)}: ` +
        `${(shown / whole).toFixed(3)} (goal ${GOAL}); with the element and pdf.js ${seconds(navigated)}: ${(navigated / whole).toFixed(3)}`,
    );
  } finally {
    await browser.close();
    await portal.stop();
  }
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;

/** Does something on a page in a browser with an empty cache, at the end of a slow line. */
async function onTheLine<T>(browser: Browser, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', LINE);
    await page.goto(url, { waitUntil: 'commit' });
    return await work(page);
  } finally {
    await context.close();
  }
}

async function firstPage(page: Page): Promise<Noted> {
  const noted = await page.waitForFunction(() => (window as { noted?: Noted }).noted, undefined, { timeout: 60_000 });
  return (await noted.jsonValue()) as Noted;
}

const wholeFile = (page: Page, url: string): Promise<number> =>
  page.evaluate(async (address) => {
    const start = performance.now();
    const response = await fetch(address);
    await response.arrayBuffer();
    return performance.now() - start;
  }, url);

interface Portal {
  address: string;
  /** Path of the PDF the signer is shown. */
  file: string;
  /** Bytes of it. */
  size: number;
  stop(): Promise<void>;
}

/** The server with a document that waits for a signer, who is logged in on the pages `/`, with the element, and `/empty`. */
async function startPortal(): Promise<Portal> {
  const world = await createSigningWorld();
  const { deps } = world.t;
  const { id, sha256, size } = await sendScan(world);
  const cookie = await logIn(deps, world.users.signer);
  const modules = await buildElement();
  const extend = (app: OpenAPIHono): void => {
    const headers = { 'Set-Cookie': cookie };
    app.get('/', compress(), (c) => c.html(pageWith(id), 200, headers));
    app.get('/empty', (c) => c.html('', 200, headers));
    app.get('/:path{.+[.]js}', compress(), (c) => {
      const code = modules.get(c.req.param('path'));
      return code === undefined ? c.notFound() : c.body(code, 200, { 'Content-Type': 'text/javascript' });
    });
  };
  const server = await startServer(deps, { host: '127.0.0.1', port: 0, extend });
  return {
    address: server.address,
    file: `${BASE_PATH}${getDocumentFile.path.replace('{id}', id).replace('{sha256}', sha256)}`,
    size,
    async stop() {
      await server.stop();
      await world.t.close();
    },
  };
}

async function sendScan({ clients, company, users, upload }: SigningWorld): Promise<SigningDocument> {
  const { staff } = clients;
  const { body } = await staff.call(createDocument, {
    body: { title: 'Wartungsvertrag', companyId: company.id, upload: await upload(await writeScan(200, 85_000)) },
  });
  const params = { id: body.id };
  const signers = [{ role: 'Kunde', userId: users.signer.id, order: 1 }];
  await staff.call(updateDocument, { params, body: { fields: fieldsFor('Kunde'), signers } });
  return (await staff.call(sendDocument, { params })).body;
}

/** `Set-Cookie` of a session. */
async function logIn({ db }: Deps, { id }: { id: string }): Promise<string> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + SESSION_LIFETIME * 1000);
  const session = { userId: id, tokenHash: hashToken(token), expiresAt, ip: '127.0.0.1', userAgent: null };
  await db.system((tx) => insertSession(tx, session));
  return sessionCookie(token);
}

/** The element's modules by their path, as `npm run build` makes them. */
async function buildElement(): Promise<Map<string, string>> {
  const lib = { entry: { 'sign-doc': elementEntries['sign-doc']! }, formats: ['es' as const] };
  const [built] = (await build(
    mergeConfig(bundle, { build: { write: false, lib, rolldownOptions: { output: { entryFileNames: '[name].js' } } } }),
  )) as Rolldown.RolldownOutput[];
  return new Map(built!.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file.code] as const] : [])));
}

const pageWith = (id: string): string => `<!doctype html>
<html lang="de">
  <meta charset="utf-8">
  <title>Bench</title>
  <script>
    let asked;
    const send = fetch;
    window.fetch = (url, ...rest) => {
      if (String(url).includes('/files/')) asked ??= performance.now();
      return send(url, ...rest);
    };
    const look = () => {
      const sheet = document.querySelector('etron-sign-doc').shadowRoot?.querySelector('[data-page="0"] canvas');
      if (!sheet) requestAnimationFrame(look);
      else requestAnimationFrame(() => setTimeout(() => (window.noted = { asked, painted: performance.now() })));
    };
    addEventListener('DOMContentLoaded', look);
  </script>
  <script type="module" src="/sign-doc.js"></script>
  <etron-sign-doc api-url="${BASE_PATH}" document-id="${id}"></etron-sign-doc>
</html>`;
