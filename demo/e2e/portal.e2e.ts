import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Locator, Page } from 'playwright-core';
import { run, whyNoPrograms } from '../../server/pdf/testing/programs.ts';
import { accounts, logIn, openMenu } from './people.ts';
import { mouse, type UserInput } from './pointer-and-keyboard.ts';
import { draw, type MakeMark, verdictOn } from './signing.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

const { direct, client } = accounts;

/** What another program says about the signature of a PDF. */
async function pdfsig(pdf: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'etron-pdfsig-'));
  try {
    const file = join(folder, 'order.pdf');
    await writeFile(file, pdf);
    return (await run('pdfsig', '-nocert', file)).output;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the API answers to a page's user. */
const post = (page: Page, path: string, body: object): Promise<{ status: number; code?: string }> =>
  page.evaluate(
    async ([url, json]) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
      const answer = await fetch(url!, { method: 'POST', headers, body: json! });
      return { status: answer.status, code: (await answer.json()).code };
    },
    [`/api/v1${path}`, JSON.stringify(body)],
  );

const shaOf = (page: Page, id: string): Promise<string> =>
  page.evaluate(async (url) => (await (await fetch(url)).json()).sha256, `/api/v1/orders/${id}`);

describe('The portal of a customer who buys from ETRON', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await Stage.open();
    page = await stage.newPage({ acceptDownloads: true });
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, direct);
  });
  after(() => stage?.close());

  it('says what waits, and leads there', async () => {
    const overview = page.locator('etron-overview');
    for (const menu of ['Tickets', 'Signaturen', 'Angebote', 'Verkaufsaufträge', 'Rechnungen', 'Abonnements'])
      await overview.getByRole('link', { name: menu }).first().waitFor();
    await picture(page, 'portal-overview');
  });

  it('makes a sales order of an offer that is accepted with a drawn signature', async () => {
    const title = 'Waage und Etiketten für die Theke Graz Geidorf';
    const id = await openOrder(page, mouse, 'Angebote', title);
    await orderOf(page).getByText('Dieses Angebot wartet auf Ihre Antwort').waitFor();
    await page.locator('etron-message').getByText('Geht die Eichung auch an einem Montag?').waitFor();
    await orderOf(page).getByRole('checkbox', { name: 'Wandhalterung für den Drucker dazunehmen' }).check();
    await picture(page, 'portal-offer-open');
    assert.deepEqual(await violations(page), []);
    await accept(page, mouse, draw, 'portal-accept');
    await picture(page, 'portal-accepted');
    assert.deepEqual(await violations(page), []);
    for (const button of ['Annehmen & unterschreiben', 'Ablehnen'])
      assert.equal(await orderOf(page).getByRole('button', { name: button }).count(), 0);

    const sealed = await downloadOrder(page, mouse);
    if (!whyNoPrograms()) {
      const said = await pdfsig(sealed);
      assert.match(said, /Signature is Valid\./);
      assert.match(said, /Total document signed/);
    }
    const again = { sha256: await shaOf(page, id), reason: 'Doch nicht.' };
    assert.equal((await post(page, `/orders/${id}/refusal`, again)).code, 'offer_closed');
    assert.equal(await openOrder(page, mouse, 'Verkaufsaufträge', title), id);
    assert.match(await verdictOn(page, sealed), /ist echt.*Katharina Pichler/s);
    await page.goto(`${stage.portalUrl}/#/`);
  });

  it('declines an offer with a reason only, on the screen and by the API', async () => {
    const id = await openOrder(page, mouse, 'Angebote', 'Webshop-Anbindung');
    const order = orderOf(page);
    const sha256 = await shaOf(page, id);
    for (const reason of ['', ' \u200b\n'])
      assert.equal((await post(page, `/orders/${id}/refusal`, { sha256, reason })).status, 422);
    await order.getByRole('button', { name: 'Ablehnen' }).click();
    const dialog = order.getByRole('dialog', { name: 'Angebot ablehnen?' });
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await dialog.getByText('Bitte nennen Sie einen Grund.').waitFor();
    await picture(page, 'portal-decline', 'screen');
    assert.deepEqual(await violations(page), []);
    const reason = 'Wir eröffnen den Onlineshop erst nächstes Jahr.';
    await dialog.getByLabel('Grund').fill(reason);
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await order.getByText('Sie haben das Angebot abgelehnt. Wir wissen Bescheid.').waitFor();
    await page.locator('etron-history').getByText(reason).waitFor();
    assert.equal(await order.getByRole('button', { name: 'Annehmen & unterschreiben' }).count(), 0);
    await picture(page, 'portal-declined');
  });

  for (const [title, said] of [
    [
      'Zwei mobile Kassen Kaiser-Josef-Markt',
      'Wir haben dieses Angebot storniert. Es kann nicht mehr angenommen werden.',
    ],
    [
      'Gutscheine und Kundenkarten Leibnitz',
      /^Dieses Angebot war gültig bis .* und kann nicht mehr angenommen werden\.$/,
    ],
  ] as const)
    it(`shows „${title}“, says what became of it, and has no button`, async () => {
      await openOrder(page, mouse, 'Angebote', title);
      await orderOf(page).getByText(said).waitFor();
      for (const button of ['Annehmen & unterschreiben', 'Ablehnen'])
        assert.equal(await orderOf(page).getByRole('button', { name: button }).count(), 0);
      await picture(page, `portal-${title.split(' ')[0]}`);
    });

  for (const { kind, search, name, lacking, subject } of [
    {
      kind: 'Modul',
      search: 'Waage',
      name: 'Waage',
      lacking: 'Graz Geidorf',
      subject: 'Modul „Waage“ für Graz Geidorf',
    },
    {
      kind: 'Funktion',
      search: 'Gutscheine',
      name: 'Gutscheine verkaufen und einlösen',
      lacking: 'Leibnitz',
      subject: 'Funktion „Gutscheine verkaufen und einlösen“ für Leibnitz',
    },
    {
      kind: 'Konfiguration',
      search: 'Bedienungstheke',
      name: 'Bedienungstheke mit Waage',
      lacking: 'Leibnitz',
      subject: 'Konfiguration „Bedienungstheke mit Waage“ für Leibnitz',
    },
  ])
    it(`answers „Ist es dabei?“ by ${kind}, and files a ticket for what is not`, async () => {
      await openMenu(page, mouse, 'Abonnements');
      const list = page.locator('etron-subscriptions');
      await list.getByRole('searchbox').fill(search);
      const answer = list.getByRole('listitem').filter({ has: page.getByRole('heading', { name, exact: true }) });
      await answer.getByText(kind, { exact: true }).first().waitFor();
      const instance = (place: string) => answer.getByRole('listitem').filter({ hasText: place });
      await instance('Graz Lend').getByText('installiert', { exact: true }).waitFor();
      await instance(lacking).getByText('nicht enthalten', { exact: true }).waitFor();
      await picture(page, `portal-lookup-${search}`);
      await instance(lacking)
        .getByRole('button', { name: `Anfragen: ${name} für ${lacking}` })
        .click();
      const form = page.locator('etron-ticket-form');
      await form.getByRole('button', { name: 'Ticket einreichen' }).waitFor();
      assert.equal(await form.getByLabel('Betreff').inputValue(), subject);
      assert.match(await form.getByLabel('Beschreibung').inputValue(), new RegExp(`„${name}“`));
      await picture(page, `portal-lookup-${search}-ticket`);
    });

  it('tells a partner’s customer in words why there is nothing', async () => {
    const other = await stage.newPage();
    await other.goto(stage.portalUrl);
    await logIn(other, mouse, client);
    for (const menu of ['offers', 'orders', 'invoices', 'subscriptions']) {
      await other.goto(`${stage.portalUrl}/#/${menu}`);
      await other
        .getByText(/Kassenhaus Brandstätter GmbH/)
        .first()
        .waitFor();
      assert.equal(await other.getByRole('button', { name: 'Berechtigung anfragen' }).count(), 0);
      await picture(other, `portal-partner-${menu}`);
    }
    assert.deepEqual(await violations(other), []);
    await other.context().close();
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});

/** Every menu, and one record of each kind: how to get there, and what is there. */
const places: [name: string, path: string, ready: (page: Page) => Promise<unknown>][] = [
  ['overview', '#/', (p) => p.locator('etron-overview').getByRole('link').nth(5).waitFor()],
  ['tickets', '#/tickets', (p) => p.locator('etron-ticket-list').getByRole('link').nth(5).waitFor()],
  ['documents', '#/documents', (p) => p.locator('etron-documents').getByRole('link').first().waitFor()],
  ['offers', '#/offers', (p) => p.locator('etron-orders').getByRole('link').nth(3).waitFor()],
  ['offer', '#/offers', (p) => openFirst(p, 'etron-orders', 'etron-order')],
  ['orders', '#/orders', (p) => p.locator('etron-orders').getByRole('link').nth(3).waitFor()],
  ['order', '#/orders', (p) => openFirst(p, 'etron-orders', 'etron-order')],
  ['invoices', '#/invoices', (p) => p.locator('etron-invoices').getByRole('link').nth(5).waitFor()],
  ['invoice', '#/invoices', (p) => openFirst(p, 'etron-invoices', 'etron-invoice')],
  [
    'subscriptions',
    '#/subscriptions',
    (p) => p.locator('etron-subscriptions').getByText('Graz Lend').first().waitFor(),
  ],
];

async function openFirst(page: Page, list: string, record: string): Promise<void> {
  await page.locator(list).getByRole('link', { name: /./ }).first().click();
  await page.locator(record).getByRole('heading', { level: 2 }).first().waitFor();
  await page.locator('etron-history').first().waitFor();
}

// In German, light and dark, they are among all pages in pages.e2e.ts; colours are the same in every language.
describe('Every menu of the portal, in English', () => {
  let stage: Stage;
  let page: Page;
  before(async () => {
    stage = await Stage.open();
    page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, direct);
    await page.getByRole('button', { name: /^Menü von/ }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.keyboard.press('Escape');
  });
  after(() => stage?.close());

  for (const [name, path, ready] of places)
    it(`${name} is accessible, and never wider than the screen`, async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${stage.portalUrl}/${path}`);
      await ready(page);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        await picture(page, `menu-${name}-en-${width}`);
        assert.equal(await overflow(page), 0, `${width} px`);
        assert.deepEqual(await violations(page, 'all but colors'), [], `${width} px`);
      }
    });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});

// The steps of answering an offer, whichever input is used.

const orderOf = (page: Page): Locator => page.locator('etron-order');

/** Opens an offer or sales order from its list; its id. */
async function openOrder(
  page: Page,
  input: UserInput,
  menu: 'Angebote' | 'Verkaufsaufträge',
  title: string,
): Promise<string> {
  await openMenu(page, input, menu);
  await input.press(page.locator('etron-orders').getByRole('link', { name: title }).first());
  await orderOf(page).getByRole('heading', { name: title, level: 2 }).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

/** Accepts the open offer with a signature; resolves when the banner says that it went through. */
async function accept(page: Page, input: UserInput, make: MakeMark, name: string): Promise<void> {
  const order = orderOf(page);
  await input.press(order.getByRole('button', { name: 'Annehmen & unterschreiben' }));
  const dialog = order.getByRole('dialog', { name: 'Angebot annehmen' });
  await dialog.waitFor();
  await input.press(dialog.getByRole('button', { name: 'Unterschreiben', exact: true }));
  await make(page);
  await dialog.getByRole('button', { name: 'Ändern' }).waitFor();
  await picture(page, `${name}-dialog`, 'screen');
  await input.press(dialog.getByRole('button', { name: 'Verbindlich annehmen' }));
  await order.getByText('Vielen Dank! Das Angebot ist angenommen und unterschrieben.').waitFor();
}

/** The signed PDF, as the browser keeps it. */
async function downloadOrder(page: Page, input: UserInput): Promise<Buffer> {
  const started = page.waitForEvent('download');
  await input.press(orderOf(page).getByRole('button', { name: 'Unterschriebenes PDF herunterladen' }));
  return readFile(await (await started).path());
}
