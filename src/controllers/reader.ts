import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../api/client.ts';
import { getSession, type Me } from '../contract/session.ts';
import { QueryController } from './query.ts';

/** Finds out who the reader is: from the provider or, without one, by asking the API whose client it is. */
export class ReaderController {
  readonly #known: () => Me | null | undefined;
  readonly #asked: QueryController<readonly [Client], Me>;

  /**
   * @param known Who is logged in, as far as a provider knows.
   * @param client The client to ask the API with; undefined while the answer is not needed.
   */
  constructor(host: ReactiveControllerHost, known: () => Me | null | undefined, client: () => Client | undefined) {
    this.#known = known;
    this.#asked = new QueryController(
      host,
      () => {
        const asked = known() ? undefined : client();
        return asked && ([asked] as const);
      },
      ([asked], signal) => asked.call(getSession, {}, { signal }),
    );
  }

  /** Undefined while it is not known. */
  get me(): Me | undefined {
    return this.#known() ?? this.#asked.data;
  }

  /** Resolves with the reader once it is known; with undefined when it cannot be found out. */
  async find(): Promise<Me | undefined> {
    if (!this.me) await this.#asked.refresh();
    return this.me;
  }
}
