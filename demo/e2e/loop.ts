import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { accounts } from './people.ts';
import type { UserInput } from './pointer-and-keyboard.ts';
import { picture, type Stage } from './stage.ts';

// The steps of the ticket loop, whichever input is used.

const demoFile = async (name: string, mimeType: string) => ({
  name,
  mimeType,
  buffer: await readFile(new URL(`../seed/files/${name}`, import.meta.url)),
});

const attachments = await Promise.all([demoFile('error.png', 'image/png'), demoFile('closing.pdf', 'application/pdf')]);

export interface TicketText {
  subject: string;
  description: string;
}

/** Fills in what a ticket is about, with two files; waits for the uploads. */
export async function describeTicket(
  page: Page,
  input: UserInput,
  { subject, description }: TicketText,
): Promise<void> {
  const form = page.locator('etron-ticket-form');
  await input.fill(form.getByLabel('Betreff'), subject);
  await input.fill(form.getByLabel('Beschreibung'), description);
  await input.choose(form.getByLabel('Kategorie'), 'Störung');
  await input.choose(form.getByLabel('Dringlichkeit'), 'Stört den Betrieb');
  await input.attach(form.locator('input[type=file]'), attachments);
  for (const { name } of attachments) await form.getByText(name).waitFor();
}

/** Sends the form; the number of the ticket. */
export async function submitTicket(page: Page, input: UserInput): Promise<string> {
  const form = page.locator('etron-ticket-form');
  await input.press(form.getByRole('button', { name: 'Ticket einreichen' }));
  await form.getByRole('heading', { name: 'Ticket eingereicht' }).waitFor();
  const number = (await form.locator('output').textContent()) ?? '';
  assert.match(number, /^T-\d{4}-\d{6}$/);
  return number;
}

/** Finds a ticket in the list and opens it; its id. */
export async function openTicket(page: Page, input: UserInput, number: string, subject: string): Promise<string> {
  const list = page.locator('etron-ticket-list');
  await input.fill(list.getByRole('searchbox', { name: 'Tickets suchen' }), number);
  await list.getByText('1 Ticket', { exact: true }).waitFor({ state: 'attached' });
  await input.press(list.getByRole('link', { name: subject }));
  await ticketOf(page).getByRole('heading', { name: subject }).waitFor();
  return page.url().split('/').at(-1) ?? '';
}

export const ticketOf = (page: Page): Locator => page.locator('etron-ticket');

/** Waits until the page says that the ticket has this status. */
export async function hasStatus(page: Page, status: string): Promise<void> {
  await ticketOf(page).locator('header').getByText(status, { exact: true }).waitFor();
}

/** Writes a message on the open ticket and sees it in the history. */
export async function write(page: Page, input: UserInput, text: string, button = 'Senden'): Promise<void> {
  const composer = page.locator('etron-composer');
  await input.fill(composer.getByRole('textbox'), text);
  await input.press(composer.getByRole('button', { name: button }));
  await page.locator('etron-message').getByText(text).waitFor();
}

/** What support does with a new ticket: prepares it, starts, asks back. */
async function askBack(page: Page, input: UserInput, question: string): Promise<void> {
  const desk = page.locator('demo-ticket-desk');
  await input.press(desk.getByRole('button', { name: 'In den Backlog' }));
  await hasStatus(page, 'Zur Bearbeitung – Backlog');
  await input.choose(desk.getByLabel('Zuständig'), accounts.staff.name);
  await ticketOf(page).getByText(`Zugeteilt an ${accounts.staff.name}`).first().waitFor();
  await input.press(desk.getByRole('button', { name: 'Bearbeitung beginnen' }));
  await hasStatus(page, 'Bearbeitung');
  await write(page, input, question, 'An den Kunden senden');
  await input.press(desk.getByRole('button', { name: 'Auf Kunden warten' }));
  await hasStatus(page, 'Rückfrage an den Kunden');
}

/** Logs time on the open record. */
export async function logTime(page: Page, input: UserInput, minutes: number, text: string): Promise<void> {
  const times = page.locator('etron-time-entries');
  await input.fill(times.getByLabel('Dauer'), `${minutes}`);
  await input.fill(times.getByLabel('Tätigkeit'), text);
  await input.press(times.getByRole('button', { name: 'Erfassen' }));
  await times.getByRole('cell', { name: text }).first().waitFor();
}

/**
 * From the filed ticket to the logged time: support asks back, the customer answers on a page that stays open, support logs 25 minutes, the customer
 * sees them without reloading.
 */
export async function workOnTicket(
  pages: { customer: Page; staff: Page },
  input: UserInput,
  ticket: { number: string; subject: string },
  name: string,
): Promise<void> {
  const { customer, staff } = pages;
  await openTicket(staff, input, ticket.number, ticket.subject);
  await picture(staff, `${name}-staff-new`);
  await askBack(staff, input, 'Welche Farbe hat das Licht am Drucker?');
  await picture(staff, `${name}-staff-asked`);

  await hasStatus(customer, 'Rückfrage an den Kunden');
  await customer.locator('etron-message').getByText('Welche Farbe hat das Licht am Drucker?').waitFor();
  await picture(customer, `${name}-customer-asked`);
  await write(customer, input, 'Es leuchtet rot und blinkt.');
  await hasStatus(customer, 'Bearbeitung');
  await hasStatus(staff, 'Bearbeitung');

  await logTime(staff, input, 25, 'Ferndiagnose Drucker');
  await picture(staff, `${name}-staff-time`);
  const times = customer.locator('etron-time-entries');
  await times.getByText('Ferndiagnose Drucker').waitFor();
  await times
    .getByText(/^25\sMin/)
    .first()
    .waitFor();
  await picture(customer, `${name}-customer-time`);
}

/** The ticket exists for this page's user by none of the API's routes. */
export async function cannotReach(stage: Stage, page: Page, id: string, attachment: string): Promise<void> {
  const record = `/records/ticket/${id}`;
  const routes: [method: string, path: string, body?: object][] = [
    ['GET', `/tickets/${id}`],
    ['PATCH', `/tickets/${id}`, { status: 'done' }],
    ['GET', `${record}/history`],
    ['POST', `${record}/messages`, { body: 'Hallo' }],
    ['PATCH', `${record}/messages/${id}`, { body: 'Hallo' }],
    ['GET', `${record}/time-entries`],
    ['POST', `${record}/time-entries`, { date: '2026-11-24', minutes: 5, text: 'Hallo' }],
    ['DELETE', `${record}/time-entries/${id}`],
    ['PUT', `${record}/read`],
    ['GET', `${record}/changes`],
    ['GET', `/attachments/${attachment}`],
  ];
  const statuses = await page.evaluate(
    ({ api, calls }) =>
      Promise.all(
        calls.map(async ([method, path, body], i) => {
          const headers: Record<string, string> = { 'idempotency-key': `e2e-cannot-reach-${i}` };
          if (body) headers['content-type'] = 'application/json';
          const response = await fetch(api + path, { method, headers, ...(body && { body: JSON.stringify(body) }) });
          return `${method} ${path.split('/').at(-1)} ${response.status}`;
        }),
      ),
    { api: `${stage.portalUrl}/api/v1`, calls: routes },
  );
  assert.deepEqual(
    statuses,
    routes.map(([method, path]) => `${method} ${path.split('/').at(-1)} 404`),
  );
}

/** Id of the first attachment of a ticket, as its owner's page gets it. */
export const firstAttachment = (page: Page, api: string, id: string): Promise<string> =>
  page.evaluate(async (url) => (await (await fetch(url)).json()).attachments[0].id, `${api}/tickets/${id}`);
