import type { TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { downloadDocument } from '../../src/api/document-download.ts';
import { countDocuments, type DocumentSummary, getDocument, listDocuments } from '../../src/contract/documents.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { documentListWords } from '../../src/i18n/document-list.ts';
import { documentWords } from '../../src/i18n/documents.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { recordFileWords } from '../../src/i18n/record-files.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { checkIcon, iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel, listToolbar, stateFilter, unansweredFilter } from '../shared/record-list.parts.ts';
import { recordListStyles } from '../shared/record-list.styles.ts';
import { RecordList } from '../shared/record-list.ts';
import { statusStyles } from '../shared/status.ts';
import { documentColumns } from './documents.columns.ts';
import { DocumentSelectedEvent } from './documents.events.ts';
import { documentsStyles } from './documents.styles.ts';
import { cleanView, type DocumentsView, queryOf, statesOf } from './documents.view.ts';

export type * from './documents.events.ts';
export type { DocumentsView } from './documents.view.ts';

/**
 * Documents to sign and those that were signed, declined, withdrawn or have expired: counters, search, and the signed PDFs to download. Scrolls with the
 * page (or the nearest scrolling ancestor) and loads further documents on the way.
 *
 * @event {DocumentSelectedEvent} etron-document-selected - A document was opened; carries its `id`. Cancelable: then a link is not followed.
 * @event {ViewChangedEvent<DocumentsView>} etron-view-changed - Search or state changed; `view` can be kept in the page's address and set again.
 *
 * @csspart header - Search and states.
 * @csspart control - The search field.
 * @csspart list - The documents.
 * @csspart item - One document.
 * @csspart body - What stands in place of the documents when there are none to show.
 * @csspart title - What it says then.
 * @csspart error - What went wrong.
 * @csspart footer - Below the documents.
 *
 * @cssproperty [--etron-sticky-top=0px] - Height of what of the page stays at the top.
 *
 * @example
 * ```html
 * <etron-documents api-url="https://portal.example/api/v1" document-href="#/documents/{id}"></etron-documents>
 * ```
 */
export class EtronDocuments extends EtronElement {
  static override styles = [
    tokens,
    motion,
    controls,
    iconStyles,
    statusStyles,
    problemStyles,
    listStyles,
    recordListStyles,
    documentsStyles,
  ];

  /** Where a document's page is, with `{id}`; makes the rows real links. */
  @property({ attribute: 'document-href' }) documentHref?: string;

  /** Search, state and company. What the reader changes is told by `etron-view-changed`. */
  @property({ attribute: false }) view: DocumentsView = {};

  readonly #locale = new LocaleController(this, documentListWords);
  readonly #list: RecordList<DocumentSummary, DocumentsView> = new RecordList<DocumentSummary, DocumentsView>(this, {
    locale: this.#locale,
    nouns: () => this.#locale.words.nouns,
    client: () => this.client,
    me: () => this.me,
    clean: cleanView,
    fileWords: () => recordFileWords(this.#locale.language),
    load: (client, view, page, signal) =>
      client.call(listDocuments, { query: { ...queryOf(view), ...page } }, { signal }),
    refreshMore: () => this.#counts.refresh(),
  });
  readonly #counts = new QueryController(
    this,
    () => this.client && ([this.client] as const),
    ([client], signal) => client.call(countDocuments, {}, { signal }),
  );

  /** Reads the documents again. */
  refresh(): Promise<void> {
    return this.#list.refresh();
  }

  protected override render(): TemplateResult {
    return this.#list.render({
      toolbar: (view) => listToolbar(this.#list.searchField(), this.#states(view), unansweredFilter(this.#list, view)),
      rows: () => ({ columns: this.#columns, isEmphasized: ({ myTurn }) => myTurn }),
      none: (view, bare) => this.#none(view, bare),
    });
  }

  #states({ state }: DocumentsView): TemplateResult {
    const { language, words } = this.#locale;
    const names = { ...documentWords(language).status, mine: words.mine, others: words.others };
    return stateFilter(
      this.#list,
      statesOf(this.#counts.data, state, this.#list.staff).map(({ state, count = null }) => ({
        state,
        name: names[state],
        count,
        urgent: state === 'mine',
      })),
      state,
      (state) => this.#list.change({ state }),
    );
  }

  get #columns() {
    const { language, words } = this.#locale;
    const { downloads, staff } = this.#list;
    return documentColumns({
      language,
      words,
      names: documentWords(language),
      staff,
      documentHref: this.documentHref,
      isSaving: (id) => downloads.isPending(id),
      common: this.#list.words,
      open: (event, document) => this.#list.open(event, document, new DocumentSelectedEvent(document)),
      save: (document) => void downloads.run(document.id, () => this.#save(document)),
    });
  }

  /** What stands in place of the documents. */
  #none({ state, search, company }: DocumentsView, bare: boolean): TemplateResult {
    const { words } = this.#locale;
    if (bare) return emptyPanel(words.emptyTitle, words.emptyText);
    const reset = this.#list.resetButton();
    return state === 'mine' && !search && !company
      ? emptyPanel(words.nothingToSign, words.nothingToSignText, reset, checkIcon())
      : emptyPanel(words.noMatch, undefined, reset);
  }

  async #save({ id }: DocumentSummary): Promise<void> {
    const { client } = this;
    if (client) await downloadDocument(client, await client.call(getDocument, { params: { id } }));
  }
}
