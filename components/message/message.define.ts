import { define } from '../../src/internal/define.ts';
import { EtronMessage } from './message.ts';

define('etron-message', EtronMessage);

export type * from './message.events.ts';
export { EtronMessage };

declare global {
  interface HTMLElementTagNameMap {
    'etron-message': EtronMessage;
  }
}
