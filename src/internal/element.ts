import { ContextConsumer, ContextRoot } from '@lit/context';
import { LitElement, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { Client } from '../api/client.ts';
import { clientContext, sessionContext } from '../context/contexts.ts';
import type { Me } from '../contract/session.ts';

// The scripts of a page may define its elements before its `<etron-provider>`. Their requests wait here until the provider is there to answer them.
new ContextRoot().attach(document.documentElement);

/**
 * Base of every element that talks to the API: finds its client, from its own `api-url` or from the nearest `<etron-provider>`, and knows who is logged in.
 *
 * What a page sets on an element before its class is defined comes back with the first update, not earlier: a subclass reads its properties in
 * `willUpdate` or later, never in its constructor or in `connectedCallback`.
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
   * The way to the API for whoever is logged in. Undefined until an `api-url` or a provider is there, and while the provider says that nobody is logged
   * in: queries that depend on it neither load nor show anything after a log-out.
   */
  protected get client(): Client | undefined {
    return this.me === null ? undefined : this.anonymousClient;
  }

  /** The way to the API for what needs no login, such as logging in. Undefined until an `api-url` or a provider is there. */
  protected get anonymousClient(): Client | undefined {
    return this.#own ?? this.#provided.value;
  }

  /** Who is logged in; null when nobody is, undefined while that is not known yet, and without a provider. */
  protected get me(): Me | null | undefined {
    return this.#session.value;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('apiUrl') || changed.has('getToken')) {
      this.#own = this.apiUrl ? new Client(this.apiUrl, this.getToken) : undefined;
    }
  }
}
