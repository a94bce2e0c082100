import { ContextProvider } from '@lit/context';
import { css, html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { type Answer, Client, ProblemError } from '../../src/api/client.ts';
import { clientContext, sessionContext } from '../../src/context/contexts.ts';
import { deleteSession, getSession, type Me } from '../../src/contract/session.ts';
import type {} from '../account/account.events.ts';
import type {} from '../login/login.events.ts';
import { SessionChangedEvent } from './provider.events.ts';

export type * from './provider.events.ts';

/** Milliseconds until the session is requested again after a failure. */
const RETRY_DELAY = 5_000;

/**
 * Gives all ETRON elements inside it one API, one session and (by its `lang`) one language. Shows nothing itself. An
 * `<etron-login>` inside it starts the session.
 *
 * @slot - The page, with ETRON elements anywhere in it.
 * @event {SessionChangedEvent} etron-session-changed - Somebody logged in or out, or the session ended while working; `me` is who it is now, or null.
 *
 * @example
 * ```html
 * <etron-provider api-url="https://portal.example/api/v1">
 *   <etron-ticket-list ticket-href="#/tickets/{id}"></etron-ticket-list>
 * </etron-provider>
 * ```
 */
export class EtronProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `;

  /** Base URL of the API, e.g. `https://portal.example/api/v1`. */
  @property({ attribute: 'api-url' }) apiUrl?: string;

  /** Asks the host's backend for a fresh host token; called again whenever the old one is refused. The token never leaves memory. */
  @property({ attribute: false }) getToken?: () => Promise<string>;

  readonly #client = new ContextProvider(this, { context: clientContext });
  readonly #session = new ContextProvider(this, { context: sessionContext });
  /** Number of requests for the session under way. */
  #pendingRequests = 0;
  /** Number of the newest request for the session. Answers to older ones are outdated and ignored. */
  #newestRequest = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  /** Id of the user who was logged in last. */
  #lastUserId: string | undefined;

  /** The client of the API, for requests of the page itself; undefined without an `api-url`. */
  get client(): Client | undefined {
    return this.#client.value;
  }

  /** Who is logged in; null when nobody is, undefined while it is not known yet. */
  get me(): Me | null | undefined {
    return this.#session.value;
  }

  constructor() {
    super();
    this.addEventListener('etron-logged-in', ({ me }) => {
      // Answers to requests from before the login are outdated.
      this.#newestRequest++;
      this.#setMe(me);
    });
    // Name and telephone number of the session are what somebody has just changed.
    this.addEventListener('etron-account-changed', this.#load);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('online', this.#load);
    if (this.#client.value) this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('online', this.#load);
    clearTimeout(this.#retry);
  }

  /**
   * Asks again who is logged in, for instance after a login. Without an answer everything stays as it is.
   * @throws ProblemError
   */
  async refreshSession(): Promise<void> {
    const client = this.#client.value;
    if (!client) return;
    const request = ++this.#newestRequest;
    this.#pendingRequests++;
    try {
      const me = await client.call(getSession).catch((error: unknown) => {
        if (error instanceof ProblemError && error.problem.status === 401) return null;
        throw error;
      });
      if (request === this.#newestRequest) this.#setMe(me);
    } finally {
      this.#pendingRequests--;
    }
  }

  /**
   * Ends the session.
   * @throws ProblemError
   */
  async logOut(): Promise<void> {
    await this.#client.value?.call(deleteSession);
    this.#newestRequest++;
    this.#setMe(null);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('apiUrl') && !changed.has('getToken')) return;
    this.#newestRequest++;
    this.#session.setValue(undefined);
    this.#renewClient();
    this.#load();
  }

  protected override render(): TemplateResult {
    return html`<slot></slot>`;
  }

  #renewClient(): void {
    this.#client.setValue(this.apiUrl ? new WatchedClient(this.apiUrl, this.getToken, this.#verify) : undefined);
  }

  #load = (): void => {
    clearTimeout(this.#retry);
    this.refreshSession().catch((error: unknown) => {
      if (!(error instanceof ProblemError)) throw error;
      if (this.isConnected && this.me === undefined) this.#retry = setTimeout(this.#load, RETRY_DELAY);
    });
  };

  // A late 401 of a request from before a login must not end the new session, so the session itself is asked.
  #verify = (): void => {
    if (this.me && !this.#pendingRequests) this.#load();
  };

  #setMe(me: Me | null): void {
    if (JSON.stringify(me) === JSON.stringify(this.me)) return;
    // Because of the new client, the elements drop what they loaded for another user.
    if (me && this.#lastUserId && me.id !== this.#lastUserId) this.#renewClient();
    this.#lastUserId = me?.id ?? this.#lastUserId;
    this.#session.setValue(me);
    this.dispatchEvent(new SessionChangedEvent(me));
  }
}

/** A client that reports when the API says that nobody is logged in any more, whichever element sent the request. */
class WatchedClient extends Client {
  readonly #onUnauthenticated: () => void;

  constructor(apiUrl: string, getToken: (() => Promise<string>) | undefined, onUnauthenticated: () => void) {
    super(apiUrl, getToken);
    this.#onUnauthenticated = onUnauthenticated;
  }

  override async authorized<R extends Answer>(send: (headers: Record<string, string>) => Promise<R>): Promise<R> {
    try {
      return await super.authorized(send);
    } catch (error) {
      if (error instanceof ProblemError && error.problem.code === 'unauthenticated') this.#onUnauthenticated();
      throw error;
    }
  }
}
