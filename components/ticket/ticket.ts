import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ClientSharing } from '../../src/context/contexts.ts';
import { resendConfirmation } from '../../src/contract/contacts.ts';
import type { Attachment } from '../../src/contract/history.ts';
import type { LanguageTag } from '../../src/contract/language.ts';
import { getTicket, type Ticket } from '../../src/contract/tickets.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { dateTime } from '../../src/i18n/dates.ts';
import { LocaleController, type WordsOf } from '../../src/i18n/locale.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { ticketDetailWords } from '../../src/i18n/ticket.ts';
import { ticketStatusMeanings, ticketWords } from '../../src/i18n/tickets.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordColumns } from '../../src/styles/record-columns.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { ticketTones } from '../../src/styles/tones.ts';
import { attachmentList, attachmentStyles, fetchAttachment } from '../shared/attachments.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeStyles } from '../shared/employee.ts';
import { checkIcon, iconStyles, lockIcon, replyIcon, warningIcon } from '../shared/icon.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { assigneeSection, fact, factsSection, recordHeader } from '../shared/record-detail.ts';
import { RecordPage } from '../shared/record-page.ts';
import { skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { linked, mailLink, safeLink, withoutBidi } from '../shared/text.ts';
import { TicketClosing } from './ticket.closing.ts';
import { TicketLoadedEvent } from './ticket.events.ts';
import { stepLine, stepStyles } from './ticket.steps.ts';
import { ticketStyles } from './ticket.styles.ts';

export type * from './ticket.events.ts';

/**
 * One ticket: its status in words and as a step line, what was filed, who is responsible for it, and its history. Follows the ticket live and marks it as read
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

  /** Leaves the time entries out, for a reader who may not see them. */
  @property({ type: Boolean, attribute: 'without-times' }) withoutTimes = false;

  /** Id of the ticket whose contact was just sent the confirmation again. */
  @state() private confirmationSent = '';

  readonly #locale = new LocaleController(this, ticketDetailWords);
  readonly #resend = new MutationController(this);
  readonly #downloads = new DownloadsController(this);
  readonly #page: RecordPage<Ticket> = new RecordPage(this, {
    locale: this.#locale,
    client: () => this.client,
    me: () => this.me,
    id: () => this.ticketId,
    load: async (client, id, signal) => {
      const ticket = await client.call(getTicket, { params: { id } }, { signal });
      // One that was merged leads on to where it is now.
      if (this.ticketId === id) this.ticketId = ticket.id;
      return ticket;
    },
    loaded: (ticket) => new TicketLoadedEvent(ticket),
    skeleton: [[12], [60, 2], [15, 1.75], [100, 9], [95], [90], [60]],
    detail: (ticket) => this.#detail(ticket),
  });
  readonly #closing = new TicketClosing(this, this.#page, () => this.client);

  constructor() {
    super();
    new ClientSharing(this, () => this.client);
  }

  /** Reads the ticket again. Its history follows by itself. */
  async refresh(): Promise<void> {
    await this.#page.refresh();
  }

  protected override render(): TemplateResult {
    return this.#page.render();
  }

  #detail(ticket: Ticket): TemplateResult {
    const { words, language } = this.#locale;
    const { number, subject, status, staff, assignee } = ticket;
    const apiUrl = this.client?.apiUrl ?? '';
    const meaning = status === 'waiting' ? words.waitingHint : status === 'done' ? words.doneHint : '';
    const hint = staff ? (staff.mailed ? '' : words.notMailed) : meaning;
    return html`
      ${recordHeader(number, subject, ticketWords(language).status[status], ticketTones[status])}
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
        <aside>
          ${assigneeSection(assignee, apiUrl, language, staff ? '' : words.nobodyMeaning)}
          ${ticketFacts(ticket, words, language, this.me?.role !== 'customer')}
          ${staff ? staffFacts(ticket, staff, words) : nothing}
        </aside>
        <etron-history record-kind="ticket" record-id=${ticket.id} ?staff=${Boolean(staff)} ?without-times=${this.withoutTimes} .hint=${hint}>${staff?.confirmable ? this.#confirmation() : nothing}</etron-history>
      </div>
    `;
  }

  /** What an employee can do when nobody is mailed their answer, because nobody has confirmed the address. */
  #confirmation(): TemplateResult {
    const { words, language } = this.#locale;
    const { pending, problem } = this.#resend;
    const sent = this.confirmationSent === this.ticketId;
    return html`<span slot="hint" class="confirmation">
      <button type="button" aria-disabled=${pending || sent} @click=${this.#sendConfirmation}>${words.confirm}</button>
      <span role="status">${sent ? words.confirmationSent : nothing}</span>
      ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
    </span>`;
  }

  #meaning(ticket: Ticket): TemplateResult {
    const { status, staff } = ticket;
    const { words, language } = this.#locale;
    if (staff) return html`<p>${words.staffMeaning[status]}</p>`;
    const asked = status === 'waiting';
    return html`
      ${asked ? html`<h3>${words.waitingTitle}</h3>` : nothing}
      <p>${ticketStatusMeanings(language)[status]}</p>
      <div class="actions">
        ${
          asked || status === 'done'
            ? html`<button type="button" class=${asked ? 'primary' : ''} @click=${this.#answer}>${replyIcon()}${asked ? words.answer : words.reopen}</button>`
            : nothing
        }
        ${this.#closing.render(ticket, language)}
      </div>
    `;
  }

  readonly #sendConfirmation = async (): Promise<void> => {
    const { client, ticketId: id } = this;
    if (!client || this.confirmationSent === id) return;
    const sent = await this.#resend.run(async (key) => {
      await client.call(resendConfirmation, { params: { id } }, { key });
      return true;
    });
    if (sent) this.confirmationSent = id;
  };

  readonly #answer = async (): Promise<void> => {
    await customElements.whenDefined('etron-history');
    this.renderRoot.querySelector('etron-history')?.focus();
  };

  readonly #fetch = (attachment: Attachment): void => fetchAttachment(this.#downloads, this.client, attachment);
}

type DetailWords = WordsOf<typeof ticketDetailWords>;

/** Facts that everybody sees. Customers are not told their own company's name. */
function ticketFacts(ticket: Ticket, words: DetailWords, language: LanguageTag, withCustomer: boolean): TemplateResult {
  const { category, priority, status, company, contact, createdAt, changedAt } = ticket;
  const filer = ticket.filedBy ?? { name: contact.name, company: null };
  const names = ticketWords(language);
  const time = (moment: string) => html`<time datetime=${moment}>${dateTime(language, moment)}</time>`;
  return factsSection(
    [
      withCustomer ? fact(words.customer, company ? withoutBidi(company.name) : words.noCustomer) : nothing,
      fact(words.category, names.category[category]),
      fact(
        words.priority,
        html`<span data-priority=${status === 'done' ? nothing : priority}>${names.priority[priority]}</span>`,
      ),
      fact(
        words.filed,
        html`${time(createdAt)}<br>${words.filedBy(withoutBidi(filer.name), filer.company && withoutBidi(filer.company))}`,
      ),
      ticket.staff || contact.name === filer.name ? nothing : fact(words.contact, withoutBidi(contact.name)),
      fact(words.changed, time(changedAt)),
    ],
    language,
  );
}

/** Facts that only employees see: who filed the ticket, whether they own the e-mail address, and what the host page added. */
function staffFacts(
  { contact, source }: Ticket,
  staff: NonNullable<Ticket['staff']>,
  words: DetailWords,
): TemplateResult {
  const { context, contactVerified, embedKey, host } = staff;
  return html`<section class="internal" aria-labelledby="internal">
    <h3 id="internal">${lockIcon()}${words.staff}</h3>
    ${staff.quarantined ? html`<p class="quarantined">${warningIcon()}<span>${words.quarantined}</span></p>` : nothing}
    <dl>
      ${fact(
        words.contact,
        html`${withoutBidi(contact.name)}${contact.company ? html`, ${withoutBidi(contact.company)}` : nothing}<br>
          ${mailLink(contact.email)}<br>
          <span class="mark" ?data-verified=${contactVerified}>${contactVerified ? checkIcon() : warningIcon()}${contactVerified ? words.verified : words.unverified}</span>
          ${contact.phone ? html`<br>${contact.phone}` : nothing}`,
      )}
      ${fact(words.source, words.sources[source])} ${fact(words.embedKey, embedKey)} ${fact(words.host, host)} ${fact(words.instance, context.instance)}
      ${fact(words.version, context.version)} ${fact(words.page, context.pageUrl && safeLink(context.pageUrl))}
      ${fact(words.browser, context.userAgent)}
      ${Object.entries(context.fields ?? {}).map(([name, value]) => fact(name, value))}
    </dl>
  </section>`;
}
