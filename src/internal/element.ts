import type { PropertyValues } from 'lit';
import { Client } from '../api/client.ts';
import { clientContext } from '../context/client.ts';
import { consume } from '../context/consume.ts';
import { BaseElement } from './base.ts';
import { property } from './property.ts';

/**
 * Base of every element that talks to the API: finds its client, from its own `api-url` or from the nearest `<etron-provider>`.
 */
export abstract class EtronElement extends BaseElement {
  /** Base URL of the API, e.g. `https://portal.example/api/v1`. Not needed inside an `<etron-provider>`. */
  @property({ attribute: 'api-url' }) apiUrl?: string;

  /** Asks the host's backend for a fresh host token; called again whenever the old one is refused. The token never leaves memory. */
  @property({ attribute: false }) getToken?: () => Promise<string>;

  readonly #provided = consume(this, clientContext);
  #own: Client | undefined;

  /** The way to the API; undefined until an `api-url` or a provider is there. */
  protected get client(): Client | undefined {
    return this.#own ?? this.#provided.value;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('apiUrl') || changed.has('getToken')) {
      this.#own = this.apiUrl ? new Client(this.apiUrl, this.getToken) : undefined;
    }
  }
}
