import {
  clientContext,
  LocaleController,
  MutationController,
  mergeTicket,
  problems,
  problemText,
  type Ticket,
} from '@etron/portal-widgets';
import { ContextConsumer } from '@lit/context';
import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import '../shared/controls.css';
import { PageElement } from '../shared/page-element.ts';
import { staffWords } from './staff.words.ts';

export class TicketMergedEvent extends Event {
  /** The ticket that has everything now. */
  readonly ticket: Ticket;

  constructor(ticket: Ticket) {
    super('ticket-merged', { bubbles: true });
    this.ticket = ticket;
  }
}

/** Where an employee merges a duplicate into another ticket, by its number. Dispatches `ticket-merged`. */
export class MergeField extends PageElement {
  @property({ attribute: 'ticket-id' }) ticketId = '';

  readonly #client = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #locale = new LocaleController(this, staffWords);
  readonly #problems = new LocaleController(this, problems);
  readonly #merge = new MutationController(this);

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    const { problem } = this.#merge;
    const texts = { ...this.#problems.words, invalid_input: words.noTicket, invalid_transition: words.notMergeable };
    return html`
      <details>
        <summary>${words.duplicate}</summary>
        <form class="field" @submit=${this.#submit}>
          <label for="into">${words.duplicateOf}</label>
          <p id="into-lead">${words.duplicateLead}</p>
          <input class="input" id="into" name="into" autocomplete="off" required aria-describedby="into-lead" aria-invalid=${problem ? 'true' : 'false'} />
          <button class="button" aria-disabled=${this.#merge.pending}>${words.merge}</button>
        </form>
      </details>
      <div role="alert">${problem ? html`<p class="notice error">${problemText(texts, problem)}</p>` : nothing}</div>
    `;
  }

  readonly #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const client = this.#client.value;
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('into') as HTMLInputElement;
    const into = field.value.trim().toUpperCase();
    if (!client) return;
    const ticket = await this.#merge.run((key) =>
      client.call(mergeTicket, { params: { id: this.ticketId }, body: { into } }, { key }),
    );
    if (ticket) this.dispatchEvent(new TicketMergedEvent(ticket));
    else field.focus();
  };
}

declare global {
  interface HTMLElementEventMap {
    'ticket-merged': TicketMergedEvent;
  }
}

customElements.define('demo-merge-field', MergeField);
