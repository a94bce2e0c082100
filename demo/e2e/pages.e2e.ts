import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContext, Page } from 'playwright-core';
import { accounts, logIn, openMenu } from './people.ts';
import { mouse } from './pointer-and-keyboard.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

interface PageCase {
  name: string;
  /** Who has to be logged in at the portal. */
  account?: (typeof accounts)[keyof typeof accounts];
  path(stage: Stage): string;
  /** Goes on from there; resolves when the page has what it wants to show. */
  ready(page: Page): Promise<unknown>;
}

/** Opens a ticket with a history, whatever the list shows first. */
const openTold = async (page: Page) => {
  const id = await page.evaluate(async () => (await (await fetch('/api/v1/tickets?status=done')).json()).items[0].id);
  await page.goto(`${page.url().split('#')[0]}#/tickets/${id}`);
  await page.locator('etron-message').first().waitFor();
};

/** Opens a draft on the author's desk. */
const openDraft = async (page: Page) => {
  await page
    .locator('etron-documents')
    .getByRole('button', { name: /^Entwurf/ })
    .click();
  await page.locator('etron-documents').getByRole('link').first().click();
  await page.locator('demo-document-fields table').waitFor();
};

/** Opens a document that waits for its reader. */
const openDocument = async (page: Page) => {
  await page.locator('etron-documents').getByRole('link').first().click();
  await page.locator('etron-sign-doc').locator('canvas').first().waitFor();
};

/** Shows who of a company may see what. */
const openPermissions = async (page: Page) => {
  await page.getByLabel('Firma').fill('Hollerbach');
  await page.getByRole('button', { name: accounts.customer.company }).click();
  await page.getByText('Der Vertriebspartner hat die Unterlagen').waitFor();
};

/** Opens the first record of a menu's list. */
const openFirst = (list: string, detail: string) => async (page: Page) => {
  await page.locator(list).getByRole('link').first().click();
  await page.locator(detail).getByRole('heading', { level: 2 }).first().waitFor();
};

/** A page of somebody who may see every menu. */
const permitted = (menu: string, ready: PageCase['ready'], name = menu): PageCase => ({
  name,
  account: accounts.direct,
  path: (s) => `${s.portalUrl}/#/${menu}`,
  ready,
});

const pageCases: PageCase[] = [
  { name: 'login', path: (s) => `${s.portalUrl}/`, ready: (p) => p.getByLabel('E-Mail-Adresse').waitFor() },
  { name: 'link', path: (s) => `${s.portalUrl}/#/login/abc`, ready: (p) => p.locator('h1').waitFor() },
  { name: 'mails', path: (s) => `${s.portalUrl}/mails`, ready: (p) => p.locator('h1').waitFor() },
  {
    name: 'overview',
    account: accounts.customer,
    path: (s) => `${s.portalUrl}/#/`,
    ready: (p) =>
      p
        .locator('etron-overview')
        .getByText(/warte[nt]/)
        .first()
        .waitFor(),
  },
  {
    name: 'list',
    account: accounts.partner,
    path: (s) => `${s.portalUrl}/#/tickets`,
    ready: (p) => p.locator('etron-ticket-list').getByRole('link').nth(5).waitFor(),
  },
  { name: 'ticket', account: accounts.customer, path: (s) => `${s.portalUrl}/#/`, ready: openTold },
  {
    name: 'new',
    account: accounts.customer,
    path: (s) => `${s.portalUrl}/#/tickets/new`,
    ready: (p) => p.locator('etron-ticket-form').getByRole('button').first().waitFor(),
  },
  {
    name: 'documents',
    account: accounts.customer,
    path: (s) => `${s.portalUrl}/#/documents`,
    ready: (p) => p.locator('etron-documents').getByRole('link').first().waitFor(),
  },
  { name: 'document', account: accounts.customer, path: (s) => `${s.portalUrl}/#/documents`, ready: openDocument },
  { name: 'verify', path: (s) => `${s.portalUrl}/verify.html`, ready: (p) => p.getByText('PDF auswählen').waitFor() },
  permitted('', (p) => p.locator('etron-overview').getByText('überfällig').waitFor(), 'overview-all'),
  permitted('offers', (p) => p.locator('etron-orders').getByRole('link').first().waitFor()),
  permitted('offers', openFirst('etron-orders', 'etron-order'), 'offer'),
  permitted('orders', (p) => p.locator('etron-orders').getByRole('link').first().waitFor()),
  permitted('orders', openFirst('etron-orders', 'etron-order'), 'order'),
  permitted('invoices', (p) => p.locator('etron-invoices').getByRole('link').first().waitFor()),
  permitted('invoices', openFirst('etron-invoices', 'etron-invoice'), 'invoice'),
  permitted('subscriptions', (p) => p.locator('etron-subscriptions').getByRole('heading').nth(1).waitFor()),
  {
    name: 'forbidden',
    account: accounts.customer,
    path: (s) => `${s.portalUrl}/#/invoices`,
    ready: (p) => p.getByText('Ihr Vertriebspartner').waitFor(),
  },
  {
    name: 'unknown',
    account: accounts.customer,
    path: (s) => `${s.portalUrl}/#/nowhere`,
    ready: (p) => p.getByRole('heading', { name: 'Diese Seite gibt es nicht' }).waitFor(),
  },
  {
    name: 'staff-permissions',
    account: accounts.staff,
    path: (s) => `${s.portalUrl}/staff.html#/permissions`,
    ready: openPermissions,
  },
  {
    name: 'staff-document',
    account: accounts.staff,
    path: (s) => `${s.portalUrl}/staff.html#/documents`,
    ready: (p) => openDraft(p),
  },
  { name: 'staff', account: accounts.staff, path: (s) => `${s.portalUrl}/staff.html`, ready: openTold },
  {
    name: 'partner',
    path: (s) => `${s.secondUrl}/partner/`,
    ready: (p) => p.locator('etron-ticket-form').getByRole('button').first().waitFor(),
  },
  { name: 'onretail', path: (s) => `${s.secondUrl}/onretail/`, ready: (p) => p.locator('h1').waitFor() },
  {
    name: 'onretail-support',
    path: (s) => `${s.secondUrl}/onretail/#/support`,
    ready: (p) => p.locator('etron-ticket-form').getByRole('button').first().waitFor(),
  },
  {
    name: 'onretail-tickets',
    path: (s) => `${s.secondUrl}/onretail/#/support/tickets`,
    ready: (p) => p.locator('etron-ticket-list').getByRole('link').nth(5).waitFor(),
  },
];

describe('Every page', () => {
  let stage: Stage;
  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  const profiles = new Map<PageCase['account'], BrowserContext>();

  /** The profile of somebody who is logged in, or of nobody; everybody logs in once. */
  async function profileOf(account: PageCase['account']): Promise<BrowserContext> {
    const profile = profiles.get(account) ?? (await stage.newProfile());
    if (account && !profiles.has(account)) {
      const page = await profile.newPage();
      await page.goto(`${stage.portalUrl}/`);
      await logIn(page, mouse, account);
      await page.close();
    }
    profiles.set(account, profile);
    return profile;
  }

  for (const { name, account, path, ready } of pageCases) {
    it(`${name} is accessible, light and dark, and never wider than the screen`, async () => {
      const page = await (await profileOf(account)).newPage();
      await page.goto(path(stage));
      await ready(page);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          // Without motion: half-way from one scheme to the other, contrasts are those of neither.
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await picture(page, `page-${name}-${colorScheme}-${width}`);
          assert.equal(await overflow(page), 0, `${width} px`);
          const rules = colorScheme === 'light' ? 'all' : 'colors';
          assert.deepEqual(await violations(page, rules), [], `${colorScheme}, ${width} px`);
        }
      }
      await page.close();
    });
  }

  it('speaks English when asked to, at once and after a reload', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, accounts.customer);
    await page.getByRole('button', { name: /^Menü von/ }).click();
    await page.getByRole('radio', { name: 'English' }).check();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
    await page.locator('etron-overview').getByText('open ticket').waitFor();
    await page.keyboard.press('Escape');
    await picture(page, 'page-overview-english');
    await page.reload();
    await page.getByRole('button', { name: /^Menu of/ }).waitFor();
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  });

  it('follows the back button, with a title of its own for each place', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, accounts.customer);
    await openMenu(page, mouse, 'Tickets');
    const list = await page.title();
    await page.locator('etron-ticket-list').getByRole('gridcell').getByRole('link').first().click();
    await page.locator('etron-composer').waitFor();
    assert.match(await page.title(), /^T-\d{4}-\d{6} /);
    await page.goBack();
    await page.getByRole('heading', { name: 'Tickets', level: 1 }).waitFor();
    assert.equal(await page.title(), list);
    const focused = await page.evaluate(() => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.textContent;
    });
    assert.equal(focused, 'Tickets');
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
