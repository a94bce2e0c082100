import { html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { DocumentSummary } from '../../src/contract/documents.ts';
import { documentListWords } from '../../src/i18n/document-list.ts';
import { documentWords } from '../../src/i18n/documents.ts';
import { LocaleController } from '../../src/i18n/locale.ts';
import { recordListWords } from '../../src/i18n/record-list.ts';
import { EtronElement } from '../../src/internal/element.ts';
import { controls } from '../../src/styles/controls.ts';
import { motion } from '../../src/styles/motion.ts';
import { tokens } from '../../src/styles/tokens.ts';
import { checkIcon, iconStyles } from '../shared/icon.ts';
import { listStyles } from '../shared/list.styles.ts';
import { problemStyles } from '../shared/problem.ts';
import { emptyPanel, listToolbar, quietButton, stateFilter } from '../shared/record-list.parts.ts';
import { recordListStyles } from '../shared/record-list.styles.ts';
import { statusStyles } from '../shared/status.ts';
import { DocumentsData } from './documents.data.ts';
import { DocumentSelectedEvent } from './documents.events.ts';
import { documentRow } from './documents.rows.ts';
import { documentsStyles } from './documents.styles.ts';
import { type DocumentsView, statesOf } from './documents.view.ts';

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
  readonly #data = new DocumentsData(this, this.#locale, () => this.client);

  /** Reads the documents again. */
  refresh(): Promise<void> {
    return this.#data.list.refresh();
  }

  protected override render(): TemplateResult {
    const { language, words } = this.#locale;
    const { list, file } = this.#data;
    return list.render({
      nouns: words.nouns,
      toolbar: (view) => listToolbar(list.searchField(words.nouns), this.#states(view)),
      rows: (items) => this.#rows(items),
      none: (view, bare) => this.#none(view, bare),
      problem: file.problem,
      status: file.status(recordListWords(language)),
    });
  }

  #states({ state }: DocumentsView): TemplateResult {
    const { language, words } = this.#locale;
    const { counts, list } = this.#data;
    const { states, all } = recordListWords(language);
    const names = { ...documentWords(language).status, mine: words.mine, others: words.others };
    return stateFilter(
      states(words.nouns),
      [
        { state: undefined, name: all },
        ...statesOf(counts.data, state, list.staff).map(({ state, count = null }) => ({
          state,
          name: names[state],
          count,
          urgent: state === 'mine',
        })),
      ],
      state,
      (state) => list.change({ state }),
    );
  }

  #rows(items: DocumentSummary[]): TemplateResult {
    const { language, words } = this.#locale;
    const { file, list } = this.#data;
    const { staff } = list;
    const model = {
      language,
      words,
      names: documentWords(language),
      staff,
      documentHref: this.documentHref,
      saving: file.pending,
      open: (event: MouseEvent, document: DocumentSummary) => list.open(event, new DocumentSelectedEvent(document)),
      save: (document: DocumentSummary) => void file.save(document),
    };
    return html`<ul part="list" aria-label=${words.nouns.many} ?data-staff=${staff}>${repeat(
      items,
      ({ id }) => id,
      (document) => documentRow(document, model),
    )}</ul>`;
  }

  /** What stands in place of the documents. */
  #none({ state, search, company }: DocumentsView, bare: boolean): TemplateResult {
    const { language, words } = this.#locale;
    if (bare) return emptyPanel(words.emptyTitle, words.emptyText);
    const reset = quietButton(recordListWords(language).reset, () =>
      this.#data.list.change({ state: '', search: '', company: '' }),
    );
    return state === 'mine' && !search && !company
      ? emptyPanel(words.nothingToSign, words.nothingToSignText, reset, checkIcon())
      : emptyPanel(words.noMatch, undefined, reset);
  }
}
