import type { Page } from 'playwright-core';
import { DEMO_PASSWORD } from '../seed/people.ts';
import type { UserInput } from './pointer-and-keyboard.ts';
import type { Stage } from './stage.ts';

/** Accounts the tests log in with. */
export const accounts = {
  /** Customer of the partner whose website has the form. */
  customer: {
    name: 'Sabine Ortner',
    email: 'sabine.ortner@baeckerei-hollerbach.example',
    company: 'Bäckerei Hollerbach GmbH',
  },
  /** Management of the same company: what permissions are about, the partner holds. */
  client: { name: 'Maria Hollerbach', email: 'maria.hollerbach@baeckerei-hollerbach.example' },
  /** Management of a customer without a partner, with all permissions. */
  direct: { name: 'Katharina Pichler', email: 'katharina.pichler@naturkost-sonnblick.example' },
  partner: { name: 'Karin Brandstätter', email: 'karin.brandstaetter@kassenhaus-brandstaetter.example' },
  /** Another customer of the same partner. */
  stranger: { name: 'Josef Gruber', email: 'josef.gruber@fleischerei-gruber.example' },
  otherPartner: { name: 'Thomas Rainer', email: 'thomas.rainer@alpenkassa.example' },
  staff: { name: 'Lukas Steiner', email: 'lukas.steiner@etron.example' },
} as const;

type Account = (typeof accounts)[keyof typeof accounts];

/** Logs in on the page by password. */
export async function logIn(page: Page, input: UserInput, { email }: Account): Promise<void> {
  await input.fill(page.getByLabel('E-Mail-Adresse'), email);
  await input.fill(page.getByLabel('Passwort'), DEMO_PASSWORD);
  await input.press(page.getByRole('button', { name: 'Anmelden', exact: true }));
  await page.getByRole('button', { name: /^Menü von/ }).waitFor();
}

/** Opens a menu of the portal; on small screens it is behind a button. */
export async function openMenu(page: Page, input: UserInput, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Menüs' }).getByRole('link', { name });
  if (!(await link.isVisible())) await input.press(page.getByRole('button', { name: /^Menü öffnen/ }));
  await input.press(link);
  await page.getByRole('heading', { name, level: 1 }).waitFor();
}

/** Logs in on the page by a mailed link. */
export async function logInByLink(stage: Stage, page: Page, input: UserInput, { email }: Account): Promise<void> {
  await page.goto(`${stage.portalUrl}/`);
  await input.fill(page.getByLabel('E-Mail-Adresse'), email);
  await input.press(page.getByRole('button', { name: 'Link per E-Mail schicken' }));
  await page.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' }).waitFor();
  const { text } = await stage.mail(email, /Anmeldelink/);
  await page.goto(text.match(/https?:\S+/)?.[0] ?? '');
  await input.press(page.getByRole('button', { name: 'Jetzt anmelden' }));
  await page.getByRole('button', { name: /^Menü von/ }).waitFor();
}
