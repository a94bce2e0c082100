import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { accounts, logIn } from './people.ts';
import { mouse } from './pointer-and-keyboard.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

const { direct } = accounts;
const PASSWORD = 'Regen auf altem Blech';

/** Shows the page in a width, language and colour scheme, looks for what is cut off or hard to use, and keeps a picture. */
async function look(page: Page, name: string): Promise<void> {
  for (const [width, scheme] of [
    [1280, 'light'],
    [320, 'light'],
    [1280, 'dark'],
    [320, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: scheme });
    assert.ok((await overflow(page)) <= 0, `${name} ${width}`);
    assert.deepEqual(await violations(page), [], `${name} ${width} ${scheme}`);
    await picture(page, `${name}-${width}-${scheme}`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

const openAccount = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Menü von/ }).click();
  await page.getByRole('link', { name: 'Mein Zugang' }).click();
  await page.getByRole('heading', { name: 'Mein Zugang', level: 1 }).waitFor();
  await page.getByRole('listitem').filter({ hasText: 'Dieses Gerät' }).waitFor();
};

describe('People manage their own access', () => {
  let stage: Stage;
  let page: Page;

  before(async () => {
    stage = await Stage.open();
    page = await stage.newPage();
  });
  after(() => stage?.close());

  it('set a forgotten password anew by a mailed link', async () => {
    await page.goto(stage.portalUrl);
    await page.getByLabel('E-Mail-Adresse').fill(direct.email);
    await page.getByRole('button', { name: 'Passwort vergessen?' }).click();
    await page.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' }).waitFor();
    const { text } = await stage.mail(direct.email, /^Neues Passwort/);
    await page.goto(text.match(/https?:\S+/)?.[0] ?? '');
    await page.getByRole('heading', { name: 'Neues Passwort setzen' }).waitFor();
    await look(page, 'account-new-password');
    await page.getByLabel('Neues Passwort').fill(`${direct.name} 2026`);
    await page.getByRole('button', { name: 'Passwort setzen und anmelden' }).click();
    await page.getByText('Das ist leicht zu erraten').waitFor();
    await page.getByLabel('Neues Passwort').fill(PASSWORD);
    await page.getByRole('button', { name: 'Passwort setzen und anmelden' }).click();
    await page.getByRole('heading', { name: 'Übersicht' }).waitFor();
    await stage.mail(direct.email, /wurde geändert/);
    const other = await stage.newPage();
    await other.goto(stage.portalUrl);
    await other.getByLabel('E-Mail-Adresse').fill(direct.email);
    await other.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await other.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await other.getByRole('button', { name: /^Menü von/ }).waitFor();
    await other.close();
  });

  it('change their name, and are called so at once', async () => {
    await openAccount(page);
    await look(page, 'account');
    await page.getByLabel('Name').fill('Katharina Pichler-Moser');
    await page.getByLabel('Sprache der E-Mails').selectOption({ label: 'English' });
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Gespeichert.').waitFor();
    await page.getByRole('button', { name: 'Menü von Katharina Pichler-Moser' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Menü von Katharina Pichler-Moser' }).waitFor();
  });

  it('end a session that they have elsewhere', async () => {
    const others = page.getByRole('button', { name: /^Sitzung beenden/ });
    await others.first().click();
    await page.getByText('Die Sitzung ist beendet.').waitFor();
    const elsewhere = await stage.newPage();
    await elsewhere.goto(stage.portalUrl);
    await elsewhere.getByLabel('E-Mail-Adresse').fill(direct.email);
    await elsewhere.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
    await elsewhere.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await elsewhere.getByRole('heading', { name: 'Übersicht' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Alle anderen beenden' }).click();
    await page.getByText('Alle anderen Sitzungen sind beendet.').waitFor();
    await elsewhere.reload();
    await elsewhere.getByRole('heading', { name: 'Anmelden', exact: true }).waitFor();
    await page.reload();
    await page.getByText('Sonst sind Sie nirgends angemeldet.').waitFor();
  });

  it('read it in English, and hear what is wrong where it is', async () => {
    await page.getByRole('button', { name: /^Menü von/ }).click();
    await page.getByRole('radio', { name: 'English' }).check({ force: true });
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'My access', level: 1 }).waitFor();
    await page.getByLabel('Current password').fill('kassa-2026');
    await page.getByLabel('New password').fill('Nebel über dem Weiher');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('This password is wrong.').waitFor();
    await look(page, 'account-english');
    await page.getByLabel('Current password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('Your new password is in use.').waitFor();
    await stage.mail(direct.email, /^Your password .* was changed$/);
    assert.deepEqual(stage.complaints, []);
  });

  it('meet the login as others do', async () => {
    const fresh = await stage.newPage();
    await fresh.goto(stage.portalUrl);
    await fresh.getByRole('button', { name: 'Passwort vergessen?' }).waitFor();
    await look(fresh, 'account-login');
    await logIn(fresh, mouse, accounts.staff);
    await openAccount(fresh);
    await look(fresh, 'account-staff');
  });
});
