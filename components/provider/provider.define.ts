import { define } from '../../src/internal/define.ts';
import { EtronProvider } from './provider.ts';

define('etron-provider', EtronProvider);

export type * from './provider.events.ts';
export { EtronProvider };

declare global {
  interface HTMLElementTagNameMap {
    'etron-provider': EtronProvider;
  }
}
