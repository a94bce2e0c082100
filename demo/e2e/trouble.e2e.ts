import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describeTicket, openTicket, submitTicket, ticketOf, write } from './loop.ts';
import { accounts, logIn, openMenu } from './people.ts';
import { mouse } from './pointer-and-keyboard.ts';
import { picture, Stage } from './stage.ts';

const { customer, staff } = accounts;

describe('When something goes wrong', () => {
  let stage: Stage;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  /** How many tickets support finds by a search. */
  async function found(search: string): Promise<number> {
    const page = await stage.newPage();
    await page.goto(`${stage.portalUrl}/staff.html`);
    await logIn(page, mouse, staff);
    const count = await page.evaluate(async (text) => {
      const answer = await fetch(`/api/v1/tickets?search=${encodeURIComponent(text)}`);
      return (await answer.json()).items.length as number;
    }, search);
    await page.context().close();
    return count;
  }

  it('a reload brings the draft back', async () => {
    const page = await stage.newPage();
    await page.goto(`${stage.secondUrl}/partner/`);
    await describeTicket(page, mouse, { subject: 'Entwurf nach dem Neuladen', description: 'Steht noch da.' });
    // The draft is written a moment after the last key, and again with each file.
    await page.waitForFunction(() =>
      Object.values(localStorage).some((kept: string) =>
        ['Entwurf nach dem Neuladen', 'Steht noch da.', 'error.png', 'closing.pdf'].every((text) =>
          kept.includes(text),
        ),
      ),
    );
    await page.reload();
    const form = page.locator('etron-ticket-form');
    await form.getByText('Entwurf wiederhergestellt').waitFor();
    assert.equal(await form.getByLabel('Betreff').inputValue(), 'Entwurf nach dem Neuladen');
    await form.getByText('error.png').waitFor();
    await picture(page, 'trouble-draft');
  });

  it('a lost answer and a reload still make exactly one ticket', async () => {
    const subject = 'Antwort ging verloren';
    const page = await stage.newPage();
    await page.goto(`${stage.secondUrl}/partner/`);
    await describeTicket(page, mouse, { subject, description: 'Das Netz fällt beim Senden aus.' });
    const form = page.locator('etron-ticket-form');
    await form.getByLabel('Name').fill(customer.name);
    await form.getByLabel('E-Mail').fill(customer.email);
    // The server does the work; its answer never arrives.
    await page.route('**/embeds/*/tickets', async (route) => {
      if (route.request().method() === 'POST') await route.fetch();
      await route.abort('connectionreset');
    });
    await form.getByRole('button', { name: 'Ticket einreichen' }).click();
    await form.getByText('Keine Verbindung', { exact: false }).first().waitFor();
    await picture(page, 'trouble-lost');
    await page.unroute('**/embeds/*/tickets');
    await page.reload();
    await form.getByRole('button', { name: /Erneut senden|Ticket einreichen/ }).click();
    await form.getByRole('heading', { name: 'Ticket eingereicht' }).waitFor();
    assert.equal(await found(subject), 1);
  });

  it('offline, the form waits and sends by itself afterwards', async () => {
    const subject = 'Ohne Netz geschrieben';
    const page = await stage.newPage();
    await page.goto(`${stage.secondUrl}/onretail/#/support`);
    await describeTicket(page, mouse, { subject, description: 'Im Keller gibt es kein WLAN.' });
    await page.context().setOffline(true);
    const form = page.locator('etron-ticket-form');
    await form.getByRole('button', { name: 'Ticket einreichen' }).click();
    await form.getByText('Keine Verbindung', { exact: false }).first().waitFor();
    await page.context().setOffline(false);
    await form.getByRole('heading', { name: 'Ticket eingereicht' }).waitFor();
    assert.equal(await found(subject), 1);
  });

  it('nothing that was acknowledged is lost when the server is killed', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, customer);
    await page.goto(`${stage.portalUrl}/#/tickets/new`);
    const subject = 'Kurz vor dem Absturz';
    await describeTicket(page, mouse, { subject, description: 'Gleich ist der Strom weg.' });
    const number = await submitTicket(page, mouse);
    await stage.killServer();
    await stage.startServer();
    await page.goto(`${stage.portalUrl}/#/tickets`);
    await openTicket(page, mouse, number, subject);
    await ticketOf(page).getByText('closing.pdf').waitFor();
    await write(page, mouse, 'Noch da.');
  });

  it('a message written while the server is away is sent once it is back', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, customer);
    await openMenu(page, mouse, 'Tickets');
    await page.locator('etron-ticket-list').getByRole('gridcell').getByRole('link').first().click();
    const composer = page.locator('etron-composer');
    await composer.getByRole('textbox').waitFor();
    await stage.killServer();
    await composer.getByRole('textbox').fill('Hören Sie mich?');
    await composer.getByRole('button', { name: 'Senden' }).click();
    await composer.getByText('Keine Verbindung', { exact: false }).waitFor();
    await picture(page, 'trouble-composer');
    await stage.startServer();
    await composer.getByRole('button', { name: 'Senden' }).click();
    await page.locator('etron-message').getByText('Hören Sie mich?').waitFor();
    await page.reload();
    await page.locator('etron-message').getByText('Hören Sie mich?').waitFor();
    assert.equal(await page.locator('etron-message').getByText('Hören Sie mich?').count(), 1);
  });

  it('a session that ended asks for a login and goes on where it was', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, customer);
    await page.goto(`${stage.portalUrl}/#/tickets/new`);
    await page.locator('etron-ticket-form').getByLabel('Betreff').fill('Mitten im Schreiben');
    await page.context().clearCookies();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Ihre Sitzung ist abgelaufen' }).waitFor();
    await picture(page, 'trouble-session');
    await dialog.getByLabel('E-Mail-Adresse').fill(customer.email);
    await dialog.getByLabel('Passwort').fill('kassa-2026');
    await dialog.getByRole('button', { name: 'Anmelden', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(await page.locator('etron-ticket-form').getByLabel('Betreff').inputValue(), 'Mitten im Schreiben');
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
