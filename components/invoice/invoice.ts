import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { download, fileName } from '../../src/api/download.ts';
import { ClientSharing } from '../../src/context/contexts.ts';
import { getInvoice, getInvoiceFile, type Invoice } from '../../src/contract/invoices.ts';
import { DownloadsController } from '../../src/controllers/downloads.ts';
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
import { employeeStyles } from '../shared/employee.ts';
import { downloadIcon, iconStyles } from '../shared/icon.ts';
import { dueText } from '../shared/invoice-due.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { problemPanel, problemStyles } from '../shared/problem.ts';
import { assigneeSection, fact, factsSection, recordHeader } from '../shared/record-detail.ts';
import { RecordPage } from '../shared/record-page.ts';
import { skeletonStyles } from '../shared/skeleton.ts';
import { statusStyles } from '../shared/status.ts';
import { withoutBidi } from '../shared/text.ts';
import { InvoiceLoadedEvent } from './invoice.events.ts';
import { invoiceStyles } from './invoice.styles.ts';

export type * from './invoice.events.ts';

/**
 * One invoice: what it is for, what it comes to and what is still to be paid, its state in words, its PDF, who is responsible for it, and its history. Follows the
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
  readonly #downloads = new DownloadsController(this);
  readonly #page: RecordPage<Invoice> = new RecordPage(this, {
    locale: this.#locale,
    client: () => this.client,
    me: () => this.me,
    id: () => this.invoiceId,
    load: (client, id, signal) => client.call(getInvoice, { params: { id } }, { signal }),
    loaded: (invoice) => new InvoiceLoadedEvent(invoice),
    skeleton: [[12], [60, 2], [15, 1.75], [100, 5], [50, 7]],
    detail: (invoice) => this.#detail(invoice),
    forbidden: (language) => this.#missing.render('invoices', language),
  });
  readonly #missing = new MissingPermission(
    this,
    () => (this.#page.forbidden ? this.client : undefined),
    () => this.me ?? undefined,
  );

  constructor() {
    super();
    new ClientSharing(this, () => this.client);
  }

  /** Reads the invoice again. Its history follows by itself. */
  async refresh(): Promise<void> {
    await this.#page.refresh();
  }

  protected override render(): TemplateResult {
    return this.#page.render();
  }

  #detail(invoice: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const { status, number, title, assignee } = invoice;
    const problem = this.#downloads.problemOf(invoice.id);
    return html`
      ${recordHeader(
        `${isCredit(invoice) ? words.credit : words.invoice} ${withoutBidi(number)}`,
        title,
        invoiceWords(language).status[status],
        invoiceTones[status],
      )}
      ${this.#meaning(invoice)}
      <div class="columns">
        <div class="main" part="body">
          ${this.#amounts(invoice)}
          ${this.#download(invoice)}
          ${problem ? problemPanel(problemText(problems(language), problem)) : nothing}
        </div>
        <aside>${assigneeSection(assignee, this.client?.apiUrl ?? '', language)}${this.#facts(invoice)}</aside>
        <etron-history record-kind="invoice" record-id=${invoice.id} ?staff=${this.#isStaff}></etron-history>
      </div>
    `;
  }

  /** Explains the status: when the invoice is due, in a heading where it matters, and what the reader has to do. */
  #meaning(invoice: Invoice): TemplateResult {
    const { language } = this.#locale;
    const title = dueText(invoice, invoiceWords(language));
    return html`<section class="banner" data-tone=${invoiceTones[invoice.status]} role="status">
      ${title ? html`<h3>${title.charAt(0).toUpperCase() + title.slice(1)}</h3>` : nothing}<p>${this.#meaningText(invoice)}</p>
    </section>`;
  }

  #meaningText(invoice: Invoice): string {
    const { words, language } = this.#locale;
    const { status, due, dueDate, paidOn } = invoice;
    const staff = this.#isStaff;
    if (status === 'cancelled') return words.cancelled;
    if (status === 'paid') {
      const paid = words.paid(paidOn ? calendarDay(language, paidOn) : undefined);
      return staff || isCredit(invoice) ? paid : `${paid} ${words.thanks}`;
    }
    if (isCredit(invoice)) return words.credited(money(language, due.replace('-', '')));
    const text = {
      open: staff ? words.staffOpen : words.open,
      overdue: staff ? words.staffOverdue : words.overdue,
    }[status];
    return text(money(language, due), calendarDay(language, dueDate));
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

  #download({ id, file }: Invoice): TemplateResult | typeof nothing {
    const { words } = this.#locale;
    const pending = this.#downloads.isPending(id);
    return file
      ? html`<button type="button" aria-disabled=${pending} @click=${this.#save}>${downloadIcon()}${pending ? words.downloading : words.download}</button>`
      : nothing;
  }

  #facts({ company, date, dueDate, paidOn }: Invoice): TemplateResult {
    const { words, language } = this.#locale;
    const day = (value: string) => html`<time datetime=${value}>${calendarDay(language, value)}</time>`;
    return factsSection(
      [
        fact(words.company, withoutBidi(company.name)),
        fact(words.date, day(date)),
        fact(words.dueDate, day(dueDate)),
        fact(words.paidOn, paidOn && day(paidOn)),
      ],
      language,
    );
  }

  get #isStaff(): boolean {
    return this.me?.role === 'staff';
  }

  readonly #save = async (): Promise<void> => {
    const { client } = this;
    const { record } = this.#page;
    if (!client || !record?.file) return;
    const { id, number, file } = record;
    await this.#downloads.run(id, () =>
      download(client, getInvoiceFile, { params: { id, sha256: file.sha256 } }, `${fileName(number)}.pdf`),
    );
  };
}

/** Whether it is a credit note, by which ETRON owes money to the customer. */
const isCredit = ({ gross }: Pick<Invoice, 'gross'>): boolean => gross.startsWith('-');
