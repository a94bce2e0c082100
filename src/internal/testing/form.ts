import { createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { challengeSchema, proofSchema } from '../../contract/embeds.schema.ts';
import { type Challenge, createAnonymousTicket, createEmbedUpload, getChallenge } from '../../contract/embeds.ts';
import { attachmentSchema } from '../../contract/history.schema.ts';
import { createAnonymousTicketBody, ticketReceiptSchema } from '../../contract/tickets.schema.ts';
import type { NewAnonymousTicket, TicketReceipt } from '../../contract/tickets.ts';
import { API, mock, problem, requestsOf } from './network.ts';
import { byRole, eventually, showPage, statusText, type } from './page.ts';
import { uuid } from './samples.ts';

const EMBED_KEY = 'pk_test';
const SECRET = 'secret';

/** A challenge of little work. */
export const sampleChallenge = (counter = 3): Promise<Challenge> =>
  createChallenge({
    algorithm: 'PBKDF2/SHA-256',
    deriveKey,
    cost: 10,
    counter,
    expiresAt: new Date(Date.now() + 60_000),
    data: { embedKey: EMBED_KEY },
    hmacSignatureSecret: SECRET,
  }) as Promise<Challenge>;

/** Whether the ALTCHA library accepts a proof. */
export async function isProof(proof: string): Promise<boolean> {
  const { challenge, solution } = proofSchema.parse(JSON.parse(atob(proof)));
  return (await verifySolution({ challenge, solution, deriveKey, hmacSignatureSecret: SECRET })).verified;
}

/** A partner's page with the anonymous ticket form on a mocked server. */
export class FormRoom {
  receipt: TicketReceipt = { number: 'T-2026-000123', confirmation: false };
  /** What the server does instead of filing the ticket. */
  failure: (() => Response | Promise<Response>) | undefined;
  #uploads = 0;

  constructor() {
    localStorage.clear();
    mock(getChallenge, challengeSchema, () => sampleChallenge());
    mock(createEmbedUpload, attachmentSchema, ({ query }) => ({
      id: uuid(++this.#uploads),
      name: query.get('name') ?? '',
      size: 4,
      type: 'text/plain',
    }));
    mock(createAnonymousTicket, ticketReceiptSchema, async ({ body }) => {
      const { proof } = createAnonymousTicketBody.parse(body);
      if (this.failure) return this.failure();
      return (await isProof(proof)) ? this.receipt : problem(403, 'proof_of_work_invalid');
    });
  }

  /** The tickets that were sent, whatever became of them. */
  get sent(): { key: string | null; body: NewAnonymousTicket }[] {
    return requestsOf(createAnonymousTicket).map(({ headers, body }) => ({
      key: headers.get('idempotency-key'),
      body: body as NewAnonymousTicket,
    }));
  }

  /** Shows the form; `set` may change it before. */
  async show(
    set?: (form: HTMLElementTagNameMap['etron-ticket-form']) => void,
    width = '700px',
  ): Promise<HTMLElementTagNameMap['etron-ticket-form']> {
    const form = document.createElement('etron-ticket-form');
    form.apiUrl = API;
    form.embedKey = EMBED_KEY;
    set?.(form);
    showPage(width, form);
    await form.updateComplete;
    return form;
  }
}

/** Enters a ticket the way a visitor does. */
export function fill(over: { [label in string]?: string } = {}): void {
  const values = {
    Betreff: 'Bondrucker druckt nicht',
    Beschreibung: 'Seit dem Update.\nNeustart hilft nicht.',
    Name: 'Anna Huber',
    'E-Mail': 'anna@huber.example',
    ...over,
  };
  for (const [label, value] of Object.entries(values)) type(byRole('textbox', label), value ?? '');
  type(byRole('combobox', 'Kategorie'), 'fault');
}

export const submit = (): void => byRole('button', 'Ticket einreichen').click();

/** Waits for the number of the ticket. */
export const filed = (): Promise<unknown> => eventually(() => statusText().includes('T-2026'));

/** Chooses files as the file dialog does. */
export function choose(form: HTMLElement, ...files: File[]): void {
  const input = form.shadowRoot?.querySelector<HTMLInputElement>('[type=file]');
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  if (!input) throw new Error('No file input');
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

export const textFile = (name: string): File => new File(['text'], name);
