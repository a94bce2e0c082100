import { ContextProvider, createContext } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../api/client.ts';
import type { Me } from '../contract/session.ts';

// What an `<etron-provider>` gives the elements inside it. The keys are registered symbols, so that elements of one bundle find the provider of another.

/** The client of the API; undefined while the provider has no `api-url`. */
export const clientContext = createContext<Client | undefined>(Symbol.for('etron.client.v1'));

/** Who is logged in; null when nobody is, undefined while it is not known yet. */
export const sessionContext = createContext<Me | null | undefined>(Symbol.for('etron.session.v1'));

/** Provides the client of `host` to the elements it renders, so that all parts of a record share one client and one access token. */
export class ClientSharing extends ContextProvider<typeof clientContext> {
  readonly #client: () => Client | undefined;

  constructor(host: ReactiveControllerHost & HTMLElement, client: () => Client | undefined) {
    super(host, { context: clientContext });
    this.#client = client;
  }

  hostUpdate(): void {
    this.setValue(this.#client());
  }
}
