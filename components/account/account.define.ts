import { define } from '../../src/internal/define.ts';
import { EtronAccount } from './account.ts';

define('etron-account', EtronAccount);

export type * from './account.events.ts';
export { EtronAccount };

declare global {
  interface HTMLElementTagNameMap {
    'etron-account': EtronAccount;
  }
}
