import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { download, fileName } from '../../src/api/download.ts';
import { INVOICE_SORTS, type InvoiceSort } from '../../src/contract/invoices.limits.ts';
import { exportInvoices, getInvoiceFile, type InvoiceSummary, listInvoices } from '../../src/contract/invoices.ts';
import { languageOf } from '../../src/contract/language.ts';
import { invoiceListWords } from '../../src/i18n/invoice-list.ts';
import { invoiceWords } from '../../src/i18n/invoices.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { recordFileWords } from '../../src/i18n/record-files.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { periodPicker } from '../shared/period.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { pickerStyles } from '../shared/picker.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel, listToolbar, stateFilter, unansweredFilter } from '../shared/record-list.parts.ts';
import { recordListStyles } from '../shared/record-list.styles.ts';
import { RecordList } from '../shared/record-list.ts';
import { recordTableStyles } from '../shared/record-table.styles.ts';
import { type Sorting, sortingStyles, sortMenu } from '../shared/sorting.ts';
import { statusStyles } from '../shared/status.ts';
import { invoiceColumns } from './invoices.columns.ts';
import { InvoiceSelectedEvent } from './invoices.events.ts';
import { invoicesStyles } from './invoices.styles.ts';
import { cleanView, type InvoicesView, queryOf, statesOf } from './invoices.view.ts';

export type * from './invoices.events.ts';
export type { InvoicesView } from './invoices.view.ts';

/**
 * Invoices: with search, states, sorting, their PDFs and a CSV export. What is overdue says since when. Scrolls with the page (or the nearest scrolling
 * ancestor) and loads further ones on the way. Whoever lacks the permission reads whom to ask for it.
 *
 * @event {InvoiceSelectedEvent} etron-invoice-selected - One was opened; carries `id` and `number`. Cancelable: then a link is not followed.
 * @event {ViewChangedEvent<InvoicesView>} etron-view-changed - Search, state or sort changed; `view` can be kept in the page's address and set again.
 * @event {TicketRequestedEvent} etron-ticket-requested - The management asks for the permission; `prefill` is what the ticket form begins with.
 *
 * @csspart header - Search, states, sort and export.
 * @csspart control - The search field.
 * @csspart list - The table.
 * @csspart item - One invoice.
 * @csspart body - What stands in place of the table when there is nothing to show.
 * @csspart title - What it says then.
 * @csspart error - What went wrong.
 * @csspart footer - Below the table.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page stays at the top; headings stay below it.
 *
 * @example
 * ```html
 * <etron-invoices api-url="https://portal.example/api/v1" invoice-href="#/invoices/{id}"></etron-invoices>
 * ```
 */
export class EtronInvoices extends EtronElement {
  static override styles = [
    tokens,
    motion,
    controls,
    iconStyles,
    statusStyles,
    problemStyles,
    listStyles,
    pickerStyles,
    sortingStyles,
    permissionStyles,
    recordListStyles,
    recordTableStyles,
    invoicesStyles,
  ];

  /** Where an invoice's page is, with `{id}`; makes the rows real links. */
  @property({ attribute: 'invoice-href' }) invoiceHref?: string;

  /** Search, state, company, period and sort. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: InvoicesView = {};

  readonly #locale = new LocaleController(this, invoiceListWords);
  readonly #list: RecordList<InvoiceSummary, InvoicesView> = new RecordList<InvoiceSummary, InvoicesView>(this, {
    locale: this.#locale,
    nouns: () => this.#locale.words.nouns,
    client: () => this.client,
    me: () => this.me,
    clean: cleanView,
    fileWords: () => recordFileWords(this.#locale.language),
    load: (client, view, page, signal) =>
      client.call(listInvoices, { query: { ...queryOf(view), ...page } }, { signal }),
    exportCsv: (client, view, name) =>
      download(
        client,
        exportInvoices,
        { query: { ...queryOf(view), language: languageOf(this.#locale.language) } },
        name,
      ),
  });
  readonly #missing = new MissingPermission(
    this,
    () => (this.#list.forbidden ? this.client : undefined),
    () => this.me ?? undefined,
  );

  /** Reads the rows again. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  protected override render(): TemplateResult {
    const { language, words } = this.#locale;
    return this.#list.render({
      toolbar: (view) => this.#toolbar(view),
      rows: (view) => ({ columns: this.#columns, sorting: this.#sorting(view) }),
      none: (_, bare) =>
        bare
          ? emptyPanel(words.emptyTitle, words.emptyText)
          : emptyPanel(words.noMatch, undefined, this.#list.resetButton()),
      forbidden: () => this.#missing.render('invoices', language),
    });
  }

  #toolbar(view: InvoicesView): TemplateResult {
    const { language } = this.#locale;
    const { status: names } = invoiceWords(language);
    return listToolbar(
      this.#list.searchField(),
      stateFilter(
        this.#list,
        statesOf(view.status).map((state) => ({
          state,
          name: state === 'unpaid' ? this.#locale.words.unpaid : names[state],
        })),
        view.status,
        (status) => this.#list.change({ status }),
      ),
      html`<div class="tools">
        ${periodPicker(this.#locale.language, view.period, (period) => this.#list.change({ period }))}${sortMenu(this.#sorting(view), this.#list.words)}${unansweredFilter(this.#list, view)}${this.#list.exportButton()}
      </div>`,
    );
  }

  #sorting({ sort = 'date', direction = 'desc' }: InvoicesView): Sorting<InvoiceSort> {
    const words = invoiceWords(this.#locale.language);
    return this.#list.sorting({ names: INVOICE_SORTS.map((sort) => [sort, words[sort]] as const), sort, direction });
  }

  get #columns() {
    const { language } = this.#locale;
    const { downloads, staff } = this.#list;
    return invoiceColumns({
      language,
      words: invoiceWords(language),
      staff,
      invoiceHref: this.invoiceHref,
      isSaving: (id) => downloads.isPending(id),
      common: this.#list.words,
      open: (event, invoice) => this.#list.open(event, invoice, new InvoiceSelectedEvent(invoice)),
      save: (invoice) => void downloads.run(invoice.id, () => this.#save(invoice)),
    });
  }

  async #save({ id, number, file }: InvoiceSummary): Promise<void> {
    const { client } = this;
    if (client && file)
      await download(client, getInvoiceFile, { params: { id, sha256: file.sha256 } }, `${fileName(number)}.pdf`);
  }
}
