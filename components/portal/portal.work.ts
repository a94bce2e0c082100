import type { LitElement } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { getOverview, type Overview } from '../../src/contract/overview.ts';
import type { Me } from '../../src/contract/session.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { waitingOf } from '../shared/menus.ts';
import type { View } from './portal.routes.ts';

/** Who works in the portal, and how much waits for them, menu by menu. */
export class Work {
  /** Who is logged in; undefined until the provider knows, null when nobody is. */
  me: Me | null | undefined;
  /** Whose work is on the page; kept when the session ends, so that it can go on after a login. */
  worker: Me | undefined;
  readonly #host: LitElement;
  readonly #view: () => View;
  readonly #counters: QueryController<readonly [Client, string, View], void>;
  /** The counters that were read last, here or by the overview. */
  #overview: Overview | undefined;

  constructor(host: LitElement, client: () => Client | undefined, view: () => View) {
    this.#host = host;
    this.#view = view;
    this.#counters = new QueryController(
      host,
      () => {
        const asked = client();
        // The overview counts by itself.
        return asked && this.me && view() !== 'overview' ? ([asked, this.me.id, view()] as const) : undefined;
      },
      async ([asked], signal) => this.count(await asked.call(getOverview, {}, { signal })),
    );
    new ReturnController(host, this.recount);
  }

  get waiting(): ReturnType<typeof waitingOf> {
    return this.me && this.worker && this.#overview ? waitingOf(this.#overview, this.worker.role) : {};
  }

  /** Takes over who is logged in; true when somebody came who was not there when the page was opened, nor before. */
  take(me: Me | null): boolean {
    const entered = this.me === null && !this.worker && !!me;
    this.me = me;
    if (me) {
      if (me.id !== this.worker?.id) this.#overview = undefined;
      this.worker = me;
    }
    this.#host.requestUpdate();
    return entered;
  }

  /** Nobody works here any more. */
  end(): void {
    this.worker = undefined;
    this.#overview = undefined;
    this.#host.requestUpdate();
  }

  /** Takes counters over. */
  count(overview: Overview): void {
    this.#overview = overview;
    this.#host.requestUpdate();
  }

  /** Counts again, unless the overview does. */
  recount = (): void => {
    if (this.#view() !== 'overview') void this.#counters.refresh();
  };
}
