import type { LitElement } from 'lit';
import type { ProblemError } from '../../src/api/client.ts';
import { MutationController } from '../../src/controllers/mutation.ts';
import type { WordsOf } from '../../src/i18n/locale.ts';
import type { recordListWords } from '../../src/i18n/record-list.ts';

/** Downloads the file of a row, one at a time. */
export class RowFile<T extends { id: string }> {
  readonly #saving: MutationController;
  readonly #fetch: (row: T) => Promise<void>;
  /** Id of the row whose file is or was fetched last. */
  #id: string | undefined;

  constructor(host: LitElement, fetch: (row: T) => Promise<void>) {
    this.#saving = new MutationController(host);
    this.#fetch = fetch;
  }

  /** Id of the row whose file is under way. */
  get pending(): string | undefined {
    return this.#saving.pending ? this.#id : undefined;
  }

  get problem(): ProblemError | undefined {
    return this.#saving.problem;
  }

  /** What to say of it; nothing when nobody asked for a file. */
  status(words: Pick<WordsOf<typeof recordListWords>, 'downloading' | 'downloaded'>): string | undefined {
    if (!this.#id || this.problem) return undefined;
    return this.#saving.pending ? words.downloading : words.downloaded;
  }

  async save(row: T): Promise<void> {
    if (this.#saving.pending) return;
    this.#id = row.id;
    await this.#saving.run(() => this.#fetch(row));
  }

  /** Says no more of it. */
  forget(): void {
    if (!this.#saving.pending) this.#id = undefined;
  }
}
