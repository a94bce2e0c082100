import type { Me } from '../../src/contract/session.ts';

/** Somebody logged in; an `<etron-provider>` around takes the session over. */
export class LoggedInEvent extends Event {
  readonly me: Me;

  constructor(me: Me) {
    super('etron-logged-in', { bubbles: true, composed: true });
    this.me = me;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-logged-in': LoggedInEvent;
  }
}
