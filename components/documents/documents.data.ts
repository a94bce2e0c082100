import type { Client } from '../../src/api/client.ts';
import { downloadDocument } from '../../src/api/document-download.ts';
import { consume } from '../../src/context/consume.ts';
import { sessionContext } from '../../src/context/session.ts';
import { countDocuments, type DocumentSummary, getDocument, listDocuments } from '../../src/contract/documents.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import { PagesController } from '../../src/controllers/pages.ts';
import { QueryController } from '../../src/controllers/query.ts';
import type { EtronElement } from '../../src/internal/element.ts';
import { type DocumentsView, queryOf } from './documents.view.ts';

/** What the list shows, and for whom. */
export class DocumentsData {
  readonly pages: PagesController<readonly [Client, string], DocumentSummary>;
  readonly counts;
  readonly saving: MutationController;
  /** Id of the document whose PDF is or was fetched last. */
  saved: string | undefined;
  readonly #source: () => { client: Client | undefined; view: DocumentsView };
  readonly #session;
  #signedOut = false;

  constructor(host: EtronElement, source: () => { client: Client | undefined; view: DocumentsView }) {
    this.#source = source;
    this.saving = new MutationController(host);
    this.#session = consume(host, sessionContext, (me) => {
      const wasSignedOut = this.#signedOut;
      this.#signedOut = me === null;
      if (me && wasSignedOut) void this.refresh();
    });
    this.pages = new PagesController(
      host,
      () => {
        const { client, view } = source();
        return client && !this.#signedOut ? ([client, JSON.stringify(view)] as const) : undefined;
      },
      ([client, json], page, signal) =>
        client.call(listDocuments, { query: { ...queryOf(JSON.parse(json)), ...page } }, { signal }),
    );
    this.counts = new QueryController(
      host,
      () => {
        const { client } = source();
        return client && !this.#signedOut ? ([client] as const) : undefined;
      },
      ([client], signal) => client.call(countDocuments, {}, { signal }),
    );
  }

  /** Nobody is logged in. */
  get signedOut(): boolean {
    return this.#signedOut;
  }

  /** Whether the reader is an employee, who sees the documents of all companies. Without a provider only the rows tell. */
  get staff(): boolean {
    const me = this.#session.value;
    if (me) return me.role === 'staff';
    return new Set(this.pages.items?.map(({ company }) => company.id)).size > 1;
  }

  async refresh(): Promise<void> {
    if (!this.#signedOut) await Promise.all([this.pages.refresh(), this.counts.refresh()]);
  }

  /** Downloads the signed PDF of a document. */
  async save({ id }: DocumentSummary): Promise<void> {
    const { client } = this.#source();
    if (!client || this.saving.pending) return;
    this.saved = id;
    await this.saving.run(async () => {
      await downloadDocument(client, await client.call(getDocument, { params: { id } }));
    });
  }
}
