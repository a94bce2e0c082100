import { define } from '../../src/internal/define.ts';
import { EtronLogin } from './login.ts';

define('etron-login', EtronLogin);

export * from './login.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-login': EtronLogin;
  }
}
