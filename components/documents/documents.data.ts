import type { Client } from '../../src/api/client.ts';
import { downloadDocument } from '../../src/api/document-download.ts';
import { countDocuments, type DocumentSummary, getDocument, listDocuments } from '../../src/contract/documents.ts';
import { QueryController } from '../../src/controllers/query.ts';
import type { LocaleController } from '../../src/i18n/locale.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { RecordList } from '../shared/record-list.ts';
import { RowFile } from '../shared/row-file.ts';
import { cleanView, type DocumentsView, queryOf } from './documents.view.ts';

/** What the list shows, and for whom. */
export class DocumentsData {
  readonly list: RecordList<DocumentSummary, DocumentsView>;
  readonly counts;
  /** The signed PDF of a document. */
  readonly file: RowFile<DocumentSummary>;

  constructor(
    host: EtronElement & { view: DocumentsView },
    locale: LocaleController<unknown>,
    client: () => Client | undefined,
  ) {
    this.list = new RecordList(host, locale, {
      client,
      clean: cleanView,
      load: (client, view, page, signal) =>
        client.call(listDocuments, { query: { ...queryOf(view), ...page } }, { signal }),
      refreshMore: () => this.counts.refresh(),
      changed: () => this.file.forget(),
    });
    this.counts = new QueryController(
      host,
      () => {
        const { client } = this.list;
        return client && ([client] as const);
      },
      ([client], signal) => client.call(countDocuments, {}, { signal }),
    );
    this.file = new RowFile(host, async ({ id }) => {
      const { client } = this.list;
      if (client) await downloadDocument(client, await client.call(getDocument, { params: { id } }));
    });
  }
}
