import { define } from '../../src/internal/define.ts';
import { EtronComposer } from './composer.ts';

define('etron-composer', EtronComposer);

export type * from './composer.events.ts';
export { EtronComposer };

declare global {
  interface HTMLElementTagNameMap {
    'etron-composer': EtronComposer;
  }
}
