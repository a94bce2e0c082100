import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import type { Hands } from './hands.ts';
import { openMenu } from './people.ts';
import type { MakeMark } from './signing.ts';
import { picture } from './stage.ts';

// The steps of answering an offer, for whichever hands.

export const orderOf = (page: Page): Locator => page.locator('etron-order');

/** Opens an offer or sales order from its list; its id. */
export async function openOrder(
  page: Page,
  hands: Hands,
  menu: 'Angebote' | 'Verkaufsaufträge',
  title: string,
): Promise<string> {
  await openMenu(page, hands, menu);
  await hands.press(page.locator('etron-orders').getByRole('link', { name: title }).first());
  await orderOf(page).getByRole('heading', { name: title, level: 2 }).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

/** Accepts the open offer with a signature; resolves when the banner says that it went through. */
export async function accept(page: Page, hands: Hands, make: MakeMark, name: string): Promise<void> {
  const order = orderOf(page);
  await hands.press(order.getByRole('button', { name: 'Annehmen & unterschreiben' }));
  const dialog = order.getByRole('dialog', { name: 'Angebot annehmen' });
  await dialog.waitFor();
  await hands.press(dialog.getByRole('button', { name: 'Unterschreiben', exact: true }));
  await make(page);
  await dialog.getByRole('button', { name: 'Ändern' }).waitFor();
  await picture(page, `${name}-dialog`, 'screen');
  await hands.press(dialog.getByRole('button', { name: 'Verbindlich annehmen' }));
  await order.getByText('Vielen Dank! Das Angebot ist angenommen und unterschrieben.').waitFor();
}

/** The signed PDF, as the browser keeps it. */
export async function downloadOrder(page: Page, hands: Hands): Promise<Buffer> {
  const started = page.waitForEvent('download');
  await hands.press(orderOf(page).getByRole('button', { name: 'Unterschriebenes PDF herunterladen' }));
  return readFile(await (await started).path());
}
