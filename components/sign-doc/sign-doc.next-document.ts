import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { type DocumentSummary, listDocuments } from '../../src/contract/documents.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { signingWords } from '../../src/i18n/signing.ts';
import { withoutBidi } from '../shared/text.ts';

/** After an answer, the way to the next document that waits for the reader's signature. */
export class NextDocument {
  readonly #host: LitElement;
  /** The document that was answered. */
  #answered: string | undefined;
  #next: DocumentSummary | undefined;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** Looks for the next one. Without an answer, or a connection, there is none. */
  async find(client: Client | undefined, answered: string): Promise<void> {
    this.#answered = answered;
    this.#next = undefined;
    const page = await client?.call(listDocuments, { query: { turn: 'mine', limit: 2 } }).catch(() => undefined);
    if (this.#answered !== answered) return;
    this.#next = page?.items.find(({ id }) => id !== answered);
    this.#host.requestUpdate();
  }

  /**
   * A link or, without the address of documents' pages, a button.
   * @param shown Id of the document on the screen.
   */
  render(
    shown: string,
    { words, href, open }: { words: WordsOf<typeof signingWords>; href: string; open: (id: string) => void },
  ): TemplateResult | typeof nothing {
    const next = this.#next;
    if (!next || shown !== this.#answered) return nothing;
    const content = html`${words.nextDocument}<span aria-hidden="true">→</span>`;
    return html`<p class="next-document">
      ${
        href
          ? html`<a class="primary" href=${href.replace('{id}', next.id)}>${content}</a>`
          : html`<button type="button" class="primary" @click=${() => open(next.id)}>${content}</button>`
      }
      <span>${withoutBidi(next.title)}</span>
    </p>`;
  }
}
