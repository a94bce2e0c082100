import { define } from '../../src/internal/define.ts';
import { EtronLogin } from './login.ts';

define('etron-login', EtronLogin);

export type * from './login.events.ts';
export { EtronLogin };

declare global {
  interface HTMLElementTagNameMap {
    'etron-login': EtronLogin;
  }
}
