import { ContextConsumer, ContextRoot } from '@lit/context';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { Client } from '../api/client.ts';
import { clientContext, sessionContext } from '../context/contexts.ts';
import type { Me } from '../contract/session.ts';

// The scripts of a page may define elements before its `<etron-provider>`. The root keeps their context requests until the provider can answer them.
new ContextRoot().attach(document.documentElement);

/**
 * Base of every element that calls the API. It finds the client, from its own `api-url` or from the nearest `<etron-provider>`, and knows who is logged in.
 *
 * Properties that a page sets on an element before its class is defined take effect with the first update. So a subclass must not read its properties before
 * `willUpdate`, that is, neither in its constructor nor in `connectedCallback`.
 */
export abstract class EtronElement extends LitElement {
  /** Base URL of the API, e.g. `https://portal.example/api/v1`. Not needed inside an `<etron-provider>`. */
  @property({ attribute: 'api-url' }) apiUrl?: string;

  /** Asks the host's backend for a fresh host token; called again whenever the old one is refused. The token never leaves memory. */
  @property({ attribute: false }) getToken?: () => Promise<string>;

  readonly #provided = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #session = new ContextConsumer(this, { context: sessionContext, subscribe: true });
  #own: Client | undefined;

  /**
   * The client for requests in the name of whoever is logged in. Undefined until there is an `api-url` or a provider, and while the provider says that nobody
   * is logged in: so queries that depend on it neither load nor show anything after a log-out.
   */
  protected get client(): Client | undefined {
    return this.me === null ? undefined : this.anonymousClient;
  }

  /** The client for requests that need no login, such as logging in. Undefined until there is an `api-url` or a provider. */
  protected get anonymousClient(): Client | undefined {
    return this.#own ?? this.#provided.value;
  }

  /** Who is logged in; null if nobody is, undefined while it is not known yet and without a provider. */
  protected get me(): Me | null | undefined {
    return this.#session.value;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('apiUrl') || changed.has('getToken')) {
      this.#own = this.apiUrl ? new Client(this.apiUrl, this.getToken) : undefined;
    }
  }
}
