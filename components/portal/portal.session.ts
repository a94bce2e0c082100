import type { LitElement } from 'lit';
import type { Client } from '../../src/api/client.ts';
import { getOverview, type Overview } from '../../src/contract/overview.ts';
import type { Me } from '../../src/contract/session.ts';
import { QueryController } from '../../src/controllers/query.ts';
import { ReturnController } from '../../src/controllers/return.ts';
import { waitingOf } from '../shared/menus.ts';
import type { PortalView } from './portal.routes.ts';

/** Who is logged in, and how many records wait for them in each menu. */
export class PortalSession {
  /** Who is logged in; undefined until the provider knows, null when nobody is. */
  me: Me | null | undefined;
  /** Whose pages are shown. Kept when the session expires, so that the same person can continue after logging in again. */
  user: Me | undefined;
  readonly #host: LitElement;
  readonly #view: () => PortalView;
  readonly #counters: QueryController<readonly [Client, string, PortalView], void>;
  /** The counters that were loaded last, here or by the overview. */
  #overview: Overview | undefined;

  constructor(host: LitElement, client: () => Client | undefined, view: () => PortalView) {
    this.#host = host;
    this.#view = view;
    this.#counters = new QueryController(
      host,
      () => {
        const asked = client();
        // On its page, the overview loads the counters itself.
        return asked && this.me && view() !== 'overview' ? ([asked, this.me.id, view()] as const) : undefined;
      },
      async ([asked], signal) => this.setCounters(await asked.call(getOverview, {}, { signal })),
    );
    new ReturnController(host, this.refreshCounters);
  }

  get waiting(): ReturnType<typeof waitingOf> {
    return this.me && this.user && this.#overview ? waitingOf(this.#overview, this.user.role) : {};
  }

  /** Takes over who is logged in; true when somebody has just logged in, not continued a session or come back to an expired one. */
  setMe(me: Me | null): boolean {
    const entered = this.me === null && !this.user && !!me;
    this.me = me;
    if (me) {
      if (me.id !== this.user?.id) this.#overview = undefined;
      this.user = me;
    }
    this.#host.requestUpdate();
    return entered;
  }

  /** The user logged out: nothing of theirs stays. */
  end(): void {
    this.user = undefined;
    this.#overview = undefined;
    this.#host.requestUpdate();
  }

  /** Takes over counters that were loaded elsewhere. */
  setCounters(overview: Overview): void {
    this.#overview = overview;
    this.#host.requestUpdate();
  }

  /** Loads the counters again, unless the overview does so itself. */
  refreshCounters = (): void => {
    if (this.#view() !== 'overview') void this.#counters.refresh();
  };
}
