import { ContextConsumer } from '@lit/context';
import type { ReactiveControllerHost } from 'lit';
import { sessionContext } from '../context/contexts.ts';
import type { Me } from '../contract/session.ts';

/** Who is logged in, for an element that shows nothing when nobody is. */
export class SessionGate {
  /** Nobody is logged in. What was loaded is kept out of sight, for the case that the same person comes back. */
  signedOut = false;
  readonly #session: { readonly value?: Me | null | undefined };

  /** `onReturn` is called when somebody is logged in again. */
  constructor(host: ReactiveControllerHost & HTMLElement, onReturn: () => void) {
    this.#session = new ContextConsumer(host, {
      context: sessionContext,
      subscribe: true,
      callback: (me) => {
        const back = me && this.signedOut;
        this.signedOut = me === null;
        if (back) onReturn();
      },
    });
  }

  /** Undefined while it is not known, and without a provider. */
  get me(): Me | undefined {
    return this.#session.value ?? undefined;
  }
}
