import { define } from '../../src/internal/define.ts';
import { EtronMessage } from './message.ts';

define('etron-message', EtronMessage);

export * from './message.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-message': EtronMessage;
  }
}
