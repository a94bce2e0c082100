import { define } from '../../src/internal/define.ts';
import { EtronAccount } from './account.ts';

define('etron-account', EtronAccount);

export * from './account.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-account': EtronAccount;
  }
}
