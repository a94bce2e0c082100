import type { Account } from '../../src/contract/account.ts';

/** The reader changed their name, telephone number or language; an `<etron-provider>` around asks again who is logged in. */
export class AccountChangedEvent extends Event {
  readonly account: Account;

  constructor(account: Account) {
    super('etron-account-changed', { bubbles: true, composed: true });
    this.account = account;
  }
}

declare global {
  interface HTMLElementEventMap {
    'etron-account-changed': AccountChangedEvent;
  }
}
