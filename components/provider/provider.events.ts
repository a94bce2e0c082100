import type { Me } from '../../src/contract/session.ts';

/** Somebody logged in or out, or the session ended. */
export class SessionChangedEvent extends Event {
  /** Who is logged in now, or null. */
  readonly me: Me | null;

  constructor(me: Me | null) {
    super('etron-session-changed', { bubbles: true, composed: true });
    this.me = me;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-session-changed': SessionChangedEvent;
  }
}
