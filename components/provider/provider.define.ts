import { define } from '../../src/internal/define.ts';
import { EtronProvider } from './provider.ts';

define('etron-provider', EtronProvider);

export * from './provider.ts';

declare global {
  interface HTMLElementTagNameMap {
    'etron-provider': EtronProvider;
  }
}
