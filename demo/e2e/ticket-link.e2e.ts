import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { describeTicket, hasStatus, openTicket, submitTicket, ticketOf, write } from './loop.ts';
import { accounts, logIn, openMenu } from './people.ts';
import { mouse as input } from './pointer-and-keyboard.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

describe('A ticket of somebody without an account', () => {
  const words = {
    subject: 'Waage zeigt kein Gewicht',
    description: 'Guten Tag,\n\ndie Waage am zweiten Platz zeigt seit heute kein Gewicht mehr.\n\nVera Holzer',
  };
  const guest = { name: 'Vera Holzer', email: 'vera.holzer@hofladen-holzer.example' };
  const { staff } = accounts;
  let stage: Stage;
  let number: string;
  let staffPage: Page;
  let guestPage: Page;
  let link: string;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('is filed on the partner’s website, and its address confirmed', async () => {
    const page = await stage.newPage();
    await page.goto(`${stage.secondUrl}/partner/`);
    await describeTicket(page, input, words);
    const form = page.locator('etron-ticket-form');
    await input.fill(form.getByLabel('Name'), guest.name);
    await input.fill(form.getByLabel('E-Mail'), guest.email);
    number = await submitTicket(page, input);
    const { text } = await stage.mail(guest.email, /Bestätigungscode/);
    await input.fill(form.getByLabel('Code aus unserer E-Mail'), text.match(/^\d{6}$/m)?.[0] ?? '');
    await input.press(form.getByRole('button', { name: 'Bestätigen' }));
    await form
      .getByText(/bestätigt/i)
      .first()
      .waitFor();
  });

  it('is answered by staff, and the mail leads to the one ticket', async () => {
    staffPage = await stage.newPage();
    await staffPage.goto(`${stage.portalUrl}/staff.html`);
    await logIn(staffPage, input, staff);
    await openTicket(staffPage, input, number, words.subject);
    await write(staffPage, input, 'Leuchtet die Anzeige der Waage?', 'An den Kunden senden');
    const mail = await stage.mail(guest.email, /Neue Antwort/);
    assert.ok(!/Waage|Holzer,/.test(mail.text), 'nothing that anybody wrote');
    link = mail.text.match(/https?:\S+#\/t\/\S+/)?.[0] ?? '';
    for (const scheme of ['light', 'dark'] as const) {
      for (const width of [320, 1280]) {
        const page = await stage.newPage({ colorScheme: scheme, viewport: { width, height: 900 } });
        await page.goto(link);
        await page.locator('etron-message').getByText('Leuchtet die Anzeige der Waage?').waitFor();
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await violations(page), []);
        await picture(page, `ticket-link-${scheme}-${width}`);
        await page.close();
      }
    }
  });

  it('is answered through the link, without a login, and staff see it', async () => {
    guestPage = await stage.newPage();
    await guestPage.goto(link);
    await ticketOf(guestPage).getByRole('heading', { name: words.subject }).waitFor();
    assert.match(await guestPage.title(), new RegExp(number));
    await write(guestPage, input, 'Nein, sie bleibt dunkel.');
    await staffPage.locator('etron-message').getByText('Nein, sie bleibt dunkel.').waitFor();
    await picture(staffPage, 'ticket-link-staff');
  });

  it('leads to an account that staff make with one click, and is in the list then', async () => {
    await input.press(guestPage.getByRole('button', { name: 'Zugang zum Portal anfragen' }));
    await guestPage.getByRole('heading', { name: 'Ihre Anfrage ist bei uns' }).waitFor();
    await picture(guestPage, 'ticket-link-requested');

    await staffPage.goto(`${stage.portalUrl}/staff.html#/permissions`);
    await input.press(staffPage.getByRole('button', { name: 'Konto anlegen' }));
    await input.fill(staffPage.locator('demo-access-requests').getByLabel('Firma'), 'Sonnblick');
    await picture(staffPage, 'ticket-link-access-request');
    await input.press(staffPage.getByRole('button', { name: /Sonnblick.* zuordnen/ }));
    await staffPage.getByText(`Der Anmeldelink ist unterwegs an ${guest.email}.`).waitFor();

    const { text } = await stage.mail(guest.email, /Anmeldelink/);
    const page = await stage.newPage();
    await page.goto(text.match(/https?:\S+/)?.[0] ?? '');
    await input.press(page.getByRole('button', { name: 'Jetzt anmelden' }));
    await page.getByRole('button', { name: /^Menü von/ }).waitFor();
    await openMenu(page, input, 'Tickets');
    await openTicket(page, input, number, words.subject);
    await page.locator('etron-message').getByText('Nein, sie bleibt dunkel.').waitFor();
    await picture(page, 'ticket-link-in-the-list');
  });

  it('is closed when staff revoke the links, and a new one can be asked for', async () => {
    await staffPage.goto(`${stage.portalUrl}/staff.html`);
    await openTicket(staffPage, input, number, words.subject);
    await input.press(staffPage.getByRole('button', { name: 'Bisherige Links sperren' }));
    await staffPage.getByRole('button', { name: 'Bisherige Links sperren' }).waitFor({ state: 'detached' });
    await guestPage.reload();
    await guestPage.getByRole('heading', { name: 'Dieser Link öffnet kein Ticket' }).waitFor();
    for (const scheme of ['light', 'dark'] as const) {
      await guestPage.emulateMedia({ colorScheme: scheme });
      assert.deepEqual(await violations(guestPage), []);
      await picture(guestPage, `ticket-link-ended-${scheme}`);
    }
    await guestPage.setViewportSize({ width: 320, height: 800 });
    assert.equal(await overflow(guestPage), 0);
    await picture(guestPage, 'ticket-link-ended-320');
    await input.fill(guestPage.getByLabel('Nummer des Tickets'), number);
    await input.fill(guestPage.getByLabel('E-Mail-Adresse'), guest.email);
    await input.press(guestPage.getByRole('button', { name: 'Neuen Link schicken' }));
    await guestPage.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' }).waitFor();
    const { text } = await stage.mail(guest.email, /Ihr neuer Link/);
    await guestPage.goto(text.match(/https?:\S+#\/t\/\S+/)?.[0] ?? '');
    await ticketOf(guestPage).getByRole('heading', { name: words.subject }).waitFor();
    await hasStatus(guestPage, 'Neu');
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
