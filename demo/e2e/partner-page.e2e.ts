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
import { accounts, logIn, logInByLink, openMenu } from './people.ts';
import { keyboard, mouse, type UserInput } from './pointer-and-keyboard.ts';
import { picture, Stage } from './stage.ts';

const ways: Record<string, UserInput> = { mouse, keyboard };

for (const [way, input] of Object.entries(ways)) {
  describe(`A ticket from the partner's website, by ${way}`, () => {
    const words = {
      subject: `Bondrucker blinkt rot (${way})`,
      description: 'Guten Tag,\n\nseit dem Rollenwechsel blinkt der Bondrucker und druckt nicht mehr.\n\nSabine Ortner',
    };
    const { customer, partner, stranger, otherPartner, staff } = accounts;
    let stage: Stage;
    let number: string;
    let id: string;
    let customerPage: Page;

    before(async () => {
      stage = await Stage.open();
    });
    after(() => stage?.close());

    it('is filed by a visitor with two files and gets a number', async () => {
      const page = await stage.newPage();
      await page.goto(`${stage.secondUrl}/partner/`);
      await describeTicket(page, input, words);
      const form = page.locator('etron-ticket-form');
      await input.fill(form.getByLabel('Name'), customer.name);
      await input.fill(form.getByLabel('E-Mail'), customer.email);
      await input.fill(form.getByLabel('Firma'), customer.company);
      await picture(page, `${way}-partner-form`);
      number = await submitTicket(page, input);
      await picture(page, `${way}-partner-receipt`);
      const { text } = await stage.mail(customer.email, /./);
      assert.ok(!text.includes('Rollenwechsel'), 'nothing a stranger wrote is mailed');
    });

    it('is there when its filer logs in by a mailed link', async () => {
      customerPage = await stage.newPage();
      await logInByLink(stage, customerPage, input, customer);
      await openMenu(customerPage, input, 'Tickets');
      await picture(customerPage, `${way}-customer-list`);
      id = await openTicket(customerPage, input, number, words.subject);
      await hasStatus(customerPage, 'Neu');
      await ticketOf(customerPage).getByText('error.png').waitFor();
      await ticketOf(customerPage).getByText('closing.pdf').waitFor();
      assert.match(await customerPage.title(), new RegExp(number));
    });

    it('shows the partner whose customer it is', async () => {
      const page = await stage.newPage();
      await page.goto(stage.portalUrl);
      await logIn(page, input, partner);
      await openMenu(page, input, 'Tickets');
      await openTicket(page, input, number, words.subject);
      await ticketOf(page).getByText(customer.company).first().waitFor();
      await picture(page, `${way}-partner-ticket`);
    });

    it('does not exist for other companies, by any route', async () => {
      const attachment = await firstAttachment(customerPage, `${stage.portalUrl}/api/v1`, id);
      for (const account of [stranger, otherPartner]) {
        const page = await stage.newPage();
        await page.goto(stage.portalUrl);
        await logIn(page, input, account);
        await cannotReach(stage, page, id, attachment);
        await page.goto(`${stage.portalUrl}/#/tickets/${id}`);
        await ticketOf(page).getByRole('heading', { name: 'Ticket nicht gefunden' }).waitFor();
        await picture(page, `${way}-stranger-ticket`);
      }
    });

    it('is asked about, answered, worked on, and the customer sees the time', async () => {
      const page = await stage.newPage();
      await page.goto(`${stage.portalUrl}/staff.html`);
      await logIn(page, input, staff);
      await workOnTicket({ customer: customerPage, staff: page }, input, { number, subject: words.subject }, way);
    });

    it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
  });
}
