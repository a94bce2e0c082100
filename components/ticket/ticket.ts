import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { clientContext } from '../../src/context/contexts.ts';
import { type Attachment, markRead } from '../../src/contract/history.ts';
import { getTicket, type Ticket } from '../../src/contract/tickets.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import { dateTime } from '../../src/i18n/dates.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketDetailWords } from '../../src/i18n/ticket.ts';
import { ticketStatusMeanings, ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordColumns } from '../../src/styles/record-columns.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { attachmentList, attachmentStyles } from '../shared/attachments.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeCard, employeeStyles } from '../shared/employee.ts';
import { iconStyles, replyIcon } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusChip, statusStyles } from '../shared/status.ts';
import { linked, withoutBidi } from '../shared/text.ts';
import { TicketLoadedEvent } from './ticket.events.ts';
import { staffFacts } from './ticket.staff.ts';
import { stepLine, stepStyles } from './ticket.steps.ts';
import { ticketStyles } from './ticket.styles.ts';

/**
 * One ticket: its status in words and as a step line, what was filed, who takes care of it, and its history. Follows the ticket live and marks it as read
 * while it is looked at. Its subject is a heading of level 2.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {TicketLoadedEvent} etron-ticket-loaded - The ticket is on the screen; `id`, `number` and `subject` can go into the title of the page.
 * @event {MessageCreatedEvent} etron-message-created - The reader wrote a message or note; `id` says under which id it is stored.
 * @event {RecordChangedEvent} etron-record-changed - The ticket changed on the server, or may have.
 *
 * @csspart header - Number, subject and status.
 * @csspart title - The subject.
 * @csspart body - Description and history.
 * @csspart list - The attachments.
 * @csspart item - One attachment.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-ticket api-url="https://portal.example/api/v1" ticket-id="…"><a slot="back" href="/tickets">Alle Tickets</a></etron-ticket>
 * ```
 */
export class EtronTicket extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    avatarStyles,
    employeeStyles,
    attachmentStyles,
    statusStyles,
    problemStyles,
    skeletonStyles,
    stepStyles,
    recordPage,
    recordColumns,
    ticketStyles,
  ];

  /** Id of the ticket to show. */
  @property({ attribute: 'ticket-id' }) ticketId = '';

  readonly #locale = new LocaleController(this, ticketDetailWords);
  readonly #provider = new ContextProvider(this, { context: clientContext });
  readonly #gate = new SessionGate(this, () => void this.refresh());
  readonly #downloads = new DownloadsController(this);
  readonly #ticket = new QueryController(
    this,
    () => (this.client && this.ticketId && !this.#gate.signedOut ? ([this.client, this.ticketId] as const) : undefined),
    async ([client, id], signal) => client.call(getTicket, { params: { id } }, { signal }),
  );
  #shown: Ticket | undefined;

  constructor() {
    super();
    new ReturnController(this, () => void this.refresh());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.#markRead);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.#markRead);
  }

  /** Reads the ticket again. Its history follows by itself. */
  async refresh(): Promise<void> {
    if (!this.#gate.signedOut) await this.#ticket.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#provider.setValue(this.client);
  }

  protected override updated(): void {
    const ticket = this.#current;
    if (!ticket || ticket === this.#shown) return;
    this.#shown = ticket;
    this.#markRead();
    this.dispatchEvent(new TicketLoadedEvent(ticket));
  }

  protected override render(): TemplateResult {
    const { words, language } = this.#locale;
    const { problem } = this.#ticket;
    const ticket = this.#current;
    const retry = { label: words.retry, action: () => void this.refresh() };
    if (this.#gate.signedOut)
      return html`<slot name="back"></slot><p class="missing">${problems(language).unauthenticated}</p>`;
    if (problem?.problem.code === 'not_found') {
      return html`<slot name="back"></slot>
        <div class="missing" role="alert"><h2 part="title">${words.notFoundTitle}</h2><p>${words.notFound}</p></div>`;
    }
    if (ticket)
      return html`<slot name="back"></slot>${problem ? problemPanel(words.stale, retry) : nothing}${this.#detail(ticket)}`;
    return html`<slot name="back"></slot>${
      problem
        ? problemPanel(problemText(problems(language), problem), retry)
        : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([12], [60, 2], [15, 1.75], [100, 9], [95], [90], [60])}</div>`
    }`;
  }

  #detail(ticket: Ticket): TemplateResult {
    const { words, language } = this.#locale;
    const { status } = ticket;
    const names = ticketWords(language);
    const hint = ticket.staff ? '' : status === 'waiting' ? words.waitingHint : status === 'done' ? words.doneHint : '';
    return html`
      <header part="header">
        <p class="number">${ticket.number}</p>
        <h2 part="title">${withoutBidi(ticket.subject)}</h2>
        ${statusChip(names.status[status], ticketTones[status])}
      </header>
      <section class="state" data-status=${status} role="status">
        ${stepLine(status, words.steps, words.progress)}
        ${this.#meaning(ticket)}
      </section>
      <div class="columns">
        <div part="body" class="main">
          <section aria-labelledby="description">
            <h3 id="description">${words.description}</h3>
            <div class="description">${linked(ticket.description)}</div>
            ${attachmentList(ticket.attachments, { language, label: words.attachments, download: words.download }, this.#fetch)}
            ${this.#downloads.problem ? problemPanel(problemText(problems(language), this.#downloads.problem)) : nothing}
          </section>
        </div>
        <aside>${this.#facts(ticket)}${ticket.staff ? staffFacts(ticket, ticket.staff, words) : nothing}</aside>
        <etron-history
          record-kind="ticket"
          record-id=${ticket.id}
          ?staff=${Boolean(ticket.staff)}
          .hint=${hint}
          @etron-record-changed=${this.refresh}
        ></etron-history>
      </div>
    `;
  }

  #meaning({ status, staff }: Ticket): TemplateResult {
    const { words, language } = this.#locale;
    if (staff) return html`<p>${words.staffMeaning[status]}</p>`;
    const asked = status === 'waiting';
    return html`
      ${asked ? html`<h3>${words.waitingTitle}</h3>` : nothing}
      <p>${ticketStatusMeanings(language)[status]}</p>
      ${
        asked || status === 'done'
          ? html`<button type="button" class=${asked ? 'primary' : ''} @click=${this.#answer}>${replyIcon()}${asked ? words.answer : words.reopen}</button>`
          : nothing
      }
    `;
  }

  #facts(ticket: Ticket): TemplateResult {
    const { words, language } = this.#locale;
    const { status, priority } = ticket;
    const names = ticketWords(language);
    const time = (moment: string) => html`<time datetime=${moment}>${dateTime(language, moment)}</time>`;
    return html`
      <section aria-labelledby="assignee">
        <h3 id="assignee">${words.assignee}</h3>
        ${
          ticket.assignee
            ? employeeCard(ticket.assignee, this.client?.apiUrl ?? '')
            : html`<p><strong>${words.nobody}</strong>${ticket.staff ? nothing : html`<br><small>${words.nobodyMeaning}</small>`}</p>`
        }
      </section>
      <section aria-labelledby="details">
        <h3 id="details">${words.details}</h3>
        <dl>
          ${
            this.#gate.me?.role === 'customer'
              ? nothing
              : html`<div><dt>${words.customer}</dt><dd>${ticket.company ? withoutBidi(ticket.company.name) : words.noCustomer}</dd></div>`
          }
          <div><dt>${words.category}</dt><dd>${names.category[ticket.category]}</dd></div>
          <div><dt>${words.priority}</dt><dd data-priority=${status === 'done' ? nothing : priority}>${names.priority[priority]}</dd></div>
          <div><dt>${words.filed}</dt><dd>${time(ticket.createdAt)}<br>${words.filedBy(withoutBidi(ticket.contact.name))}</dd></div>
          <div><dt>${words.changed}</dt><dd>${time(ticket.changedAt)}</dd></div>
        </dl>
      </section>
    `;
  }

  /** The ticket on the screen; not the one before, while another is on its way. */
  get #current(): Ticket | undefined {
    const { data } = this.#ticket;
    return data?.id === this.ticketId ? data : undefined;
  }

  readonly #markRead = (): void => {
    const { client } = this;
    const ticket = this.#current;
    if (!client || !ticket?.unread || document.hidden) return;
    ticket.unread = false;
    // Nobody waits for it: if it fails, the ticket stays marked as new, and the next look at it tries again.
    client.call(markRead, { params: { kind: 'ticket', id: ticket.id } }).catch(() => {
      ticket.unread = true;
    });
  };

  readonly #answer = async (): Promise<void> => {
    await customElements.whenDefined('etron-history');
    this.renderRoot.querySelector('etron-history')?.focus();
  };

  readonly #fetch = ({ id, name }: Attachment): void => {
    const { client } = this;
    if (client) void this.#downloads.fetch(client, { id, name: withoutBidi(name) });
  };
}
