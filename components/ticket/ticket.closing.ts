import { html, type LitElement, nothing, type ReactiveController, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { UNDO_SECONDS } from '../../src/contract/tickets.limits.ts';
import { closeTicket, type Ticket, undoClosing } from '../../src/contract/tickets.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketDetailWords } from '../../src/i18n/ticket.ts';
import { checkIcon } from '../shared/icon.ts';
import { problemPanel } from '../shared/problem.ts';
import type { RecordPage } from '../shared/record-page.ts';

/** „Hat sich erledigt“: the reader ends the ticket, and for some seconds can take that back. */
export class TicketClosing implements ReactiveController {
  readonly #host: LitElement;
  readonly #page: RecordPage<Ticket>;
  readonly #client: () => Client | undefined;
  readonly #change: MutationController;
  /** The ticket that was closed just now. */
  #undoable: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: LitElement, page: RecordPage<Ticket>, client: () => Client | undefined) {
    this.#host = host;
    this.#page = page;
    this.#client = client;
    this.#change = new MutationController(host);
    host.addController(this);
  }

  hostDisconnected(): void {
    this.#offerUndo(undefined);
  }

  /** The button that fits the ticket's state, if any, and what went wrong. */
  render({ id, status }: Ticket, language: string): TemplateResult | typeof nothing {
    const words = ticketDetailWords(language);
    const { pending, problem } = this.#change;
    const undoable = status === 'done' && this.#undoable === id;
    const button =
      status !== 'done'
        ? html`<button type="button" class="quiet closing" aria-disabled=${pending} @click=${() => this.#close(id)}>${checkIcon()}${words.settled}</button>`
        : undoable
          ? html`<button type="button" class="quiet closing" aria-disabled=${pending} @click=${() => this.#undo(id)}>${words.undo}</button>`
          : nothing;
    const texts = { ...problems(language), invalid_transition: words.undoTooLate };
    return html`${button}${problem ? problemPanel(problemText(texts, problem)) : nothing}`;
  }

  async #close(id: string): Promise<void> {
    if (await this.#send((client) => client.call(closeTicket, { params: { id } }))) this.#offerUndo(id);
    await this.#focus();
  }

  async #undo(id: string): Promise<void> {
    if (await this.#send((client) => client.call(undoClosing, { params: { id } }))) this.#offerUndo(undefined);
    await this.#focus();
  }

  async #send(work: (client: Client) => Promise<Ticket>): Promise<boolean> {
    const client = this.#client();
    const ticket = client && (await this.#change.run(() => work(client)));
    if (ticket) this.#page.show(ticket);
    // It has changed meanwhile.
    else await this.#page.refresh();
    return Boolean(ticket);
  }

  #offerUndo(id: string | undefined): void {
    clearTimeout(this.#timer);
    this.#undoable = id;
    if (id) this.#timer = setTimeout(() => void this.#withdrawUndo(), UNDO_SECONDS * 1000);
    this.#host.requestUpdate();
  }

  /** The focus must not get lost with the button. */
  async #withdrawUndo(): Promise<void> {
    const focused = this.#button?.matches(':focus');
    this.#offerUndo(undefined);
    await this.#host.updateComplete;
    if (focused) this.#host.renderRoot.querySelector<HTMLElement>('.state button')?.focus();
  }

  async #focus(): Promise<void> {
    await this.#host.updateComplete;
    this.#button?.focus();
  }

  get #button(): HTMLElement | null {
    return this.#host.renderRoot.querySelector('.closing');
  }
}
