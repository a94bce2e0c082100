import { ContextProvider } from '@lit/context';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Client } from '../../src/api/client.ts';
import { download, fileName } from '../../src/api/download.ts';
import { clientContext } from '../../src/context/contexts.ts';
import { getInvoice, getInvoiceFile, type Invoice } from '../../src/contract/invoices.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { SessionGate } from '../../src/controllers/session-gate.ts';
import { calendarDay } from '../../src/i18n/dates.ts';
import { invoiceDetailWords } from '../../src/i18n/invoice.ts';
import { invoiceWords } from '../../src/i18n/invoices.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { money } from '../../src/i18n/money.ts';
import { problems, problemText } from '../../src/i18n/problems.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { banners } from '../../src/styles/banners.ts';
import { controls } from '../../src/styles/controls.ts';
import { recordColumns } from '../../src/styles/record-columns.ts';
import { recordPage } from '../../src/styles/record-page.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { invoiceTones } from '../../src/styles/tones.ts';
import { avatarStyles } from '../shared/avatar.ts';
import { employeeCard, employeeStyles } from '../shared/employee.ts';
import { downloadIcon, iconStyles } from '../shared/icon.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { skeleton, skeletonStyles } from '../shared/skeleton.ts';
import { statusChip, statusStyles } from '../shared/status.ts';
import { withoutBidi } from '../shared/text.ts';
import { InvoiceLoadedEvent } from './invoice.events.ts';
import { isCredit, meaning } from './invoice.state.ts';
import { invoiceStyles } from './invoice.styles.ts';

/**
 * One invoice: what it is for, what it comes to and what is still to be paid, its state in words, its PDF, who takes care of it, and its history. Follows the
 * invoice live. Its title is a heading of level 2.
 *
 * @slot back - A link back to where the reader came from.
 *
 * @event {InvoiceLoadedEvent} etron-invoice-loaded - It is on the screen; `number` and `invoiceTitle` can go into the title of the page.
 * @event {TicketRequestedEvent} etron-ticket-requested - The management asks for the permission; `prefill` is what the ticket form begins with.
 * @event {MessageCreatedEvent} etron-message-created - The reader wrote a message or note; `id` says under which id it is stored.
 * @event {RecordChangedEvent} etron-record-changed - The invoice changed on the server, or may have.
 *
 * @csspart header - Number, title and state.
 * @csspart title - The title.
 * @csspart body - Amounts and PDF; what is said when the permission is missing.
 * @csspart error - What went wrong.
 *
 * @example
 * ```html
 * <etron-invoice api-url="https://portal.example/api/v1" invoice-id="…"><a slot="back" href="/invoices">Alle Rechnungen</a></etron-invoice>
 * ```
 */
export class EtronInvoice extends EtronElement {
  static override styles = [
    tokens,
    controls,
    iconStyles,
    avatarStyles,
    employeeStyles,
    statusStyles,
    problemStyles,
    skeletonStyles,
    permissionStyles,
    recordPage,
    recordColumns,
    banners,
    invoiceStyles,
  ];

  /** Id of the invoice to show. */
  @property({ attribute: 'invoice-id' }) invoiceId = '';

  readonly #locale = new LocaleController(this, invoiceDetailWords);
  readonly #provider = new ContextProvider(this, { context: clientContext });
  readonly #gate = new SessionGate(this, () => void this.refresh());
  readonly #file = new MutationController(this);
  readonly #invoice = new QueryController(
    this,
    () => {
      const client = this.#reading;
      return client && this.invoiceId ? ([client, this.invoiceId] as const) : undefined;
    },
    async ([client, id], signal) => client.call(getInvoice, { params: { id } }, { signal }),
  );
  readonly #missing = new MissingPermission(
    this,
    () => (this.#code === 'permission_missing' ? this.#reading : undefined),
    () => this.#gate.me,
  );
  #shown: Invoice | undefined;

  constructor() {
    super();
    new ReturnController(this, () => void this.refresh());
  }

  /** Reads the invoice again. Its history follows by itself. */
  async refresh(): Promise<void> {
    await this.#invoice.refresh();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    this.#provider.setValue(this.client);
  }

  protected override updated(): void {
    const invoice = this.#current;
    if (!invoice || invoice === this.#shown) return;
    this.#shown = invoice;
    this.dispatchEvent(new InvoiceLoadedEvent(invoice));
  }

  protected override render(): TemplateResult {
    const { words } = this.#locale;
    return html`<slot name="back"></slot>${this.#gate.signedOut ? html`<p class="missing">${words.signedOut}</p>` : this.#page()}`;
  }

  #page(): TemplateResult {
    const { words, language } = this.#locale;
    const { problem } = this.#invoice;
    const invoice = this.#current;
    const retry = { label: words.retry, action: () => void this.refresh() };
    if (this.#code === 'permission_missing') return this.#missing.render('invoices', language);
    if (this.#code === 'not_found')
      return html`<div class="missing" role="alert"><h2 part="title">${words.notFoundTitle}</h2><p>${words.notFound}</p></div>`;
    if (invoice) return html`${problem ? problemPanel(words.stale, retry) : nothing}${this.#detail(invoice)}`;
    return problem
      ? problemPanel(problemText(problems(language), problem), retry)
      : html`<div aria-busy="true"><span class="visually-hidden" role="status">${words.loading}</span>${skeleton([12], [60, 2], [15, 1.75], [100, 5], [50, 7])}</div>`;
  }

  #detail(invoice: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const { status, number, title } = invoice;
    const tone = invoiceTones[status];
    const { problem } = this.#file;
    return html`
      <header part="header">
        <p class="number">${`${isCredit(invoice) ? words.credit : words.invoice} ${withoutBidi(number)}`}</p>
        <h2 part="title">${withoutBidi(title)}</h2>
        ${statusChip(invoiceWords(language).status[status], tone)}
      </header>
      ${this.#meaning(invoice)}
      <div class="columns">
        <div class="main" part="body">
          ${this.#amounts(invoice)}
          ${this.#download(invoice)}
          ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
        </div>
        <aside>${this.#facts(invoice)}</aside>
        <etron-history
          record-kind="invoice"
          record-id=${invoice.id}
          ?staff=${this.#isStaff}
          @etron-record-changed=${this.refresh}
        ></etron-history>
      </div>
    `;
  }

  #meaning(invoice: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const { title, text } = meaning(invoice, words, language, this.#isStaff);
    return html`<section class="banner" data-tone=${invoiceTones[invoice.status]} role="status">
      ${title ? html`<h3>${title}</h3>` : nothing}<p>${text}</p>
    </section>`;
  }

  #amounts({ net, gross, due, status }: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const row = (term: string, amount: string, total?: boolean) =>
      html`<div class=${total ? 'total' : ''}><dt>${term}</dt><dd>${money(language, amount)}</dd></div>`;
    const settled = status === 'paid' || status === 'cancelled' || due === gross;
    return html`<dl class="amounts" aria-label=${words.amounts}>
      ${row(words.net, net)} ${row(words.gross, gross, settled)} ${settled ? nothing : row(words.outstanding, due, true)}
    </dl>`;
  }

  #download({ file }: Invoice): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const { pending } = this.#file;
    return file
      ? html`<button type="button" aria-disabled=${pending} @click=${this.#save}>${downloadIcon()}${pending ? words.downloading : words.download}</button>`
      : nothing;
  }

  #facts({ assignee, company, date, dueDate, paidOn }: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const fact = (term: string, value: unknown) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
    const day = (value: string) => html`<time datetime=${value}>${calendarDay(language, value)}</time>`;
    return html`
      <section aria-labelledby="assignee">
        <h3 id="assignee">${words.assignee}</h3>
        ${assignee ? employeeCard(assignee, this.client?.apiUrl ?? '') : html`<p><strong>${words.nobody}</strong></p>`}
      </section>
      <section aria-labelledby="details">
        <h3 id="details">${words.details}</h3>
        <dl>
          ${fact(words.company, withoutBidi(company.name))} ${fact(words.date, day(date))} ${fact(words.dueDate, day(dueDate))}
          ${paidOn ? fact(words.paidOn, day(paidOn)) : nothing}
        </dl>
      </section>
    `;
  }

  /** The way to the API; undefined while nobody is logged in. */
  get #reading(): Client | undefined {
    return this.#gate.signedOut ? undefined : this.client;
  }

  get #code(): string | undefined {
    return this.#invoice.problem?.problem.code;
  }

  get #isStaff(): boolean {
    return this.#gate.me?.role === 'staff';
  }

  /** The invoice on the screen; not the one before, while another is on its way. */
  get #current(): Invoice | undefined {
    const { data } = this.#invoice;
    return data?.id === this.invoiceId ? data : undefined;
  }

  readonly #save = async (): Promise<void> => {
    const client = this.#reading;
    const invoice = this.#current;
    if (!client || !invoice?.file) return;
    const { id, number, file } = invoice;
    await this.#file.run(() =>
      download(client, getInvoiceFile, { params: { id, sha256: file.sha256 } }, `${fileName(number)}.pdf`),
    );
  };
}
