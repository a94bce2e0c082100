import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { download, fileName } from '../../src/api/download.ts';
import { INVOICE_SORTS, INVOICE_STATUSES } from '../../src/contract/invoices.limits.ts';
import { exportInvoices, getInvoiceFile, type InvoiceSummary, listInvoices } from '../../src/contract/invoices.ts';
import { languageOf } from '../../src/contract/language.ts';
import { localDay } from '../../src/i18n/dates.ts';
import { invoiceListWords } from '../../src/i18n/invoice-list.ts';
import { invoiceWords } from '../../src/i18n/invoices.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { recordListWords } from '../../src/i18n/record-list.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { downloadIcon, iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { MissingPermission, permissionStyles } from '../shared/permission.ts';
import { pickerStyles } from '../shared/picker.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel, listToolbar, quietButton, stateFilter } from '../shared/record-list.parts.ts';
import { recordListStyles, recordTableStyles } from '../shared/record-list.styles.ts';
import { RecordList } from '../shared/record-list.ts';
import { recordTable } from '../shared/record-table.ts';
import { sortedBy } from '../shared/record-view.ts';
import { RowFile } from '../shared/row-file.ts';
import { type Sorting, sortingStyles, sortMenu } from '../shared/sorting.ts';
import { statusStyles } from '../shared/status.ts';
import { invoiceColumns } from './invoices.columns.ts';
import { InvoiceSelectedEvent } from './invoices.events.ts';
import { invoicesStyles } from './invoices.styles.ts';
import { cleanView, type InvoicesView } from './invoices.view.ts';

/** Names of the files that are downloaded end with. */
const CSV = { id: 'csv' };

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

  /** Search, state, company and sort. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: InvoicesView = {};

  readonly #locale = new LocaleController(this, invoiceListWords);
  readonly #list: RecordList<InvoiceSummary, InvoicesView> = new RecordList<InvoiceSummary, InvoicesView>(
    this,
    this.#locale,
    {
      client: () => this.client,
      clean: cleanView,
      load: (client, view, page, signal) => client.call(listInvoices, { query: { ...view, ...page } }, { signal }),
      changed: () => this.#forget(),
    },
  );
  readonly #missing = new MissingPermission(
    this,
    () => (this.#list.forbidden ? this.#list.client : undefined),
    () => this.#list.gate.me,
  );
  readonly #file = new RowFile<InvoiceSummary>(this, async ({ id, number, file }) => {
    const { client } = this.#list;
    if (client && file)
      await download(client, getInvoiceFile, { params: { id, sha256: file.sha256 } }, `${fileName(number)}.pdf`);
  });
  readonly #csv = new RowFile<typeof CSV>(this, async () => {
    const { client, view } = this.#list;
    const query = { ...view, language: languageOf(this.#locale.language) };
    if (client)
      await download(
        client,
        exportInvoices,
        { query },
        `${fileName(this.#locale.words.nouns.many)}-${localDay(new Date())}.csv`,
      );
  });

  /** Reads the rows again. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  protected override render(): TemplateResult {
    const { language, words } = this.#locale;
    const { exporting: downloading, exported: downloaded } = words;
    return this.#list.render({
      nouns: words.nouns,
      toolbar: (view) => this.#toolbar(view),
      rows: (items, view) => html`<div ?data-staff=${this.#list.staff}>
        ${recordTable(words.nouns.many, this.#columns, items, this.#sorting(view))}
      </div>`,
      none: (_, bare) =>
        bare
          ? emptyPanel(words.emptyTitle, words.emptyText)
          : emptyPanel(
              words.noMatch,
              undefined,
              quietButton(recordListWords(language).reset, () =>
                this.#list.change({ status: '', search: '', company: '' }),
              ),
            ),
      forbidden: () => this.#missing.render('invoices', language),
      problem: this.#file.problem ?? this.#csv.problem,
      status: this.#csv.status({ downloading, downloaded }) ?? this.#file.status(recordListWords(language)),
    });
  }

  #toolbar(view: InvoicesView): TemplateResult {
    const { language, words } = this.#locale;
    const shared = recordListWords(language);
    const { status: names } = invoiceWords(language);
    const exporting = !!this.#csv.pending;
    return listToolbar(
      this.#list.searchField(words.nouns),
      stateFilter(
        shared.states(words.nouns),
        [{ state: undefined, name: shared.all }, ...INVOICE_STATUSES.map((state) => ({ state, name: names[state] }))],
        view.status,
        (status) => this.#list.change({ status }),
      ),
      html`<div class="tools">
        ${sortMenu(this.#sorting(view), shared)}
        <button class="quiet" type="button" aria-disabled=${exporting} @click=${this.#exportCsv}>${downloadIcon()}${exporting ? words.exporting : words.exportCsv}</button>
      </div>`,
    );
  }

  #sorting(view: InvoicesView): Sorting<NonNullable<InvoicesView['sort']>> {
    const words = invoiceWords(this.#locale.language);
    const { sort = 'date', direction = 'desc' } = view;
    return {
      names: INVOICE_SORTS.map((sort) => [sort, words[sort]] as const),
      sort,
      direction,
      sortBy: (by) => this.#list.change(sortedBy({ sort, direction }, by)),
    };
  }

  get #columns() {
    const { language } = this.#locale;
    return invoiceColumns({
      language,
      words: invoiceWords(language),
      staff: this.#list.staff,
      invoiceHref: this.invoiceHref,
      saving: this.#file.pending,
      open: (event, invoice) => this.#list.open(event, new InvoiceSelectedEvent(invoice)),
      save: (invoice) => {
        this.#csv.forget();
        void this.#file.save(invoice);
      },
    });
  }

  readonly #exportCsv = (): void => {
    this.#file.forget();
    void this.#csv.save(CSV);
  };

  #forget(): void {
    this.#file.forget();
    this.#csv.forget();
  }
}
