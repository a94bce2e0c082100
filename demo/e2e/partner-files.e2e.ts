import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { describeTicket, openTicket, submitTicket, ticketOf } from './loop.ts';
import { accounts, logIn, openMenu } from './people.ts';
import { mouse as input } from './pointer-and-keyboard.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

describe('A ticket that a partner files for a customer', () => {
  const words = {
    subject: 'Zweite Kassa startet nicht',
    description:
      'Guten Tag,\n\nin der Filiale am Hauptplatz startet die zweite Kassa nicht mehr.\n\nKarin Brandstätter',
  };
  const { customer, partner, otherPartner, staff } = accounts;
  let stage: Stage;
  let number: string;
  let id: string;

  before(async () => {
    stage = await Stage.open();
  });
  after(() => stage?.close());

  it('is the customer’s, who is chosen by name', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, input, partner);
    await page.goto(`${stage.portalUrl}/#/tickets/new`);
    const choice = page.getByRole('combobox', { name: 'Für wen?' });
    await choice.selectOption({ label: customer.company });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        assert.equal(await overflow(page), 0);
        assert.deepEqual(await violations(page), []);
        await picture(page, `partner-files-${colorScheme}-${width}`);
      }
    }
    await describeTicket(page, input, words);
    number = await submitTicket(page, input);
  });

  it('is in the customer’s list, and names who filed it', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, input, customer);
    await openMenu(page, input, 'Tickets');
    id = await openTicket(page, input, number, words.subject);
    await ticketOf(page)
      .getByText(/von Karin Brandstätter \(Kassenhaus Brandstätter/)
      .waitFor();
    await picture(page, 'partner-files-customer');
  });

  it('is settled for the customer, and taken back', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, input, customer);
    await page.goto(`${stage.portalUrl}/#/tickets/${id}`);
    await ticketOf(page).getByRole('button', { name: 'Hat sich erledigt' }).click();
    const undo = ticketOf(page).getByRole('button', { name: 'Rückgängig' });
    await undo.waitFor();
    assert.deepEqual(await violations(page), []);
    await picture(page, 'ticket-settled');
    await undo.click();
    await ticketOf(page)
      .getByText(/^Status: Erledigt → Neu ·/)
      .waitFor();
  });

  it('takes up a duplicate, to which the old address leads on', async () => {
    const again = await stage.newPage();
    await again.goto(stage.portalUrl);
    await logIn(again, input, customer);
    await again.goto(`${stage.portalUrl}/#/tickets/new`);
    await describeTicket(again, input, { subject: 'Kassa 2 startet nicht', description: 'Bitte um Rückruf.' });
    const duplicate = await submitTicket(again, input);
    await again.goto(`${stage.portalUrl}/#/tickets`);
    const old = await openTicket(again, input, duplicate, 'Kassa 2 startet nicht');

    const desk = await stage.newPage();
    await desk.goto(`${stage.portalUrl}/staff.html`);
    await logIn(desk, input, staff);
    await desk.goto(`${stage.portalUrl}/staff.html#/tickets/${old}`);
    await desk.getByText('Ist ein Duplikat').click();
    await desk.getByLabel('Nummer des anderen Tickets').fill(number);
    for (const width of [320, 1280]) {
      await desk.setViewportSize({ width, height: 900 });
      assert.equal(await overflow(desk), 0);
      assert.deepEqual(await violations(desk), []);
      await picture(desk, `ticket-merge-${width}`);
    }
    await desk.getByRole('button', { name: 'Zusammenführen' }).click();
    await desk.waitForURL(new RegExp(id));

    // The customer had the old one open, or comes back to it.
    await ticketOf(again).getByText(`Eingereicht als ${duplicate}`).last().waitFor();
    const back = await stage.newPage();
    await back.goto(stage.portalUrl);
    await logIn(back, input, customer);
    await back.goto(`${stage.portalUrl}/#/tickets/${old}`);
    await ticketOf(back).getByRole('heading', { name: words.subject }).waitFor();
    await ticketOf(back).getByText('Bitte um Rückruf.').waitFor();
    await picture(back, 'ticket-merged');
  });

  it('does not exist for another partner', async () => {
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, input, otherPartner);
    await page.goto(`${stage.portalUrl}/#/tickets/${id}`);
    await ticketOf(page).getByRole('heading', { name: 'Ticket nicht gefunden' }).waitFor();
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
