import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import {
  cannotReach,
  describeTicket,
  firstAttachment,
  hasStatus,
  openTicket,
  submitTicket,
  ticketOf,
  workOnTicket,
} from './loop.ts';
import { accounts, logIn } from './people.ts';
import { mouse } from './pointer-and-keyboard.ts';
import { picture, Stage } from './stage.ts';

describe('A ticket from onRetail, with a host token and no login', () => {
  const words = { subject: 'Storno am Folgetag', description: 'Wie storniere ich einen Beleg von gestern?' };
  let stage: Stage;
  let page: Page;
  let staff: Page;
  let number: string;

  before(async () => {
    stage = await Stage.open();
    page = await stage.newPage();
  });
  after(() => stage?.close());

  it('starts in the profile menu, with the contact filled in', async () => {
    await page.goto(`${stage.secondUrl}/onretail/`);
    await picture(page, 'onretail-overview');
    await page.getByRole('button', { name: 'Profil von Maria Hollerbach' }).click();
    await picture(page, 'onretail-menu');
    await page.getByRole('link', { name: 'Support Ticket' }).click();
    await page.locator('etron-ticket-form').getByText('Maria Hollerbach').waitFor();
  });

  it('is filed and in the list', async () => {
    await describeTicket(page, mouse, words);
    await picture(page, 'onretail-form');
    number = await submitTicket(page, mouse);
    await picture(page, 'onretail-receipt');
    await page.getByRole('link', { name: 'Meine Tickets' }).click();
    await picture(page, 'onretail-list');
    await openTicket(page, mouse, number, words.subject);
    await hasStatus(page, 'Neu');
  });

  it('tells support the instance and version, and the customer nothing of it', async () => {
    staff = await stage.newPage();
    await staff.goto(`${stage.portalUrl}/staff.html`);
    await logIn(staff, mouse, accounts.staff);
    const id = await openTicket(staff, mouse, number, words.subject);
    await ticketOf(staff).getByText('hollerbach.onretail.example').waitFor();
    await ticketOf(staff).getByText('2026.11.2').waitFor();
    assert.equal(await ticketOf(page).getByText('2026.11.2').count(), 0);

    const attachment = await firstAttachment(staff, `${stage.portalUrl}/api/v1`, id);
    const stranger = await stage.newPage();
    await stranger.goto(stage.portalUrl);
    await logIn(stranger, mouse, accounts.stranger);
    await cannotReach(stage, stranger, id, attachment);
    await staff.goto(`${stage.portalUrl}/staff.html`);
  });

  it('is asked about, answered, worked on, and the customer sees the time', async () => {
    await workOnTicket({ customer: page, staff }, mouse, { number, subject: words.subject }, 'onretail');
  });

  it('left no session and no token behind', async () => {
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href]),
    );
    assert.doesNotMatch(kept, /eyJ/);
    assert.deepEqual(await page.context().cookies(), []);
  });

  it('is filed by somebody the portal does not know, who confirms the address', async () => {
    const guest = { name: 'Jonas Aigner', email: 'jonas.aigner@sonnblick-lend.example' };
    const asked = { subject: 'Lade öffnet nicht', description: 'Seit heute öffnet die Lade an Kassa 2 nicht.' };
    const guestPage = await stage.newPage();
    await guestPage.goto(`${stage.secondUrl}/onretail/?person=jonas#/support`);
    const form = guestPage.locator('etron-ticket-form');
    await form.getByText(`${guest.name} ${guest.email}`).waitFor();
    await describeTicket(guestPage, mouse, asked);
    const filed = await submitTicket(guestPage, mouse);
    const { text } = await stage.mail(guest.email, /Bestätigungscode/);
    assert.doesNotMatch(text, /Lade|Kassa/, 'nothing that was written, before the address is confirmed');
    await mouse.fill(form.getByLabel('Code aus unserer E-Mail'), text.match(/^\d{6}$/m)?.[0] ?? '');
    await mouse.press(form.getByRole('button', { name: 'Bestätigen' }));
    await form.getByText('Wir melden uns per E-Mail.').waitFor();
    await picture(guestPage, 'onretail-guest');

    await staff.goto(`${stage.portalUrl}/staff.html`);
    await openTicket(staff, mouse, filed, asked.subject);
    for (const fact of ['ETRON onRetail', 'sonnblick-lend']) await ticketOf(staff).getByText(fact).first().waitFor();
    await ticketOf(staff)
      .getByText(/Sonnblick/)
      .first()
      .waitFor();
    await picture(staff, 'onretail-guest-staff');
  });

  it('is the form for everybody where onRetail has logged its user out', async () => {
    const visitor = await stage.newPage();
    await visitor.goto(`${stage.secondUrl}/onretail/?person=nobody#/support`);
    const form = visitor.locator('etron-ticket-form');
    await describeTicket(visitor, mouse, { subject: 'Ohne Anmeldung', description: 'Bitte um Rückruf.' });
    await mouse.fill(form.getByLabel('Name'), 'Vera Holzer');
    await mouse.fill(form.getByLabel('E-Mail'), 'vera@hofladen-holzer.example');
    await submitTicket(visitor, mouse);
    assert.equal(await form.getByText(/anmelden/i).count(), 0);
    await picture(visitor, 'onretail-nobody');
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
