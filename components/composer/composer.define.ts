import { define } from '../../src/internal/define.ts';
import { EtronComposer } from './composer.ts';

define('etron-composer', EtronComposer);

export * from './composer.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-composer': EtronComposer;
  }
}
