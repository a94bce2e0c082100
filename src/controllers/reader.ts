import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../api/client.ts';
import { getSession, type Me } from '../contract/session.ts';
import { QueryController } from './query.ts';

/** Who reads: whom the provider knows, and where there is none, whom the API says that the client belongs to. */
export class ReaderController {
  readonly #known: () => Me | null | undefined;
  readonly #asked: QueryController<readonly [Client], Me>;

  /**
   * @param known Who is logged in, as far as a provider says it.
   * @param client The way to the API; undefined while nobody wants to know.
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

  /** Who reads, once it is known; undefined when it cannot be found out. */
  async find(): Promise<Me | undefined> {
    if (!this.me) await this.#asked.refresh();
    return this.me;
  }
}
