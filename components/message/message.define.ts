import { define } from '../../src/internal/define.ts';
import { EtronMessage } from './message.ts';

define('etron-message', EtronMessage);

export { EtronMessage };

declare global {
  interface HTMLElementTagNameMap {
    'etron-message': EtronMessage;
  }
}
