import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { writeContract } from '../../server/pdf/testing/contract.ts';
import { writeForm } from '../../server/pdf/testing/forms.ts';
import { logTime, write } from './loop.ts';
import { accounts, logIn, openMenu } from './people.ts';
import { keyboard, mouse, type UserInput } from './pointer-and-keyboard.ts';
import {
  downloadSealed,
  draw,
  fillByGuide,
  finish,
  type MakeMark,
  makeDraft,
  sendForSigning,
  signDoc,
  typeName,
  verdictOn,
} from './signing.ts';
import { overflow, picture, Stage, violations } from './stage.ts';

const { customer, staff, stranger } = accounts;

interface SigningWay {
  input: UserInput;
  make: MakeMark;
  options?: BrowserContextOptions;
}

const ways: Record<string, SigningWay> = {
  'mouse, drawn': { input: mouse, make: draw },
  'keyboard, typed': { input: keyboard, make: typeName },
  'touch, drawn': {
    input: mouse,
    make: draw,
    options: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  },
};

describe('A contract', () => {
  let stage: Stage;
  let staffPage: Page;

  before(async () => {
    stage = await Stage.open();
    staffPage = await stage.newPage();
    await staffPage.goto(`${stage.portalUrl}/staff.html`);
    await logIn(staffPage, mouse, staff);
  });
  after(() => stage?.close());

  for (const [way, { input, make, options }] of Object.entries(ways)) {
    it(`is sent, filled in, signed and sealed (${way})`, async () => {
      const name = `signing-${way.replace(', ', '-')}`;
      const title = `Wartungsvertrag (${way})`;
      const pdf = await writeContract();
      const id = await sendForSigning(staffPage, { title, company: customer.company, signer: customer.name, pdf });
      await stage.mail(customer.email, /wartet auf Ihre Unterschrift/);

      const page = await stage.newPage({ acceptDownloads: true, ...options });
      await page.goto(stage.portalUrl);
      await logIn(page, input, customer);
      await openMenu(page, input, 'Signaturen');
      await picture(page, `${name}-list`);
      await input.press(page.locator('etron-documents').getByRole('link', { name: title }));
      await signDoc(page).locator('canvas').first().waitFor();
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await violations(page), []);
      assert.equal(await fillByGuide(page, input, make, name), 6, 'six required fields');
      assert.deepEqual(await violations(page), []);
      await finish(page, input, name);
      assert.deepEqual(await violations(page), []);

      const sealed = await downloadSealed(page, input);
      assert.match(await verdictOn(page, sealed), /ist echt.*Wartungsvertrag.*Sabine Ortner/s);
      const altered = Buffer.from(sealed);
      altered[500] = (altered[500] ?? 0) ^ 1;
      assert.match(await verdictOn(page, altered), /nicht gültig.*(verändert|kein lesbares)/s);
      assert.match(
        await verdictOn(page, Buffer.concat([sealed, Buffer.from('\n%%EOF\n')])),
        /nicht gültig.*hinzugefügt/s,
      );
      assert.match(await verdictOn(page, Buffer.from(pdf)), /nicht gültig.*keine Signatur/s);

      await staffPage.goto(`${stage.portalUrl}/staff.html#/documents/${id}`);
      const trail = staffPage.locator('demo-audit-trail');
      await trail.getByText('Protokoll').click();
      await trail.getByText('Die Kette der Einträge ist unversehrt.').waitFor();
      await trail.getByText('Besiegelt').waitFor();
      await picture(staffPage, `${name}-trail`);
    });
  }

  it('is asked about on the phone, assigned and answered in the desk, and the customer sees it', async () => {
    const title = 'Wartungsvertrag mit einer Frage';
    const id = await sendForSigning(staffPage, {
      title,
      company: customer.company,
      signer: customer.name,
      pdf: await writeContract(),
    });
    const page = await stage.newPage({ viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true });
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, customer);
    await page.goto(`${stage.portalUrl}/#/documents/${id}`);
    await signDoc(page).getByRole('button', { name: 'Nächste' }).waitFor();
    await picture(page, 'signing-question-phone', 'screen');
    await mouse.press(signDoc(page).getByRole('button', { name: 'Historie' }));
    await signDoc(page).getByText('Noch niemand zugeteilt').waitFor();
    await signDoc(page).getByText('Noch keine Zeiten erfasst.').waitFor();
    await write(page, mouse, 'Gilt das auch für Lambach?');
    await signDoc(page).getByRole('button', { name: '1 Nachricht' }).waitFor();
    assert.equal(await overflow(page), 0);
    assert.deepEqual(await violations(page), []);

    const desk = staffPage.locator('demo-document-desk');
    await mouse.choose(desk.getByLabel('Zuständig'), staff.name);
    await signDoc(staffPage).getByRole('button', { name: '1 Nachricht' }).click();
    await staffPage.locator('etron-message').getByText('Gilt das auch für Lambach?').waitFor();
    await write(staffPage, mouse, 'Ja, Lambach ist dabei.', 'An den Kunden senden');
    await logTime(staffPage, mouse, 10, 'Frage beantwortet');
    assert.deepEqual(await violations(staffPage), []);
    await picture(staffPage, 'signing-question-desk');

    await page.locator('etron-message').getByText('Ja, Lambach ist dabei.').waitFor();
    await signDoc(page).getByText(`Zugeteilt an ${staff.name}`).waitFor();
    await page.locator('etron-time-entries').getByText('Frage beantwortet').waitFor();
    await picture(page, 'signing-question-answered');
    await stage.mail(customer.email, /Nachricht/);
  });

  it('is declined with a reason, and does not exist for another company', async () => {
    const title = 'Zusatzvereinbarung';
    const id = await sendForSigning(staffPage, {
      title,
      company: customer.company,
      signer: customer.name,
      pdf: await writeContract(),
    });
    const page = await stage.newPage();
    await page.goto(stage.portalUrl);
    await logIn(page, mouse, customer);
    await page.goto(`${stage.portalUrl}/#/documents/${id}`);
    await signDoc(page).getByRole('button', { name: 'Ablehnen' }).click();
    const dialog = signDoc(page).getByRole('dialog');
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await dialog.getByText('Bitte').first().waitFor();
    await dialog.getByLabel('Grund').fill('Das Paket passt nicht mehr.');
    await picture(page, 'signing-decline', 'screen');
    await dialog.getByRole('button', { name: 'Ablehnen' }).click();
    await signDoc(page).getByText('Das Paket passt nicht mehr.').waitFor();
    await picture(page, 'signing-declined');

    const other = await stage.newPage();
    await other.goto(stage.portalUrl);
    await logIn(other, mouse, stranger);
    await other.goto(`${stage.portalUrl}/#/documents/${id}`);
    await signDoc(other).getByText('Dokument nicht gefunden').waitFor();
  });

  it('tells its author what of a form is not kept', async () => {
    const pdf = writeForm({
      widgets: [
        [[72, 600, 250, 620], '/FT /Tx /T (PIN) /Ff 8192'],
        [[72, 560, 250, 580], '/FT /Tx /T (Kurz) /MaxLen 2 /V (lang)'],
      ],
    });
    const desk = await makeDraft(staffPage, { title: 'Formular', company: customer.company, pdf }, 'PIN');
    const notice = desk.getByRole('region', { name: 'Nicht aus dem PDF übernommen' });
    await notice.getByText('PIN: Ein Passwortfeld').waitFor();
    await notice.getByText('Kurz: Der Wert „lang“').waitFor();
    assert.deepEqual(await violations(staffPage), []);
    await picture(staffPage, 'signing-author-warnings');
  });

  it('broke no policy and no script', () => assert.deepEqual(stage.complaints, []));
});
