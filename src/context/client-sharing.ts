import { ContextProvider } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import type { Client } from '../api/client.ts';
import { clientContext } from './contexts.ts';

/** Gives the elements that `host` renders its own way to the API, so that all parts of a record share one client and one access token. */
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
