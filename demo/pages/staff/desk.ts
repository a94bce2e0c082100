import {
  type Client,
  clientContext,
  getTicket,
  LiveController,
  LocaleController,
  MutationController,
  problems,
  problemText,
  QueryController,
  revokeTicketLinks,
  TICKET_CATEGORIES,
  TICKET_PRIORITIES,
  TICKET_TRANSITIONS,
  type Ticket,
  type TicketPatch,
  ticketWords,
  updateTicket,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import '../shared/controls.css';
import './desk.css';
import './assignee-field.ts';
import './company-search.ts';
import './merge-field.ts';
import { PageElement } from '../shared/page-element.ts';
import type { CompanyChosenEvent } from './company-search.ts';
import { actionOf, staffWords } from './staff.words.ts';

/** Where an employee moves, assigns and sorts a ticket. Dispatches `ticket-changed`. */
export class TicketDesk extends PageElement {
  @property({ attribute: 'ticket-id' }) ticketId = '';

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #ticketWords = new LocaleController(this, ticketWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #ticket = new QueryController(
    this,
    () => this.#client.value && ([this.#client.value, this.ticketId] as const),
    ([client, id], signal) => client.call(getTicket, { params: { id } }, { signal }),
  );
  readonly #change = new MutationController(this);
  #saved = false;
  #queue: Promise<void> = Promise.resolve();

  constructor() {
    super();
    new LiveController(
      this,
      () => this.#client.value && { client: this.#client.value, params: { kind: 'ticket', id: this.ticketId } },
      () => void this.#ticket.refresh(),
    );
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const ticket = this.#ticket.data;
    if (!ticket) return html`<section class="desk" aria-busy="true"></section>`;
    return html`
      <section class="desk" aria-label=${words.desk}>
        ${this.#alerts()} ${ticket.staff?.quarantined ? this.#quarantined() : nothing} ${ticket.company ? nothing : this.#claim()}
        ${ticket.staff?.linked ? this.#linked() : nothing}
        <div class="moves">
          ${TICKET_TRANSITIONS[ticket.status].map((to, index) => {
            const label = words.actions[actionOf(ticket.status, to)];
            return html`<button class="button ${index ? '' : 'primary'}" type="button" @click=${() => this.#patch({ status: to })}>${label}</button>`;
          })}
          ${
            ticket.staff?.quarantined
              ? nothing
              : html`<button class="button quiet" type="button" @click=${() => this.#patch({ quarantined: true })}>${words.quarantine}</button>`
          }
        </div>
        ${this.#fields(ticket)}
        ${ticket.staff?.quarantined ? nothing : html`<demo-merge-field ticket-id=${ticket.id}></demo-merge-field>`}
      </section>
    `;
  }

  #alerts(): TemplateResult {
    const { words } = this.#locale;
    const { problem } = this.#change;
    const texts = { ...this.#problems.words, invalid_transition: words.conflict };
    return html`
      <div role="alert">${problem ? html`<p class="notice error">${problemText(texts, problem)}</p>` : nothing}</div>
      <p class="visually-hidden" role="status">${this.#saved ? words.saved : nothing}</p>
    `;
  }

  #quarantined(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <div class="notice quarantine">
        <p>${words.quarantined}</p>
        <button class="button" type="button" @click=${() => this.#patch({ quarantined: false })}>${words.release}</button>
      </div>
    `;
  }

  #linked(): TemplateResult {
    const { words } = this.#locale;
    return html`
      <div class="notice quarantine">
        <p>${words.linked}</p>
        <button class="button" type="button" @click=${this.#revoke}>${words.revoke}</button>
      </div>
    `;
  }

  #claim(): TemplateResult {
    const { words } = this.#locale;
    return html`<demo-company-search label=${words.company} lead=${words.companyLead} @company-chosen=${({ company }: CompanyChosenEvent) => this.#patch({ companyId: company.id })}></demo-company-search>`;
  }

  #fields(ticket: Ticket): TemplateResult {
    const { words } = this.#locale;
    const { priority, category } = this.#ticketWords.words;
    return html`
      <div class="fields">
        <demo-assignee-field record-kind="ticket" record-id=${ticket.id} .assignee=${ticket.assignee} @assigned=${this.#reread}></demo-assignee-field>
        <div class="field">
          <label for="priority">${words.priority}</label>
          <select class="input" id="priority" @change=${(event: Event) => this.#patch({ priority: valueOf(event) as Ticket['priority'] })}>
            ${TICKET_PRIORITIES.map((value) => html`<option value=${value} .selected=${live(value === ticket.priority)}>${priority[value]}</option>`)}
          </select>
        </div>
        <div class="field">
          <label for="category">${words.category}</label>
          <select class="input" id="category" @change=${(event: Event) => this.#patch({ category: valueOf(event) as Ticket['category'] })}>
            ${TICKET_CATEGORIES.map((value) => html`<option value=${value} .selected=${live(value === ticket.category)}>${category[value]}</option>`)}
          </select>
        </div>
      </div>
    `;
  }

  readonly #revoke = (): void => {
    this.#enqueue((client) => client.call(revokeTicketLinks, { params: { id: this.ticketId } }));
  };

  /** Changes are sent one after the other, because with arrow keys a select changes faster than the server responds. */
  #patch(body: TicketPatch): void {
    this.#enqueue((client) => client.call(updateTicket, { params: { id: this.ticketId }, body }));
  }

  #enqueue(work: (client: Client) => Promise<unknown>): void {
    this.#queue = this.#queue.then(() => this.#save(work));
  }

  async #save(work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = this.#client.value;
    if (!client) return;
    this.#saved = false;
    const changed = await this.#change.run(async () => {
      await work(client);
      return true;
    });
    this.#saved = Boolean(changed);
    await this.#reread();
  }

  async #reread(): Promise<void> {
    await this.#ticket.refresh();
    this.dispatchEvent(new Event('ticket-changed', { bubbles: true }));
  }
}

const valueOf = (event: Event): string => (event.target as HTMLSelectElement).value;

customElements.define('demo-ticket-desk', TicketDesk);
