import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import type { UserInput } from './pointer-and-keyboard.ts';
import { picture } from './stage.ts';

// The steps of signing, whichever input is used.

export const signDoc = (page: Page): Locator => page.locator('etron-sign-doc');
const dialogOf = (page: Page): Locator => page.locator('etron-signature-dialog');

/** An author makes a draft of a PDF; the desk for it, once it has a field of that name. */
export async function makeDraft(
  page: Page,
  document: { title: string; company: string; pdf: Uint8Array },
  field: string,
): Promise<Locator> {
  await page.goto(`${new URL(page.url()).origin}/staff.html#/documents/new`);
  await page.getByLabel('Titel').fill(document.title);
  await page.getByLabel('Firma').fill(document.company);
  await page.getByRole('button', { name: `${document.company} zuordnen` }).click();
  const file = { name: 'vertrag.pdf', mimeType: 'application/pdf', buffer: Buffer.from(document.pdf) };
  await page.getByLabel('PDF', { exact: true }).setInputFiles(file);
  await page.getByRole('button', { name: 'Hochladen und Felder lesen' }).click();
  const desk = page.locator('demo-document-desk');
  await desk.getByRole('textbox', { name: `Feld: ${field}` }).waitFor();
  return desk;
}

/** An author makes a draft of the contract, names the signer and sends it; its id. */
export async function sendForSigning(
  page: Page,
  document: { title: string; company: string; signer: string; pdf: Uint8Array },
): Promise<string> {
  const desk = await makeDraft(page, document, 'Ansprechpartner');
  const signer = desk.getByLabel(/^Unterschreibt als/);
  const option = signer.getByRole('option', { name: new RegExp(document.signer) });
  await option.waitFor({ state: 'attached' });
  await signer.selectOption({ label: (await option.textContent()) ?? '' });
  await desk.getByLabel('Darf abgelehnt werden').check();
  await desk.getByRole('button', { name: 'Zum Unterschreiben senden' }).scrollIntoViewIfNeeded();
  await picture(page, 'signing-author-draft');
  await desk.getByRole('button', { name: 'Zum Unterschreiben senden' }).click();
  await desk.getByRole('button', { name: 'Zurückziehen …' }).waitFor();
  await picture(page, 'signing-author-sent');
  return page.url().split('/').at(-1) ?? '';
}

/** The control that has the focus, wherever it stands. */
const focusedControl = (page: Page) =>
  page.evaluateHandle(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return active as HTMLElement;
  });

/** How a signer makes a signature in the open dialog. */
export type MakeMark = (page: Page) => Promise<void>;

/** With the mouse, or a finger. */
export const draw: MakeMark = async (page) => {
  const dialog = dialogOf(page);
  await dialog.getByRole('tab', { name: 'Zeichnen' }).click();
  const box = await dialog.getByRole('img', { name: /^Zeichenfläche/ }).boundingBox();
  assert.ok(box);
  const { mouse } = page;
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  for (const stroke of [
    [
      [0.1, 0.7],
      [0.15, 0.2],
      [0.22, 0.75],
      [0.3, 0.3],
      [0.36, 0.7],
      [0.45, 0.5],
      [0.55, 0.62],
      [0.7, 0.4],
      [0.85, 0.6],
    ],
    [
      [0.2, 0.85],
      [0.5, 0.8],
      [0.8, 0.84],
    ],
  ] as [number, number][][]) {
    await mouse.move(...at(...(stroke[0] as [number, number])));
    await mouse.down();
    for (const point of stroke.slice(1)) await mouse.move(...at(...point), { steps: 6 });
    await mouse.up();
  }
  await picture(page, 'signing-drawn', 'screen');
  await dialog.getByRole('button', { name: 'Übernehmen' }).click();
};

/** By keyboard alone: the tab beside, the name as it is, the second font. */
export const typeName: MakeMark = async (page) => {
  const dialog = dialogOf(page);
  await dialog.getByRole('tab', { selected: true }).waitFor();
  const press = (key: string) => page.keyboard.press(key);
  const isSelected = () => dialog.getByRole('tab', { name: 'Tippen', selected: true }).count();
  for (let tabs = 0; tabs < 20 && !(await focusIsOn(page, '[role=tab]')); tabs++) await press('Tab');
  for (let arrows = 0; arrows < 3 && !(await isSelected()); arrows++) await press('ArrowRight');
  for (let tabs = 0; tabs < 20 && !(await focusIsOn(page, '[type=radio]')); tabs++) await press('Tab');
  await press('ArrowDown');
  await picture(page, 'signing-typed', 'screen');
  for (let tabs = 0; tabs < 20 && !(await focusIsOn(page, '.primary')); tabs++) await press('Tab');
  await press('Enter');
};

async function focusIsOn(page: Page, selector: string): Promise<boolean> {
  return (await focusedControl(page)).evaluate((element, css) => element?.matches(css) ?? false, selector);
}

/** Fills in every required field, led by „Nächste“ and nothing else; how often it was pressed. */
export async function fillByGuide(page: Page, input: UserInput, make: MakeMark, name: string): Promise<number> {
  const next = signDoc(page).getByRole('button', { name: 'Nächste' });
  let presses = 0;
  while (await next.count()) {
    assert.ok(presses++ < 12, '„Nächste“ leads on and on');
    await input.press(next);
    const control = await focusedControl(page);
    const kind = await control.evaluate((element) =>
      element.matches('.mark') ? 'mark' : ((element as HTMLInputElement).type ?? element.tagName),
    );
    if (presses === 1) await picture(page, `${name}-first-field`, 'screen');
    if (kind === 'mark') await setMark(page, make);
    else if (kind === 'radio') await page.keyboard.press('Space');
    else if (kind === 'select-one') await page.keyboard.press('ArrowDown');
    else if (kind === 'date')
      for (const key of ['ArrowUp', 'ArrowRight', 'ArrowUp', 'ArrowRight', 'ArrowUp']) await page.keyboard.press(key);
    else await page.keyboard.insertText('Martina Čížek');
  }
  return presses;
}

/** The first signature is made, the next one is put in by the same press. */
async function setMark(page: Page, make: MakeMark): Promise<void> {
  const set = signDoc(page).locator('.mark[aria-label*="gesetzt"]');
  const before = await set.count();
  await page.keyboard.press('Enter');
  const dialog = dialogOf(page).getByRole('dialog');
  await Promise.race([dialog.waitFor(), set.nth(before).waitFor()]);
  if (await dialog.isVisible()) await make(page);
  await set.nth(before).waitFor();
}

/** Signs what is filled in; resolves when the document says that it is sealed. */
export async function finish(page: Page, input: UserInput, name: string): Promise<void> {
  await picture(page, `${name}-filled`, 'screen');
  await input.press(signDoc(page).getByRole('button', { name: 'Dokument abschließen' }));
  const dialog = signDoc(page).getByRole('dialog');
  await dialog.waitFor();
  await picture(page, `${name}-confirm`, 'screen');
  await input.press(dialog.getByRole('button', { name: 'Dokument abschließen' }));
  await signDoc(page).getByText('Fertig unterschrieben').waitFor();
  await picture(page, `${name}-signed`, 'screen');
  assert.equal(await signDoc(page).locator('.field').count(), 0, 'nothing can be changed any more');
}

/** The sealed PDF, as the browser keeps it. */
export async function downloadSealed(page: Page, input: UserInput): Promise<Buffer> {
  const started = page.waitForEvent('download');
  await input.press(signDoc(page).getByRole('button', { name: 'Unterschriebenes PDF herunterladen' }));
  return readFile(await (await started).path());
}

/** What the page for checking says about a file. */
export async function verdictOn(page: Page, pdf: Buffer): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/verify.html`);
  await page
    .getByLabel('PDF auswählen oder hierher ziehen')
    .setInputFiles({ name: 'vertrag.pdf', mimeType: 'application/pdf', buffer: pdf });
  const verdict = page.locator('.verdict');
  await verdict.waitFor();
  const text = (await verdict.textContent()) ?? '';
  await page.reload();
  return text;
}
